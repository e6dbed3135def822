"""A background callback that tells how far it is, and can be cancelled."""

import tempfile
import time

import diskcache
from dash import Dash, DiskcacheManager, Input, Output, ctx, html

manager = DiskcacheManager(diskcache.Cache(tempfile.mkdtemp()))
app = Dash(__name__, background_callback_manager=manager)
app.layout = html.Div(
    [
        html.Button("run", id="run"),
        html.Button("run for long", id="long"),
        html.Button("cancel", id="cancel", disabled=True),
        html.Progress(id="bar", value="0", max="3"),
        html.P("idle", id="status"),
        html.P(id="result"),
        html.Button("other", id="other"),
        html.P(id="answer"),
    ]
)


@app.callback(
    Output("result", "children"),
    Input("run", "n_clicks"),
    Input("long", "n_clicks"),
    background=True,
    interval=200,
    prevent_initial_call=True,
    running=[
        (Output("run", "disabled"), True, False),
        (Output("cancel", "disabled"), False, True),
        (Output("status", "children"), "running", "idle"),
    ],
    cancel=[Input("cancel", "n_clicks")],
    progress=[Output("bar", "value"), Output("bar", "max")],
    progress_default=["0", "3"],
)
def run(set_progress, clicks, long):
    steps = 1000 if ctx.triggered_id == "long" else 3
    for step in range(steps):
        set_progress((str(step + 1), str(steps)))
        time.sleep(0.4)
    return f"ran {clicks} times"


@app.callback(Output("answer", "children"), Input("other", "n_clicks"), prevent_initial_call=True)
def other(clicks):
    return f"answered {clicks}"


if __name__ == "__main__":
    app.run()
