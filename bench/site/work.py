"""Callbacks that move much, and one that computes for long."""

import time

from dash import Dash, Input, Output, dcc, html

ROWS = [
    {"id": i, "city": f"City {i % 1000}", "share": i / 7, "open": i % 3 == 0}
    for i in range(300_000)
]

app = Dash(__name__)
app.layout = html.Div(
    [
        dcc.Store(id="count"),
        dcc.Store(id="rows"),
        dcc.Upload("Upload", id="upload"),
        html.P(id="length"),
        html.Button("Compute", id="compute"),
        html.P(id="computed"),
        html.Div([html.P(f"Paragraph {i} of a page to scroll.") for i in range(400)]),
    ]
)


@app.callback(Output("rows", "data"), Input("count", "data"), prevent_initial_call=True)
def answer(count: int) -> list[dict]:
    return ROWS[:count]


@app.callback(Output("length", "children"), Input("upload", "contents"), prevent_initial_call=True)
def receive(contents: str) -> int:
    return len(contents)


@app.callback(
    Output("computed", "children"), Input("compute", "n_clicks"), prevent_initial_call=True
)
def compute(clicks: int) -> int:
    end = time.perf_counter() + 2
    while time.perf_counter() < end:
        clicks = clicks * 1_103_515_245 % 2**31
    return clicks


if __name__ == "__main__":
    app.run()
