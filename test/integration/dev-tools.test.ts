import { expect } from '@open-wc/testing';

import { startServer } from '../helpers/commands.js';
import { find, insert, load, mount, press, read, until, type WebDashElement } from './fixture.js';

/** Where files are that a test changes. */
const FOLDER = `/changing/${crypto.randomUUID()}`;

/** An app with `#title` and `#answer`, both of which hold `text`. */
function app(text: string, more = ''): string {
  return [
    'from dash import Dash, Input, Output, callback, dcc, html',
    'import helper',
    more,
    'app = Dash()',
    `app.layout = html.Div([html.H1("${text} " + helper.TEXT, id="title"),`,
    '    html.Button("Break", id="break"), dcc.Input("x", id="input"), html.P(id="answer")])',
    '@callback(Output("answer", "children"), Input("input", "value"), Input("break", "n_clicks"))',
    `def answer(value, n_clicks): return "${text}" if not n_clicks else 1 / 0`,
    'app.run(debug=True, dev_tools_hot_reload_interval=0.5)',
    '',
  ].join('\n');
}

async function put(name: string, text: string): Promise<void> {
  await fetch(`${FOLDER}/${name}`, { method: 'PUT', body: text });
}

/** The global scope of the app's scripts. */
function realmOf(element: WebDashElement): Record<string, unknown> {
  const view = element.shadowRoot?.querySelector('html')?.ownerDocument.defaultView;
  return view as unknown as Record<string, unknown>;
}

describe('an app in debug mode', () => {
  let element: WebDashElement;

  before(load);

  afterEach(() => element.remove());

  it('alone loads the dev bundles', async () => {
    const server = await startServer();
    const attributes = { 'runtime-url': `${server.origin}/dist/runtime/` };
    const loaded = async (): Promise<boolean> =>
      (await server.requests()).some((path) => path.endsWith('/dev.pack'));
    const code = `
      from dash import Dash, html
      app = Dash()
      app.layout = html.P("plain", id="text")
      app.run(debug=False)
    `;
    element = await mount({ code, attributes });
    await read(element, 'text', 'plain');
    expect(await loaded()).to.equal(false);
    element.remove();
    element = await mount({ code: code.replace('False', 'True'), attributes });
    await find(element, '.dash-debug-menu__content');
    expect(await loaded()).to.equal(true);
    await server.kill();
  });

  it('shows errors with a traceback', async () => {
    await put('helper.py', 'TEXT = "one"');
    element = await mount({ code: app('First'), urls: { 'helper.py': `${FOLDER}/helper.py` } });
    await press(element, 'break');
    (await find(element, '.dash-fe-error-item')).click();
    const frame = (await find(element, '.dash-backend-error iframe')) as HTMLIFrameElement;
    expect(frame.srcdoc).to.include('ZeroDivisionError: division by zero').and.include('app.py');
    await read(element, 'title', 'First one');
  });

  it('follows its source in place, and the page is not reloaded', async () => {
    await put('app.py', app('First'));
    await put('helper.py', 'TEXT = "one"');
    await put('style.css', 'h1 { color: rgb(255, 0, 0) }');
    element = await mount({
      attributes: { src: `${FOLDER}/app.py` },
      urls: { 'helper.py': `${FOLDER}/helper.py`, 'assets/style.css': `${FOLDER}/style.css` },
    });
    await read(element, 'answer', 'First');
    realmOf(element)['isTheSame'] = true;
    await element.files.write('kept.txt', 'kept');
    await put('app.py', app('Second'));
    await read(element, 'answer', 'Second');
    await put('helper.py', 'TEXT = "two"');
    await read(element, 'title', 'Second two');
    await put('style.css', 'h1 { color: rgb(0, 0, 255) }');
    const title = await find(element, '#title');
    await until(() => getComputedStyle(title).color === 'rgb(0, 0, 255)', 'the title is blue');
    expect(realmOf(element)['isTheSame']).to.equal(true);
    expect(new TextDecoder().decode(await element.files.read('kept.txt'))).to.equal('kept');
  });

  it('shows what new code fails for, and goes on with the next', async () => {
    await put('helper.py', 'TEXT = "one"');
    await put('app.py', app('First'));
    element = await mount({
      attributes: { src: `${FOLDER}/app.py` },
      urls: { 'helper.py': `${FOLDER}/helper.py` },
    });
    await read(element, 'answer', 'First');
    const messages: string[] = [];
    element.addEventListener('error', (event) => {
      messages.push(event.error.message);
    });
    await put('app.py', app('Second', 'wrong'));
    await until(() => element.state === 'failed', 'the app has failed');
    await put('app.py', app('Second', 'worse'));
    await until(() => messages.length === 2, 'it has failed again');
    await put('app.py', app('Third'));
    await read(element, 'answer', 'Third');
    expect(element.state).to.equal('ready');
    expect(await element.ready).to.equal(element);
    expect(messages.join()).to.match(/'wrong' is not defined,.*'worse' is not defined/);
  });

  it('follows code that stands in the page', async () => {
    const script = document.createElement('script');
    script.type = 'text/x-python';
    script.textContent = app('First');
    const helper = document.createElement('web-dash-file');
    helper.setAttribute('name', 'helper.py');
    helper.textContent = 'TEXT = "one"';
    const parent = document.createElement('div');
    element = insert({ parent });
    element.append(script, helper);
    document.body.append(parent);
    await read(element, 'answer', 'First');
    script.textContent = app('Second');
    await read(element, 'answer', 'Second');
    helper.textContent = 'TEXT = "two"';
    await read(element, 'title', 'Second two');
    parent.remove();
  });

  it('asks nothing of servers without debug mode, and leaves the page’s code alone', async () => {
    await put('app.py', app('First').replace('debug=True', 'debug=False'));
    await put('helper.py', 'TEXT = "one"');
    element = await mount({
      attributes: { src: `${FOLDER}/app.py` },
      urls: { 'helper.py': `${FOLDER}/helper.py` },
    });
    await read(element, 'answer', 'First');
    const asked = (): number =>
      performance.getEntriesByName(`${location.origin}${FOLDER}/app.py`).length;
    const before = asked();
    await new Promise((resolve) => setTimeout(resolve, 2000));
    expect(asked()).to.equal(before);
  });
});
