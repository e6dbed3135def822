"""Traces that are drawn by WebGL: in the plane, in space, many dimensions at once."""

import math

import plotly.graph_objects as go
from dash import Dash, dcc, html

xs = [n / 10 for n in range(60)]


def sin(x):
    """Without the last digits, in which platforms differ."""
    return round(math.sin(x), 9)


FIGURES = {
    "plane": go.Figure(go.Scattergl(x=xs, y=[sin(x) for x in xs], mode="markers+lines")),
    "polar": go.Figure(go.Scatterpolargl(r=xs, theta=[36 * x for x in xs], mode="markers")),
    "surface": go.Figure(
        go.Surface(z=[[sin(x) * sin(y) for x in xs[::6]] for y in xs[::6]], showscale=False)
    ),
    "mesh": go.Figure(
        [
            go.Mesh3d(x=[0, 1, 0, 0], y=[0, 0, 1, 0], z=[0, 0, 0, 1], alphahull=0),
            go.Scatter3d(x=[0, 1], y=[1, 0], z=[0, 1]),
        ]
    ),
    "splom": go.Figure(
        go.Splom(
            dimensions=[{"label": "a", "values": [1, 2, 3]}, {"label": "b", "values": [3, 1, 2]}]
        )
    ),
    "parcoords": go.Figure(
        go.Parcoords(
            dimensions=[{"label": "a", "values": [1, 2, 3]}, {"label": "b", "values": [3, 1, 2]}]
        )
    ),
}

app = Dash()
app.layout = html.Div(
    [
        dcc.Graph(
            id=name,
            figure=figure.update_layout(margin={"t": 30, "b": 30}),
            style={"width": 480, "height": 220},
        )
        for name, figure in FIGURES.items()
    ],
    style={"display": "flex", "flexWrap": "wrap"},
)

if __name__ == "__main__":
    app.run()
