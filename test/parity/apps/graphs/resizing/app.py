"""Graphs that are as large as their place: in a window that is resized, in a tab that was hidden."""

from dash import Dash, Input, Output, callback, dcc, html

app = Dash()
figure = {"data": [{"y": [1, 3, 2]}], "layout": {"margin": {"t": 20}}}

app.layout = html.Div(
    [
        dcc.Graph(id="wide", figure=figure, style={"height": "30vh"}),
        html.Div(
            [
                dcc.Graph(figure=figure, style={"flex": "1", "minWidth": 0, "height": 200}),
                dcc.Graph(figure=figure, style={"width": "40%", "height": 200}, responsive=False),
            ],
            style={"display": "flex"},
        ),
        html.Button("Show", id="show"),
        html.Div(
            dcc.Graph(figure=figure, style={"height": 150}, responsive=True),
            id="box",
            style={"display": "none"},
        ),
    ]
)


@callback(Output("box", "style"), Input("show", "n_clicks"), prevent_initial_call=True)
def show(_):
    return {"width": "50%"}


if __name__ == "__main__":
    app.run()
