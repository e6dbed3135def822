"""Properties of the wrong kind, and children that are none."""

from dash import Dash, Input, Output, callback, dcc, html

app = Dash()

app.layout = html.Div(
    [
        html.Button("Break", id="break"),
        html.Div(id="place"),
    ]
)


@callback(Output("place", "children"), Input("break", "n_clicks"), prevent_initial_call=True)
def place(n_clicks):
    return [dcc.Slider(0, "ten", value="x"), html.P({"not": "a component"})]


if __name__ == "__main__":
    app.run()
