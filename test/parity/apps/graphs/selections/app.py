"""Selections by a lasso, and shapes that are drawn, moved and erased; one graph's selection in others."""

import json

from dash import Dash, Input, Output, callback, dcc, html

app = Dash()
xs, ys = [1, 2, 3, 4], [4, 1, 3, 2]


def draw(x, y, selected=None):
    return {
        "data": [
            {
                "x": x,
                "y": y,
                "mode": "markers+text",
                "text": list("abcd"),
                "selectedpoints": selected,
                "marker": {"size": 15},
                "unselected": {"marker": {"opacity": 0.2}, "textfont": {"color": "rgba(0,0,0,0)"}},
            }
        ],
        "layout": {
            "dragmode": "lasso",
            "width": 450,
            "height": 350,
            "margin": {"t": 30},
            "newshape": {"line": {"color": "red"}},
        },
    }


app.layout = html.Div(
    [
        html.Div(
            [
                dcc.Graph(
                    id="one",
                    figure=draw(xs, ys),
                    config={"modeBarButtonsToAdd": ["drawrect", "drawcircle", "eraseshape"]},
                ),
                dcc.Graph(id="other", figure=draw(ys, xs)),
            ],
            style={"display": "flex"},
        ),
        html.Pre(id="told"),
    ]
)


@callback(Output("other", "figure"), Input("one", "selectedData"))
def filter_other(selection):
    points = [point["pointIndex"] for point in selection["points"]] if selection else None
    return draw(ys, xs, points)


@callback(Output("told", "children"), Input("one", "relayoutData"))
def tell(moved):
    shapes = (moved or {}).get("shapes", [])
    return json.dumps(
        [sorted(moved or {}), [[shape["type"], round(shape["x0"], 1)] for shape in shapes]]
    )


if __name__ == "__main__":
    app.run()
