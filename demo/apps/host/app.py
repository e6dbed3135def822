"""A wave. Widgets of the page move its slider, and hear which point is clicked."""

import math

from dash import Dash, Input, Output, callback, dcc, html

try:
    from webdash import host
except ImportError:  # under `python app.py` there is no page to talk to
    host = None

X = [i / 20 for i in range(127)]

app = Dash(__name__, title="A wave")

app.layout = html.Div(
    [
        html.Label("Waves", htmlFor="waves"),
        dcc.Slider(1, 8, 1, value=2, id="waves"),
        dcc.Graph(id="graph", style={"height": "320px"}, config={"displayModeBar": False}),
        html.P("Click on a point.", id="clicked"),
    ],
    style={"fontFamily": "system-ui, sans-serif", "padding": "1rem"},
)


@callback(Output("graph", "figure"), Input("waves", "value"))
def draw(waves):
    return {
        "data": [{"x": X, "y": [math.sin(waves * x) for x in X], "mode": "lines+markers"}],
        "layout": {
            "title": {"text": f"sin {waves}x"},
            "margin": {"l": 40, "r": 16, "t": 48, "b": 40},
        },
    }


@callback(Output("clicked", "children"), Input("graph", "clickData"), prevent_initial_call=True)
def tell(click):
    point = {"x": click["points"][0]["x"], "y": round(click["points"][0]["y"], 3)}
    if host:
        host.emit("pointclick", point)
    return f"You clicked on {point['x']}, {point['y']}."


if __name__ == "__main__":
    app.run(debug=False)
