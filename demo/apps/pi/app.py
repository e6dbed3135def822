"""Pi from random points, computed in a background callback: the app answers meanwhile."""

import random

import diskcache
from dash import Dash, DiskcacheManager, Input, Output, callback, html

ROUNDS = 50
POINTS = 100_000

# On a server; in the page, which has no other processes, workers take its place.
manager = DiskcacheManager(diskcache.Cache("./cache"))
app = Dash(__name__, title="Pi", background_callback_manager=manager)

app.layout = html.Div(
    [
        html.Button("Compute", id="compute"),
        html.Button("Cancel", id="cancel", disabled=True),
        html.Progress(id="progress", value="0", max=str(ROUNDS), style={"width": "100%"}),
        html.P(id="pi"),
        html.Button("Count", id="count"),
        html.Span(id="counted", style={"marginLeft": "0.5rem"}),
    ],
    style={"fontFamily": "system-ui, sans-serif", "padding": "1rem"},
)


@callback(
    Output("pi", "children"),
    Input("compute", "n_clicks"),
    background=True,
    running=[
        (Output("compute", "disabled"), True, False),
        (Output("cancel", "disabled"), False, True),
    ],
    cancel=Input("cancel", "n_clicks"),
    progress=[Output("progress", "value"), Output("pi", "children")],
    interval=200,
    prevent_initial_call=True,
)
def compute(set_progress, _clicks):
    inside = 0
    for done in range(1, ROUNDS + 1):
        inside += sum(random.random() ** 2 + random.random() ** 2 < 1 for _ in range(POINTS))
        set_progress((str(done), f"{4 * inside / (done * POINTS):.5f} so far"))
    return f"{4 * inside / (ROUNDS * POINTS):.5f} from {ROUNDS * POINTS:,} points"


@callback(Output("counted", "children"), Input("count", "n_clicks"), prevent_initial_call=True)
def count(clicks):
    return f"{clicks}, answered while the other computes"


if __name__ == "__main__":
    app.run(debug=False)
