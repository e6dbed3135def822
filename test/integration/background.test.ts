import { expect, waitUntil } from '@open-wc/testing';

import { load, make, press, read, textOf, type WebDashElement } from './fixture.js';

const APP = `
import asyncio, os, time
import diskcache
from dash import ALL, Dash, DiskcacheManager, Input, Output, State, ctx, dcc, html, no_update, set_props
from dash.exceptions import PreventUpdate

manager = DiskcacheManager(diskcache.Cache("./cache"))
calls = []
cached = DiskcacheManager(diskcache.Cache("./cached"), cache_by=[lambda: len(calls) // 100])
app = Dash(__name__, background_callback_manager=manager)
print("the file runs")

def button(name):
    return [html.Button(name, id=name), html.Span(id=f"{name}-out"), html.Br()]

app.layout = html.Div([
    *button("long"), html.Button("stop", id="stop"), html.Span(id="bar"),
    *button("quick"), *button("fail"), *button("nothing"), *button("later"), *button("props"),
    *button("cached"), html.Span(id="side"), html.Span(id="handled"), *button("kill"),
    html.Button("m0", id={"type": "b", "n": 0}), html.Span(id={"type": "s", "n": 0}),
])

def background(name, **options):
    return app.callback(Output(f"{name}-out", "children"), Input(name, "n_clicks"), background=True,
                        interval=100, prevent_initial_call=True, **options)

@background("long", running=[(Output("long", "disabled"), True, False)], cancel=[Input("stop", "n_clicks")],
            progress=Output("bar", "children"), progress_default="none")
def long(set_progress, clicks):
    for n in range(1000 if clicks > 1 else 5):
        set_progress(f"{n}")
        begin = time.monotonic()
        while time.monotonic() - begin < 0.2: pass
    print("the long one is done")
    return f"done {clicks} {ctx.triggered_id}"

@app.callback(Output("quick-out", "children"), Input("quick", "n_clicks"), prevent_initial_call=True)
def quick(clicks):
    return f"quick {clicks}"

@background("fail")
def fail(clicks):
    raise ValueError("on purpose")

@background("nothing")
def nothing(clicks):
    if clicks == 1: raise PreventUpdate
    return no_update if clicks == 2 else f"after {clicks}"

@background("later")
async def later(clicks):
    await asyncio.gather(asyncio.sleep(0.01), asyncio.sleep(0.02))
    return "later"

@background("props", on_error=lambda error: "handled")
def props(clicks):
    set_props("side", {"children": "beside"})
    time.sleep(0.3)
    raise KeyError(1)

@background("cached", manager=cached)
def keep(clicks):
    print("computes")
    return "kept"

@background("kill")
def kill(clicks):
    import ctypes
    ctypes.string_at(2**31)

@app.callback(Output({"type": "s", "n": ALL}, "children"), Input({"type": "b", "n": ALL}, "n_clicks"),
              background=True, interval=100, prevent_initial_call=True)
def many(clicks):
    return [f"many {clicks}"]

if __name__ == "__main__":
    app.run()
`;

for (const [line, attributes] of [
  ['the built-in Pyodide', {}],
  ['Pyodide 0.27.7', { 'pyodide-url': '/pyodide-0.27.7/' }],
] as const) {
  describe(`background callbacks, with ${line}`, () => {
    const told: string[] = [];
    let app: WebDashElement;

    before(async function () {
      this.timeout(300_000);
      await load();
      app = make({ code: APP, attributes });
      app.addEventListener('output', (event) => {
        event.preventDefault();
        told.push(event.text);
      });
      document.body.append(app);
      await app.ready;
    });

    after(() => app.remove());

    const heard = (part: string): number => told.filter((text) => text.includes(part)).length;

    it('compute while the app goes on, and tell how far they are', async function () {
      this.timeout(180_000);
      await press(app, 'long');
      await eventually(() => textOf(app, 'bar') === '1', 'it is under way');
      const button = app.shadowRoot?.querySelector<HTMLButtonElement>('[id="long"]');
      expect(button?.disabled).to.equal(true);
      await press(app, 'quick');
      await read(app, 'quick-out', 'quick 1');
      expect(textOf(app, 'long-out')).to.equal('');
      await eventually(() => textOf(app, 'long-out') === 'done 1 long', 'long-out');
      expect(button?.disabled).to.equal(false);
      expect(heard('the long one is done')).to.equal(1);
      expect(heard('the file runs')).to.equal(1);
      expect(heard('DiskcacheManager: a browser has no other processes')).to.equal(1);
    });

    it('are stopped by what cancels them', async function () {
      this.timeout(180_000);
      await press(app, 'long');
      await eventually(() => textOf(app, 'bar') === '1', 'it is under way');
      await press(app, 'stop');
      const button = app.shadowRoot?.querySelector<HTMLButtonElement>('[id="long"]');
      await eventually(() => button?.disabled === false, 'it has ended');
      expect(textOf(app, 'long-out')).to.equal('done 1 long');
    });

    it('return what callbacks return, several at once', async function () {
      this.timeout(180_000);
      for (const name of ['fail', 'nothing', 'later', 'props', 'cached']) await press(app, name);
      await press(app, '{\\"n\\":0,\\"type\\":\\"b\\"}');
      await eventually(() => textOf(app, 'later-out') === 'later', 'later-out');
      await eventually(() => textOf(app, 'side') === 'beside', 'side');
      await eventually(() => textOf(app, 'props-out') === 'handled', 'props-out');
      await eventually(() => textOf(app, 'cached-out') === 'kept', 'cached-out');
      await eventually(
        () => app.shadowRoot?.querySelector('html')?.textContent.includes('many [1]'),
        'the pattern is answered',
      );
      await eventually(() => heard('ValueError: on purpose'), 'the error is told');
      for (let n = 2; n <= 3; n++) await press(app, 'nothing');
      await eventually(() => textOf(app, 'nothing-out') === 'after 3', 'nothing-out');
    });

    it('tell that their Python has died', async function () {
      this.timeout(180_000);
      await press(app, 'kill');
      await eventually(
        () => heard('An error occurred inside a background callback: Python stopped'),
        'it is told',
      );
      await press(app, 'later');
      await press(app, 'quick');
      await read(app, 'quick-out', 'quick 2');
    });
  });
}

/** Waits until something holds, though a worker has to start first. */
function eventually(look: () => unknown, message: string): Promise<void> {
  return waitUntil(() => Boolean(look()), message, { timeout: 170_000, interval: 20 });
}
