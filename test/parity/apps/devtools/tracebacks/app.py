"""Errors of callbacks, of routes and of what callbacks return, as cards with tracebacks."""

from dash import Dash, Input, Output, callback, dcc, html

app = Dash()

app.layout = html.Div(
    [
        html.Button("Divide", id="divide"),
        html.Button("Return", id="return"),
        dcc.Link("A route", href="/raises", refresh=True, id="route"),
        html.P(id="result"),
        html.P(id="returned"),
        html.P(id="returned-too"),
    ]
)


def inner(number):
    return number / 0


@callback(Output("result", "children"), Input("divide", "n_clicks"), prevent_initial_call=True)
def divide(n_clicks):
    return inner(n_clicks)


@callback(
    Output("returned", "children"),
    Output("returned-too", "children"),
    Input("return", "n_clicks"),
    prevent_initial_call=True,
)
def returns(n_clicks):
    return [n_clicks]


@app.server.route("/raises")
def raises():
    raise RuntimeError("on purpose")


if __name__ == "__main__":
    app.run(
        debug=True,
        use_reloader=False,
        dev_tools_hot_reload=False,
        dev_tools_disable_version_check=True,
    )
