"""Callbacks that raise: the page goes on, and so does the server."""

from dash import Dash, Input, Output, callback, html

app = Dash()

app.layout = html.Div(
    [
        html.Button("Divide", id="divide"),
        html.Button("Fine", id="fine"),
        html.P("as before", id="result"),
        html.P(id="fine-result"),
    ]
)


@callback(Output("result", "children"), Input("divide", "n_clicks"), prevent_initial_call=True)
def divide(n_clicks):
    return n_clicks / 0


@callback(Output("fine-result", "children"), Input("fine", "n_clicks"))
def fine(n_clicks):
    return f"fine {n_clicks}"


if __name__ == "__main__":
    app.run()
