"""A callback whose outputs are its own inputs: two thermometers that agree."""

from dash import Dash, Input, Output, callback, ctx, dcc, html

app = Dash()

app.layout = html.Div(
    [
        html.Label(["Celsius", dcc.Input(id="celsius", type="number", value=0)]),
        html.Label(["Fahrenheit", dcc.Input(id="fahrenheit", type="number", value=32)]),
        html.P(id="which"),
    ]
)


@callback(
    Output("celsius", "value"),
    Output("fahrenheit", "value"),
    Output("which", "children"),
    Input("celsius", "value"),
    Input("fahrenheit", "value"),
)
def convert(celsius, fahrenheit):
    which = ctx.triggered_id
    if which == "celsius":
        fahrenheit = None if celsius is None else celsius * 9 / 5 + 32
    elif which == "fahrenheit":
        celsius = None if fahrenheit is None else (fahrenheit - 32) * 5 / 9
    return celsius, fahrenheit, str(which)


if __name__ == "__main__":
    app.run()
