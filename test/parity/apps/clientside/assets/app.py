"""Clientside callbacks in a file of the assets, one of which raises."""

from dash import ClientsideFunction, Dash, Input, Output, callback, dcc, html

app = Dash()

app.layout = html.Div(
    [
        dcc.Input(id="number", type="number", value=1),
        html.P(id="double"),
        html.P(id="fail"),
        html.P(id="server"),
        dcc.Graph(id="graph"),
    ]
)

for name, output in [
    ("double", Output("double", "children")),
    ("fail", Output("fail", "children")),
    ("figure", Output("graph", "figure")),
]:
    app.clientside_callback(ClientsideFunction("numbers", name), output, Input("number", "value"))


@callback(Output("server", "children"), Input("double", "children"))
def follow(double):
    return f"the server knows {double}"


if __name__ == "__main__":
    app.run()
