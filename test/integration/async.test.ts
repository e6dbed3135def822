import { expect } from '@open-wc/testing';

import type { WebDashError } from '../../src/errors.js';
import { ask, load, loadFrom, mount, press, read, until } from './fixture.js';

const APP = `
import asyncio, os, time
from dash import Dash, Input, Output, Patch, State, ctx, html, no_update, set_props
from dash.exceptions import PreventUpdate
from flask import request, session

app = Dash(__name__)
app.server.secret_key = "s"
marks, times = [], []
def mark(name):
    marks.append(name)
    times.append(time.monotonic())

async def layout():
    return html.Div([
        html.Button("all", id="all"), html.Span(id="sum"),
        *[html.Span(id=f"slow-{n}") for n in range(10)],
        html.Button("quick", id="quick"), html.Span(id="quickly"),
        html.Button("one", id="one", disabled=False), html.Span(id="said"), html.Span("old", id="kept"),
        html.Span(id="side"), html.Span(id="failure"), html.Span(["a"], id="patched"), html.Span(id="ran"),
    ])
app.layout = layout

for n in range(10):
    @app.callback(Output(f"slow-{n}", "children"), Input("all", "n_clicks"), prevent_initial_call=True)
    async def slow(clicks, n=n):
        os.environ["N"] = str(n)
        mark("begin")
        await asyncio.sleep(1)
        mark("end")
        return f"{n} {ctx.triggered_id} {request.path} {asyncio.current_task() is not None}"

@app.callback(Output("quickly", "children"), Input("quick", "n_clicks"), prevent_initial_call=True)
def quick(clicks):
    mark("quick")
    time.sleep(0.01)
    return "quick"

@app.callback(Output("said", "children"), Output("kept", "children"), Output("patched", "children"),
              Input("one", "n_clicks"), State("one", "id"), prevent_initial_call=True,
              running=[(Output("one", "disabled"), True, False)])
async def one(clicks, own):
    async def part(n):
        await asyncio.sleep(0.05)
        return n
    async with asyncio.timeout(30), asyncio.TaskGroup() as group:
        extra = group.create_task(part(1))
    parts = await asyncio.gather(*map(part, range(3)), asyncio.create_task(part(extra.result())))
    set_props("side", {"children": "beside"})
    patch = Patch()
    patch.append("b")
    return f"{own} {parts}", no_update, patch

@app.callback(Output("failure", "children"), Input("one", "n_clicks"), prevent_initial_call=True,
              on_error=lambda error: f"{type(error).__name__} {error}")
async def failing(clicks):
    await asyncio.sleep(0.01)
    raise ValueError("on purpose")

@app.callback(Input("one", "n_clicks"), prevent_initial_call=True)
async def prevented(clicks):
    await asyncio.sleep(0)
    raise PreventUpdate

@app.server.get("/wait")
async def wait():
    session["n"] = session.get("n", 0) + 1
    await asyncio.sleep(0.01)
    session["n"] += 10
    return {"n": session["n"], "checked": request.checked}

@app.server.before_request
async def before():
    request.checked = True

@app.server.after_request
def after(response):
    response.headers["X-After"] = str(session.get("n"))
    return response

@app.server.get("/raise")
async def fail():
    await asyncio.sleep(0.01)
    raise KeyError("gone")

@app.server.errorhandler(KeyError)
async def handle(error):
    return f"handled {error}", 418

@app.server.get("/marks")
def tell():
    return {"marks": marks, "seconds": times[-1] - times[0]}
`;

/** What the callbacks of {@link APP} did, one after the other. */
interface Marks {
  readonly marks: readonly string[];
  readonly seconds: number;
}

const WAITING = `
import asyncio, builtins
from dash import Dash, html
app = Dash()
app.layout = html.Div()

async def part():
    try: await asyncio.sleep(1000)
    finally: builtins.seen.append("inner")

@app.server.get("/wait")
async def wait():
    try: await asyncio.gather(part())
    finally: builtins.seen.append("outer")
`;

for (const [line, tag, attributes] of [
  ['the built-in Pyodide', 'web-dash', {}],
  ['Pyodide 0.27.7', 'web-dash', { 'pyodide-url': '/pyodide-0.27.7/' }],
  ['an engine without JSPI', 'jspiless-dash', {}],
] as const) {
  describe(`coroutines, with ${line}`, () => {
    before(async () => {
      await (tag === 'web-dash'
        ? load()
        : loadFrom('/fault/jspiless/web-dash-kernel.js/dist/', tag));
    });

    it('are callbacks that wait beside each other, and beside all else', async () => {
      const [app, other] = await Promise.all([
        mount({ code: APP, attributes, tag }),
        mount({ code: APP, attributes, tag }),
      ]);
      await press(app, 'all');
      await press(app, 'quick');
      await press(other, 'quick');
      await Promise.all([read(app, 'quickly', 'quick'), read(other, 'quickly', 'quick')]);
      for (let n = 0; n < 10; n++) {
        await read(app, `slow-${n}`, `${n} all /_dash-update-component True`);
      }
      const { marks, seconds } = JSON.parse(await ask(app, '/marks')) as Marks;
      const before = marks.slice(0, marks.indexOf('end'));
      expect(before.sort()).to.deep.equal([...Array<string>(10).fill('begin'), 'quick']);
      expect(seconds).to.be.within(0.9, 3);
    });

    it('do all that callbacks do', async () => {
      const app = await mount({ code: APP, attributes, tag });
      await press(app, 'one');
      await read(app, 'said', 'one [0, 1, 2, 1]');
      await read(app, 'patched', 'ab');
      await read(app, 'kept', 'old');
      await read(app, 'side', 'beside');
      await read(app, 'failure', 'ValueError on purpose');
      expect(JSON.parse(await ask(app, '/wait'))).to.deep.equal({ n: 11, checked: true });
      const again = await app.fetch('/wait');
      expect(await again.json()).to.deep.equal({ n: 22, checked: true });
      expect(again.headers.get('X-After')).to.equal('22');
      const failed = await app.fetch('/raise');
      expect([failed.status, await failed.text()]).to.deep.equal([418, "handled 'gone'"]);
    });

    it('are pages, too', async () => {
      const app = await mount({
        attributes,
        tag,
        code: `
          import asyncio, dash
          from dash import Dash, html

          app = Dash(__name__, use_pages=True, pages_folder="", suppress_callback_exceptions=True)

          async def title(name=""):
              await asyncio.sleep(0.01)
              return f"The page {name}"

          async def layout(name="", **_):
              await asyncio.sleep(0.01)
              return html.Div(f"page {name}", id="page")

          dash.register_page("home", "/", layout=html.Div([dash.dcc.Link("to b", "/b", id="link")]))
          dash.register_page("other", path_template="/<name>", layout=layout, title=title)
          app.layout = html.Div([dash.page_container])
        `,
      });
      await press(app, 'link');
      await read(app, 'page', 'page b');
    });

    it('are cancelled when their app is stopped', async () => {
      const witness = await mount({
        attributes,
        tag,
        code: `
          import builtins
          from dash import Dash, html
          app = Dash()
          app.layout = html.Div()
          builtins.seen = []
          app.server.get("/seen")(lambda: " ".join(builtins.seen))
        `,
      });
      const app = await mount({ attributes, tag, code: WAITING });
      const failure = app.fetch('/wait').then(
        () => undefined,
        (error: unknown) => (error as WebDashError).message,
      );
      await ask(app, '/');
      app.remove();
      expect(await failure).to.equal('The app was stopped before it answered.');
      let seen = '';
      await until(() => {
        void ask(witness, '/seen').then((text) => (seen = text));
        return seen.includes('outer');
      }, 'it has ended');
      expect(seen).to.equal('inner outer');
    });
  });
}

describe('coroutines', () => {
  before(load);

  it('run where Python can be left: as a layout, a hook, and in asyncio.run', async () => {
    const app = await mount({
      code: `
        import asyncio
        from dash import Dash, Input, Output, hooks, html

        async def part(text):
            await asyncio.sleep(0.05)
            return text

        @hooks.layout()
        async def wrap(layout):
            return [layout, html.Span(await part("hook"), id="hook")]

        async def layout():
            return html.Div([html.Button(id="run"), html.Span(await part("layout"), id="layout"), html.Span(id="ran")])

        app = Dash(__name__)
        app.layout = layout

        @app.callback(Output("ran", "children"), Input("run", "n_clicks"), prevent_initial_call=True)
        def run(clicks):
            async def both():
                return await asyncio.gather(part("a"), part("b"))
            return "".join(asyncio.run(both()))
      `,
    });
    await read(app, 'layout', 'layout');
    await read(app, 'hook', 'hook');
    await press(app, 'run');
    await read(app, 'ran', 'ab');
  });

  it('are refused as Dash refuses them where the author says so, and tell what they raise', async () => {
    const app = await mount({
      code: `
        import asyncio
        from dash import Dash, Input, Output, html

        app = Dash(__name__, use_async=False)
        app.layout = html.Div([html.Button(id="go"), html.Span(id="out")])

        @app.callback(Output("out", "children"), Input("go", "n_clicks"), prevent_initial_call=True)
        async def go(clicks):
            return "went"
      `,
    });
    const told: string[] = [];
    app.addEventListener('output', (event) => {
      event.preventDefault();
      told.push(event.text);
    });
    await press(app, 'go');
    await until(() => told.some((text) => text.includes('without dash[async]')), 'it is told');
  });
});
