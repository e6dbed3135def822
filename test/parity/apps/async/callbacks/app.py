"""Callbacks that are coroutines, with all that callbacks can do."""

import asyncio

from dash import Dash, Input, Output, Patch, State, ctx, html, no_update, set_props
from dash.exceptions import PreventUpdate

app = Dash(__name__)
app.layout = html.Div(
    [
        html.Button("wait", id="wait"),
        html.P(id="one"),
        html.P(id="two"),
        html.Button("part", id="part"),
        html.P(["a"], id="patched"),
        html.P("untouched", id="kept"),
        html.P(id="side"),
        html.Button("prevent", id="prevent"),
        html.Button("raise", id="raise"),
        html.Button("handle", id="handle"),
        html.P(id="out"),
    ]
)


async def later(value):
    await asyncio.sleep(0.05)
    return value


@app.callback(
    Output("one", "children"),
    Output("two", "children"),
    Input("wait", "n_clicks"),
    State("wait", "children"),
    prevent_initial_call=True,
    running=[(Output("wait", "disabled"), True, False)],
)
async def wait(clicks, text):
    first, second = await asyncio.gather(later(text), asyncio.create_task(later(clicks)))
    return f"{first} {second}", f"{ctx.triggered_id} {ctx.triggered}"


@app.callback(
    Output("patched", "children"),
    Output("kept", "children"),
    Input("part", "n_clicks"),
    prevent_initial_call=True,
)
async def part(clicks):
    await later(None)
    set_props("side", {"children": "set beside"})
    patch = Patch()
    patch.append("b")
    return patch, no_update


@app.callback(Output("out", "children"), Input("prevent", "n_clicks"), prevent_initial_call=True)
async def prevent(clicks):
    await later(None)
    raise PreventUpdate


@app.callback(
    Output("out", "children", allow_duplicate=True),
    Input("raise", "n_clicks"),
    prevent_initial_call=True,
)
async def fail(clicks):
    await later(None)
    raise ValueError("on purpose")


@app.callback(
    Output("out", "children", allow_duplicate=True),
    Input("handle", "n_clicks"),
    prevent_initial_call=True,
    on_error=lambda error: f"handled {error!r}",
)
async def handle(clicks):
    await later(None)
    raise ValueError("on purpose")


if __name__ == "__main__":
    app.run()
