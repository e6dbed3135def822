import { expect } from '@open-wc/testing';

import type { PropsChange } from '../../src/host/layout-changes.js';
import { find, insert, load, mount, press, read, until, type WebDashElement } from './fixture.js';

const APP = `
  from dash import ALL, Dash, Input, Output, State, callback, clientside_callback, ctx, dcc, html

  app = Dash(__name__)
  app.layout = html.Div([
      dcc.Input(id="name", value="Ada"),
      html.P(id="greeting"),
      html.Button("Reset", id="reset"),
      html.Button("Client", id="client"),
      html.Div([dcc.Input(id={"type": "cell", "index": i}, value=i) for i in range(3)], id="cells"),
      html.P(id="sum"),
      dcc.Store(id="data", data={"rows": [1, 2]}),
      html.Div(id="parent"),
  ])

  @callback(Output("greeting", "children"), Input("name", "value"))
  def greet(name):
      return f"Hello {name}"

  @callback(Output("sum", "children"), Input({"type": "cell", "index": ALL}, "value"))
  def add(values):
      return f"sum {sum(values)}"

  @callback(Output("name", "value"), Output("parent", "children"), Input("reset", "n_clicks"),
            prevent_initial_call=True)
  def reset(n):
      return "nobody", html.P("made", id="made")

  clientside_callback(
      """n => {
          dash_clientside.set_props("name", {value: "client"});
          dash_clientside.set_props("data", {data: {n}});
          return dash_clientside.no_update;
      }""",
      Output("client", "title"), Input("client", "n_clicks"), prevent_initial_call=True,
  )

  app.run()
`;

/** What is told of the props of components, from now on. */
function changesOf(element: WebDashElement): PropsChange[] {
  const changes: PropsChange[] = [];
  element.addEventListener('propschange', ({ detail }) => changes.push(detail));
  return changes;
}

/** Waits until a change is told, alone or with others of the same component. */
async function told(changes: readonly PropsChange[], { id, props }: PropsChange): Promise<void> {
  const text = (value: unknown): string => JSON.stringify(value);
  const holds = (change: PropsChange): boolean =>
    text(change.id) === text(id) && text({ ...change.props, ...props }) === text(change.props);
  await until(() => changes.some(holds), `${text(props)} of ${text(id)} is told`);
}

/** Types into a field, as React sees it: it takes over the property `value`. */
async function type(element: WebDashElement, id: string, text: string): Promise<void> {
  const field = await find(element, `#${id}`);
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, text);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** The name with which a promise rejects. */
async function nameOfFailure(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'none',
    (error: unknown) => (error as Error).name,
  );
}

describe('props of components', () => {
  let element: WebDashElement;

  before(async () => {
    await load();
    element = insert({ code: APP });
  });

  it('can be asked for before the app is ready', async () => {
    expect(await element.getProps('name')).to.deep.equal({ id: 'name', value: 'Ada' });
    expect(element.state).to.equal('ready');
  });

  it('are set as a clientside callback does, so that callbacks are called', async () => {
    await element.setProps('name', { value: 'Grace' });
    await read(element, 'greeting', 'Hello Grace');
    expect((await element.getProps('name'))['value']).to.equal('Grace');
    expect(await find(element, '#name')).to.have.property('value', 'Grace');
  });

  it('are found by the id of a pattern-matching callback, whatever the order of its keys', async () => {
    await read(element, 'sum', 'sum 3');
    await element.setProps({ index: 2, type: 'cell' }, { value: 40 });
    await read(element, 'sum', 'sum 41');
    expect((await element.getProps({ type: 'cell', index: 2 }))['value']).to.equal(40);
  });

  it('are given as a copy, and taken as one', async () => {
    const props = await element.getProps('data');
    const data = props['data'] as { rows: number[] };
    data.rows.push(3);
    expect(props['data'] instanceof Object).to.equal(true);
    expect((await element.getProps('data'))['data']).to.deep.equal({ rows: [1, 2] });
    const mine = { rows: [7] };
    await element.setProps('data', { data: mine });
    mine.rows.push(8);
    expect((await element.getProps('data'))['data']).to.deep.equal({ rows: [7] });
  });

  it('of a component that is not there are an error of that name', async () => {
    expect(await nameOfFailure(element.getProps('nobody'))).to.equal('NotFoundError');
    const cell = { type: 'cell', index: 9 };
    expect(await nameOfFailure(element.setProps(cell, { value: 1 }))).to.equal('NotFoundError');
    expect(await nameOfFailure(element.getProps({ other: 1 }))).to.equal('NotFoundError');
  });

  it('can only be set to data', async () => {
    const failure = element.setProps('name', { value: () => 1 });
    expect(await nameOfFailure(failure)).to.equal('DataCloneError');
  });

  it('tell of their change by the reader, by callbacks and by clientside functions', async () => {
    const changes = changesOf(element);
    await type(element, 'name', 'Joan');
    await told(changes, { id: 'name', props: { value: 'Joan' } });
    await told(changes, { id: 'greeting', props: { children: 'Hello Joan' } });
    await press(element, 'client');
    await told(changes, { id: 'name', props: { value: 'client' } });
    await told(changes, { id: 'data', props: { data: { n: 1 } } });
    await element.setProps({ type: 'cell', index: 0 }, { value: 5 });
    await told(changes, { id: { type: 'cell', index: 0 }, props: { value: 5 } });
  });

  it('tell of each change once, of the component that has changed alone', async () => {
    const changes = changesOf(element);
    await press(element, 'reset');
    await read(element, 'greeting', 'Hello nobody');
    const ids = changes.map(({ id }) => id);
    expect(ids.filter((id) => id === 'name')).to.have.length(1);
    expect(ids.filter((id) => id === 'parent')).to.have.length(1);
    expect(ids).not.to.include('made');
    expect(ids).not.to.include('cells');
  });

  it('of another page of the app are those of that page', async () => {
    const changes = changesOf(element);
    const { defaultView } = (await find(element, '#name')).ownerDocument;
    if (!defaultView || defaultView === window) throw new Error('The app has no window of its own');
    defaultView.location.reload();
    expect((await element.getProps('name'))['value']).to.equal('Ada');
    await element.setProps('name', { value: 'again' });
    await told(changes, { id: 'greeting', props: { children: 'Hello again' } });
  });

  it('are not those of an app that is no Dash app', async () => {
    const flask = await mount({
      code: `
        from flask import Flask
        app = Flask(__name__)
        app.get("/")(lambda: "<p id='p'>plain</p>")
      `,
    });
    expect(await nameOfFailure(flask.getProps('p'))).to.equal('NotSupportedError');
  });
});

describe('events between the page and Python', () => {
  const TALK = `
    import asyncio
    from dash import Dash, html
    from webdash import host

    async def slow(detail):
        await asyncio.sleep(0.01)
        host.emit("answered", {"asked": detail, "by": WHO})

    def fail(detail):
        raise ValueError("not " + detail)

    host.on("ask", lambda detail: host.emit("heard", detail))
    host.on("ask", slow)
    host.on("fail", fail)
    host.emit("made", {"by": WHO})

    app = Dash(__name__)
    app.layout = html.P("talk", id="talk")
    app.run()
  `;

  const talk = (who: string): string => TALK.replaceAll('WHO', `"${who}"`);

  before(load);

  it('are DOM events on the element that bubble, and calls of the app’s handlers', async () => {
    const parent = document.createElement('div');
    document.body.append(parent);
    const events: [string, unknown][] = [];
    for (const name of ['made', 'heard', 'answered']) {
      parent.addEventListener(name, (event) => {
        expect(event.target instanceof HTMLElement && event.target.id).to.equal('one');
        events.push([name, (event as CustomEvent<unknown>).detail]);
      });
    }
    const one = insert({ code: talk('one'), attributes: { id: 'one' }, parent });
    const two = await mount({ code: talk('two'), attributes: { id: 'two' } });
    let others = 0;
    two.addEventListener('heard', () => others++);
    await one.emit('ask', { n: [1, null, 'ä'] });
    await until(() => events.length === 3, 'both handlers have answered');
    expect(events).to.deep.equal([
      ['made', { by: 'one' }],
      ['heard', { n: [1, null, 'ä'] }],
      ['answered', { asked: { n: [1, null, 'ä'] }, by: 'one' }],
    ]);
    expect(others).to.equal(0);
  });

  it('that nobody handles are no error', async () => {
    const element = await mount({ code: talk('three') });
    await element.emit('unheard');
  });

  it('that JSON can’t hold are refused', async () => {
    const element = await mount({ code: talk('four') });
    const circle: { self?: unknown } = {};
    circle.self = circle;
    expect(await nameOfFailure(element.emit('ask', circle))).to.equal('TypeError');
  });

  it('whose handler raises are told as the app’s output, with the traceback', async () => {
    const element = await mount({ code: talk('five') });
    const output: string[] = [];
    element.addEventListener('output', (event) => {
      event.preventDefault();
      output.push(`${event.level}: ${event.text}`);
    });
    await element.emit('fail', 'this');
    const text = output.join('\n');
    expect(text).to.match(/^error: .*'fail' failed/);
    expect(text).to.contain('app.py').and.to.contain('ValueError: not this');
  });
});
