"""The menu of the dev tools, with the graph of the callbacks."""

from dash import Dash, Input, Output, callback, dcc, html

app = Dash()

app.layout = html.Div([dcc.Input("x", id="input"), html.P(id="first"), html.P(id="second")])


@callback(Output("first", "children"), Input("input", "value"))
def first(value):
    return f"first {value}"


@callback(Output("second", "children"), Input("first", "children"))
def second(value):
    return f"second {value}"


if __name__ == "__main__":
    app.run(
        debug=True,
        use_reloader=False,
        dev_tools_hot_reload=False,
        dev_tools_disable_version_check=True,
    )
