"""Fields in space: volumes, isosurfaces, cones, streams; a camera that is turned."""

import itertools

import plotly.graph_objects as go
from dash import Dash, Input, Output, callback, dcc, html

GRID = list(itertools.product(range(4), repeat=3))
xs, ys, zs = (list(axis) for axis in zip(*GRID, strict=True))
place = {"x": xs, "y": ys, "z": zs}
values = [x + y * z for x, y, z in GRID]
flow = {"u": [1] * len(GRID), "v": ys, "w": [0] * len(GRID)}

FIGURES = {
    "volume": go.Volume(**place, value=values, opacity=0.2, surface_count=5, showscale=False),
    "isosurface": go.Isosurface(**place, value=values, isomin=2, isomax=6, showscale=False),
    "cone": go.Cone(**place, **flow, showscale=False),
    "streamtube": go.Streamtube(**place, **flow, showscale=False),
    "scatter": go.Scatter3d(x=[0, 1], y=[1, 0], z=[0, 1], mode="markers", text=["p", "q"]),
}

app = Dash()
app.layout = html.Div(
    [
        html.Div(
            [
                dcc.Graph(
                    id=name,
                    figure=go.Figure(trace, layout={"margin": dict.fromkeys("tblr", 0)}),
                    style={"width": 320, "height": 220},
                )
                for name, trace in FIGURES.items()
            ],
            style={"display": "flex", "flexWrap": "wrap"},
        ),
        html.Pre(id="told"),
    ]
)


@callback(Output("told", "children"), Input("scatter", "relayoutData"))
def tell(moved):
    camera = moved and moved.get("scene.camera")
    return str(camera and {name: round(value, 1) for name, value in camera["eye"].items()})


if __name__ == "__main__":
    app.run()
