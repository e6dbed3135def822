"""Callbacks over a WebSocket, on FastAPI: props set and asked for while they run, patches, patterns, errors."""

import asyncio
import time

from dash import (
    MATCH,
    Dash,
    Input,
    Output,
    Patch,
    State,
    callback,
    ctx,
    dcc,
    html,
    no_update,
    set_props,
)
from dash.exceptions import PreventUpdate

app = Dash(__name__, backend="fastapi", websocket_callbacks=True)
app.layout = html.Div(
    [
        dcc.Input(id="name", value="Ada"),
        *[html.Button(id, id=id) for id in ("task", "thread", "list", "fail", "none", "slow")],
        *[
            html.P(id=id)
            for id in ("greeting", "progress", "result", "in-thread", "failed", "kept")
        ],
        html.Ul(id="items"),
        html.Div([html.Button(f"add {n}", id={"type": "add", "n": n}) for n in range(3)]),
        html.Div([html.P(id={"type": "sum", "n": n}) for n in range(3)]),
        dcc.Loading(html.P(id="waited")),
        html.P(id="beats"),
    ]
)


@callback(Output("greeting", "children"), Input("name", "value"))
def greet(name):
    return f"{type(ctx.websocket).__name__} {ctx.triggered_id}: hello {name}"


@callback(Output("result", "children"), Input("task", "n_clicks"), prevent_initial_call=True)
async def task(n_clicks):
    for step in range(1, 4):
        set_props("progress", {"children": f"step {step}", "style": {"color": "teal"}})
        await asyncio.sleep(0.05)
    name = await ctx.websocket.get_prop("name", "value")
    missing = await ctx.websocket.get_prop("nothing", "value")
    await ctx.websocket.set_prop("progress", "title", "over")
    return f"{n_clicks} {name} {missing}"


@callback(Output("in-thread", "children"), Input("thread", "n_clicks"), prevent_initial_call=True)
def in_thread(n_clicks):
    set_props("progress", {"children": "asks"})
    time.sleep(0.02)
    return "thread " + asyncio.run(ctx.websocket.get_prop("greeting", "children"))


@callback(Output("items", "children"), Input("list", "n_clicks"), prevent_initial_call=True)
def more(n_clicks):
    patch = Patch()
    patch.append(html.Li(f"item {n_clicks}"))
    if n_clicks == 1:
        return [html.Li("item 1")]
    set_props("progress", {"children": html.B([f"item {n_clicks}"])})
    return patch


@callback(
    Output({"type": "sum", "n": MATCH}, "children"),
    Input({"type": "add", "n": MATCH}, "n_clicks"),
    State({"type": "sum", "n": MATCH}, "id"),
)
async def add(n_clicks, id):
    return f"{ctx.triggered_id} {id['n']} {n_clicks}"


@callback(Output("failed", "children"), Input("fail", "n_clicks"), prevent_initial_call=True)
def fail(n_clicks):
    if n_clicks == 1:
        raise ValueError("wrong on purpose")
    return f"failed {n_clicks}"


@callback(
    Output("kept", "children"),
    Output("kept", "title"),
    Input("none", "n_clicks"),
    prevent_initial_call=True,
)
def none(n_clicks):
    if n_clicks == 1:
        raise PreventUpdate
    return no_update, f"title {n_clicks}"


@callback(
    Output("waited", "children"),
    Input("slow", "n_clicks"),
    running=[(Output("slow", "disabled"), True, False)],
)
async def slow(n_clicks):
    await asyncio.sleep(0.1)
    return f"waited {n_clicks}"


@callback(persistent=True)
async def beat():
    for n in range(3):
        set_props("beats", {"children": f"beat {n}"})
        await asyncio.sleep(0.02)


if __name__ == "__main__":
    app.run()
