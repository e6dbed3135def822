"""Graphs that callbacks change: figures, extendData, prependData, animation, responsive size, frames."""

from dash import Dash, Input, Output, Patch, callback, dcc, html

app = Dash()

frames = [{"name": str(n), "data": [{"y": [n, 3 - n, n + 1]}]} for n in range(3)]
buttons = [
    {
        "label": "Play",
        "method": "animate",
        "args": [None, {"frame": {"duration": 60}, "transition": {"duration": 0}}],
    }
]

app.layout = html.Div(
    [
        *[html.Button(name, id=name) for name in ("figure", "extend", "prepend", "patch", "wide")],
        dcc.Graph(id="changed", figure={"data": [{"y": [1, 2, 3]}]}, style={"height": 250}),
        dcc.Graph(id="grown", figure={"data": [{"x": [1, 2], "y": [1, 2]}]}, style={"height": 250}),
        html.Div(
            dcc.Graph(
                id="responsive",
                figure={"data": [{"y": [1]}]},
                responsive=True,
                style={"height": "100%"},
            ),
            id="box",
            style={"width": 300, "height": 200},
        ),
        dcc.Graph(
            id="animated",
            figure={
                "data": frames[0]["data"],
                "frames": frames,
                "layout": {
                    "updatemenus": [{"type": "buttons", "buttons": buttons}],
                    "yaxis": {"range": [0, 4]},
                    "height": 300,
                },
            },
        ),
    ]
)


@callback(Output("changed", "figure"), Input("figure", "n_clicks"), prevent_initial_call=True)
def change(n_clicks):
    return {
        "data": [{"type": "bar", "y": [n_clicks, 2, 1]}],
        "layout": {"title": {"text": f"Bars {n_clicks}"}, "template": "none"},
    }


@callback(Output("grown", "extendData"), Input("extend", "n_clicks"), prevent_initial_call=True)
def extend(n_clicks):
    return [{"x": [[2 + n_clicks]], "y": [[n_clicks]]}, [0], 4]


@callback(Output("grown", "prependData"), Input("prepend", "n_clicks"), prevent_initial_call=True)
def prepend(n_clicks):
    return {"x": [[-n_clicks]], "y": [[n_clicks]]}


@callback(
    Output("changed", "figure", allow_duplicate=True),
    Input("patch", "n_clicks"),
    prevent_initial_call=True,
)
def patch(n_clicks):
    figure = Patch()
    figure["layout"]["annotations"] = [{"text": "here", "x": 1, "y": 1, "captureevents": True}]
    return figure


@callback(Output("box", "style"), Input("wide", "n_clicks"), prevent_initial_call=True)
def widen(_):
    return {"width": 500, "height": 220}


if __name__ == "__main__":
    app.run()
