import { expect } from '@open-wc/testing';

import { FASTAPI, QUART } from './asgi-packages.js';
import {
  find,
  loadFrom,
  mount,
  press,
  read,
  textOf,
  until,
  type WebDashElement,
} from './fixture.js';

/** Each callback says whether it was asked for through a WebSocket. */
const CODE = `
import asyncio, time
from dash import Dash, Input, Output, Patch, State, callback, ctx, dcc, html, set_props
from dash.exceptions import PreventUpdate

app = Dash(__name__, OPTIONS)
app.layout = html.Div([
    dcc.Input(id="name", value="Ada"),
    *[html.Button(id, id=id, n_clicks=0) for id in ("ask", "task", "fail")],
    *[html.P(id=id) for id in ("sync", "async", "result", "failed", "after")],
    html.P("0", id="progress"), html.P("-", id="patched"), html.P(id="beats"),
])

def way():
    return "socket" if ctx.websocket else "request"

@callback(Output("sync", "children"), Input("ask", "n_clicks"), State("name", "value"))
def sync(clicks, name):
    time.sleep(0.01)
    set_props("patched", {"children": f"{name} {clicks}"})
    return f"{way()} {clicks}"

@callback(Output("async", "children"), Input("ask", "n_clicks"))
async def asynchronous(clicks):
    await asyncio.sleep(0.01)
    return f"{way()} {clicks}"

@callback(Output("result", "children"), Input("task", "n_clicks"), prevent_initial_call=True)
async def task(clicks):
    for step in range(1, 4):
        set_props("progress", {"children": f"{step}"})
        await asyncio.sleep(0.05)
    return "found " + await ctx.websocket.get_prop("name", "value")

@callback(Output("failed", "children"), Input("fail", "n_clicks"), prevent_initial_call=True)
def fail(clicks):
    raise RuntimeError("wrong on purpose")

BEATS

app.run()
`;

/** One that is asked for whenever a page connects, and goes on as long as it is there. */
const BEATS = `
connections = 0

@callback(persistent=True)
async def beat():
    global connections
    connections += 1
    number, beats = connections, 0
    while not ctx.websocket.is_shutdown:
        beats += 1
        set_props("beats", {"children": f"{number}: {min(beats, 3)}"})
        await asyncio.sleep(0.02)
`;

const app = (options: string, beats = ''): string =>
  CODE.replace('OPTIONS', options).replace('BEATS', beats);

const WAYS = [
  {
    name: 'FastAPI',
    tag: 'fastapi-socket',
    dist: '/dist/',
    backend: 'fastapi',
    attributes: { requirements: FASTAPI },
  },
  {
    name: 'FastAPI, without JSPI',
    tag: 'blocking-socket',
    dist: '/fault/jspiless/web-dash-kernel.js/dist/',
    backend: 'fastapi',
    attributes: { requirements: FASTAPI },
  },
  {
    name: 'Quart, on Pyodide 0.27',
    tag: 'quart-socket',
    dist: '/dist/',
    backend: 'quart',
    attributes: { requirements: QUART, 'pyodide-url': '/pyodide-0.27.7/' },
  },
];

for (const { name, tag, dist, backend, attributes } of WAYS) {
  describe(`callbacks over a WebSocket, on ${name}`, () => {
    let element: WebDashElement;

    before(async () => {
      await loadFrom(dist, tag);
      const code = app(`backend="${backend}", websocket_callbacks=True`, BEATS);
      element = await mount({ tag, code, attributes });
    });

    after(() => element.remove());

    it('answer, in threads and as coroutines', async () => {
      await read(element, 'sync', 'socket 0');
      await read(element, 'async', 'socket 0');
      await press(element, 'ask');
      await read(element, 'sync', 'socket 1');
      await read(element, 'async', 'socket 1');
      await read(element, 'patched', 'Ada 1');
    });

    it('set and ask for props while they run', async () => {
      await press(element, 'task');
      await until(() => textOf(element, 'progress') === '1', 'the first step is shown');
      expect(textOf(element, 'result')).to.equal('');
      await read(element, 'result', 'found Ada');
      await read(element, 'progress', '3');
    });

    it('go on as long as the page is there', () => read(element, 'beats', '1: 3'));

    it('tell of what they raise, and go on', async () => {
      await press(element, 'fail');
      await press(element, 'ask');
      await read(element, 'sync', 'socket 2');
      expect(textOf(element, 'failed')).to.equal('');
    });
  });
}

describe('an app with callbacks over a WebSocket', () => {
  const tag = 'live-socket';
  let element: WebDashElement;

  before(() => loadFrom('/dist/', tag));
  afterEach(() => element.remove());

  it('asks for all others by requests', async () => {
    const code = app('backend="fastapi"').replace(
      'Input("ask", "n_clicks"))\nasync',
      'Input("ask", "n_clicks"), websocket=True)\nasync',
    );
    element = await mount({ tag, code, attributes: { requirements: FASTAPI } });
    await read(element, 'sync', 'request 0');
    await read(element, 'async', 'socket 0');
  });

  it('connects again when its code has changed', async () => {
    const address = `/changing/${crypto.randomUUID()}/app.py`;
    const put = (text: string): Promise<Response> => {
      const code = app('backend="fastapi", websocket_callbacks=True', BEATS)
        .replace('{way()}', `{way()} ${text}`)
        .replace('app.run()', 'app.run(debug=True, dev_tools_hot_reload_interval=0.5)');
      return fetch(address, { method: 'PUT', body: code });
    };
    await put('one');
    element = await mount({ tag, attributes: { src: address, requirements: FASTAPI } });
    await read(element, 'sync', 'socket one 0');
    await read(element, 'beats', '1: 3');
    await put('two');
    await read(element, 'sync', 'socket two 0');
    await press(element, 'ask');
    await read(element, 'sync', 'socket two 1');
  });

  it('shows in its dev tools what they raise', async () => {
    const code = app('backend="fastapi", websocket_callbacks=True').replace(
      'app.run()',
      'app.run(debug=True)',
    );
    element = await mount({ tag, code, attributes: { requirements: FASTAPI } });
    await press(element, 'fail');
    const error = await find(element, '.dash-fe-error__title');
    expect(error.textContent).to.contain('wrong on purpose');
  });
});
