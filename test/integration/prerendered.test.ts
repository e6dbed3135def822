import { expect } from '@open-wc/testing';

import { startServer, type TestServer } from '../helpers/commands.js';
import {
  find,
  load,
  loadFrom,
  make,
  panelOf,
  shownFailure,
  until,
  type WebDashElement,
} from './fixture.js';

const APP = '/demo/apps/first/app.py';
const RECORD = '/demo/apps/first/app.prerendered/';
/** What only Python and its apps need. */
const OF_PYTHON = /\.(?:py|pack|wasm|whl)$|web-dash-kernel|\/pyodide\//;

interface Record {
  sources: { 'app.py': string };
}

/** The text of a graph's title. */
function title(element: Element): string {
  return element.shadowRoot?.querySelector('.gtitle')?.textContent ?? '';
}

/** Where the element shows something of itself. */
function statusOf(element: Element): Element | null | undefined {
  return element.shadowRoot?.querySelector('[data-web-dash="status"]');
}

/** A record of the demo's app that says something else. */
async function changedRecord(change: (text: string) => string): Promise<string> {
  return change(await (await fetch(`${RECORD}start.json`)).text());
}

/** An element whose record stands in the page. */
function makeInline(record: string, attributes: globalThis.Record<string, string>): WebDashElement {
  const element = make({ attributes: { prerendered: RECORD, ...attributes } });
  const script = document.createElement('script');
  script.type = 'application/web-dash-start+json';
  script.text = record;
  element.append(script);
  return element;
}

/** What is written to the console as a warning while `run` runs. */
async function warnings(run: () => Promise<void>): Promise<string[]> {
  const { warn } = console;
  const said: string[] = [];
  console.warn = (...args: unknown[]) => void said.push(args.join(' '));
  await run().finally(() => (console.warn = warn));
  return said;
}

afterEach(() => document.querySelectorAll('web-dash, recorded-dash').forEach((e) => e.remove()));

describe('a prerendered app', () => {
  let server: TestServer;
  let element: WebDashElement;

  before(async () => {
    server = await startServer();
    await loadFrom(`${server.origin}/dist/`, 'recorded-dash');
  });

  after(() => server.kill());

  it('can still be read where Python can’t start, which is told', async () => {
    // First of all, as later the browser has kept what is missing here.
    await load();
    element = make({
      attributes: {
        src: APP,
        prerendered: RECORD,
        loading: 'interaction',
        'runtime-url': '/fault/missing/stdlib.pack/dist/runtime/',
      },
    });
    document.body.append(element);
    await element.ready;
    await find(element, '.bars .point');
    const answer = element.fetch('/').then(
      () => undefined,
      (error: unknown) => (error as { code?: string }).code,
    );
    expect(await answer).to.equal('runtime-not-found');
    await shownFailure(element, 'runtime-not-found');
    expect(title(element)).to.contain('Lisbon');
  });

  it('is shown without any Python, which starts when the reader acts, and answers in order', async () => {
    element = make({
      tag: 'recorded-dash',
      attributes: {
        src: server.origin + APP,
        prerendered: server.origin + RECORD,
        loading: 'interaction',
      },
    });
    document.body.append(element);
    await element.ready;
    await find(element, '.bars .point');
    expect(element.state).to.equal('ready');
    expect(title(element)).to.contain('Lisbon');
    // Who reads on needs none, either.
    for (const type of ['pointermove', 'wheel', 'scroll']) {
      element.dispatchEvent(new Event(type, { bubbles: true }));
    }
    await new Promise((resolve) => setTimeout(resolve, 3000));
    const before = await server.requests();
    expect(before.filter((path) => OF_PYTHON.test(path))).to.deep.equal([]);

    const seen: string[] = [];
    element.addEventListener('propschange', ({ detail: { id, props } }) => {
      const layout = (props['figure'] as { layout?: { title?: { text: string } } } | undefined)
        ?.layout;
      if (id === 'year' && layout?.title) seen.push(layout.title.text.split(' ').pop() ?? '');
    });
    await element.setProps('city', { value: 'Nairobi' });
    const answer = element.fetch('/_dash-dependencies');
    const files = element.files.list();
    await until(() => element.shadowRoot?.querySelector('[data-kind="background"]'), 'progress');
    expect(panelOf(element).host.getBoundingClientRect().height).to.equal(0);
    expect((await answer).status).to.equal(200);
    expect((await files).map(({ path }) => path)).to.deep.equal(['app.py']);
    await until(() => title(element).includes('Nairobi'), 'the graph is that of Nairobi');
    expect(seen).to.deep.equal(['Nairobi']);
    expect(statusOf(element) === null).to.equal(true);
    expect((await server.requests()).some((path) => OF_PYTHON.test(path))).to.equal(true);
  });

  it('gets its Python in the background where that is allowed', async () => {
    element = make({ attributes: { src: APP, prerendered: RECORD } });
    let isShownEarly = false;
    element.addEventListener('progress', () => {
      isShownEarly ||= title(element).includes('Lisbon');
    });
    document.body.append(element);
    await element.ready;
    await until(() => isShownEarly, 'Python starts behind the app');
    expect(statusOf(element) === null).to.equal(true);
    expect((await element.fetch('/_dash-dependencies')).status).to.equal(200);
  });

  const others: [what: string, said: string, change: (text: string) => string][] = [
    [
      'other code',
      'app.py isn’t',
      (text) => text.replace((JSON.parse(text) as Record).sources['app.py'], '0'.repeat(64)),
    ],
    [
      'another version of Dash',
      ' in place of 0.',
      (text) => text.replaceAll(/\.v\d+_(?=[\d_]+m\d)/g, '.v0_'),
    ],
  ];
  for (const [what, warning, change] of others) {
    it(`is replaced by the app as it is now, where that has ${what}`, async () => {
      const old = await changedRecord((text) =>
        change(text).replaceAll('A year in', 'An old year in'),
      );
      element = makeInline(old, { src: APP });
      let loads = 0;
      element.addEventListener('load', () => loads++);
      const heading = (): string | undefined =>
        element.shadowRoot?.querySelector('h1')?.textContent;
      const said = await warnings(async () => {
        document.body.append(element);
        await element.ready;
        await until(() => heading() === 'An old year in the city', 'the record is shown');
        await until(() => heading() === 'A year in the city', 'the app is shown');
        await until(() => loads === 2, 'it says so');
      });
      expect(said.join()).to.contain(warning).and.to.contain('python -m webdash.prerender');
      expect(element.state).to.equal('ready');
    });
  }

  it('is not shown if the code in the page is another one', async () => {
    const record = await changedRecord((text) => text);
    element = makeInline(record, { loading: 'interaction' });
    element.code = 'from dash import Dash, html\napp = Dash()\napp.layout = html.H1("Other")\n';
    const said = await warnings(async () => {
      document.body.append(element);
      await until(() => statusOf(element)?.shadowRoot?.querySelector('.start'), 'an offer');
    });
    expect(said.join()).to.contain('python -m webdash.prerender');
    expect(element.state).to.equal('idle');
    expect(element.shadowRoot?.querySelector('h1') === null).to.equal(true);
  });

  it('is shown from the page alone, with the code and the record in it', async () => {
    const code = await (await fetch(APP)).text();
    element = makeInline(await changedRecord((text) => text), { loading: 'interaction' });
    element.code = `\n\n${code}\n`;
    document.body.append(element);
    await find(element, '.bars .point');
  });

  it('asks the app for what is in the record otherwise', async () => {
    const record = await changedRecord((text) =>
      text.replace('"value":"Lisbon"', '"value":"Oslo"'),
    );
    element = makeInline(record, { src: APP, loading: 'interaction' });
    document.body.append(element);
    await until(() => title(element).includes('Lisbon'), 'the graph is there');
    expect((await element.files.list()).length).to.equal(1);
  });
});
