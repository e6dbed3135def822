"""dcc.Interval that ends by itself, is switched off, and starts again."""

from dash import Dash, Input, Output, callback, dcc, html

app = Dash()

app.layout = html.Div(
    [
        dcc.Interval(id="three", interval=150, max_intervals=3),
        dcc.Interval(id="never", interval=50, disabled=True),
        dcc.Interval(id="zero", interval=50, max_intervals=0),
        html.P(id="told"),
        html.Button("On", id="on"),
    ]
)


@callback(
    Output("told", "children"),
    Input("three", "n_intervals"),
    Input("never", "n_intervals"),
    Input("zero", "n_intervals"),
)
def tell(*values):
    return str(values)


@callback(
    Output("never", "disabled"),
    Output("never", "max_intervals"),
    Input("on", "n_clicks"),
    prevent_initial_call=True,
)
def on(_):
    return False, 2


if __name__ == "__main__":
    app.run()
