"""dash-vtk: a mesh in space, drawn by WebGL, whose points are coloured."""

import dash_vtk
from dash import Dash, Input, Output, callback, html

app = Dash()

app.layout = html.Div(
    [
        html.Button("Red", id="red"),
        html.Div(
            dash_vtk.View(
                dash_vtk.GeometryRepresentation(
                    dash_vtk.PolyData(
                        points=[0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1],
                        polys=[3, 0, 1, 2, 3, 0, 1, 3, 3, 0, 2, 3, 3, 1, 2, 3],
                    ),
                    id="shape",
                    property={"edgeVisibility": True, "color": [0.2, 0.6, 1]},
                ),
                id="view",
                background=[1, 1, 1],
                cameraPosition=[1, 1, 2],
            ),
            style={"width": 500, "height": 400},
        ),
    ]
)


@callback(Output("shape", "property"), Input("red", "n_clicks"), prevent_initial_call=True)
def redden(_):
    return {"edgeVisibility": True, "color": [1, 0, 0]}


if __name__ == "__main__":
    app.run()
