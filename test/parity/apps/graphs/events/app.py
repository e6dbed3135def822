"""What a graph tells: hover, click, selection, zoom, restyling, clicks on its legend."""

import json

from dash import Dash, Input, Output, callback, dcc, html

app = Dash()

figure = {
    "data": [
        {
            "x": [1, 2, 3, 4],
            "y": [4, 1, 3, 2],
            "mode": "markers",
            "marker": {"size": 20},
            "name": "one",
            "customdata": list("abcd"),
        },
        {"x": [1, 2, 3, 4], "y": [1, 3, 2, 4], "mode": "lines+markers", "name": "two"},
    ],
    "layout": {
        "dragmode": "select",
        "width": 700,
        "height": 400,
        "margin": {"t": 30},
        "hovermode": "closest",
    },
}

app.layout = html.Div(
    [
        dcc.Graph(
            id="graph",
            figure=figure,
            clear_on_unhover=True,
            config={"displaylogo": False, "showTips": False, "doubleClickDelay": 300},
        ),
        html.Pre(id="told"),
    ]
)

PROPERTIES = [
    "hoverData",
    "clickData",
    "selectedData",
    "relayoutData",
    "restyleData",
    "clickAnnotationData",
]


@callback(Output("told", "children"), *[Input("graph", name) for name in PROPERTIES])
def tell(*values):
    return json.dumps(dict(zip(PROPERTIES, values, strict=True)), indent=1)


if __name__ == "__main__":
    app.run()
