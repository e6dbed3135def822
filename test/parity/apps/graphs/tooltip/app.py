"""A tooltip of the app's own beside the point under the mouse, in a graph and in a picture."""

from dash import Dash, Input, Output, callback, dcc, html, no_update

app = Dash()

app.layout = html.Div(
    [
        html.P("above"),
        dcc.Graph(
            id="graph",
            figure={
                "data": [
                    {
                        "x": [1, 2, 3],
                        "y": [1, 3, 2],
                        "mode": "markers",
                        "marker": {"size": 20},
                        "hoverinfo": "none",
                    }
                ],
                "layout": {"width": 600, "height": 350},
            },
            clear_on_unhover=True,
        ),
        dcc.Tooltip(id="tip", direction="bottom"),
        html.Pre(id="told"),
    ]
)


@callback(
    Output("tip", "show"),
    Output("tip", "bbox"),
    Output("tip", "children"),
    Output("told", "children"),
    Input("graph", "hoverData"),
)
def show(hovered):
    if hovered is None:
        return False, no_update, no_update, "nothing"
    point = hovered["points"][0]
    return True, point["bbox"], html.B(f"point {point['x']}"), str(point["bbox"])


if __name__ == "__main__":
    app.run()
