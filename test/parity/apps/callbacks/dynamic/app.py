"""Layouts that callbacks make, with callbacks of their own in them; a validation_layout."""

from dash import Dash, Input, Output, callback, dcc, html

app = Dash()


def editor(index):
    return html.Div([dcc.Input(id="text", value=f"text {index}"), html.P(id="echo")])


app.layout = html.Div([html.Button("New", id="new"), html.Div(id="place")])
app.validation_layout = html.Div([app.layout, editor(0)])


@callback(Output("place", "children"), Input("new", "n_clicks"))
def make(n_clicks):
    return [] if n_clicks is None else editor(n_clicks)


@callback(Output("echo", "children"), Input("text", "value"))
def echo(text):
    return text[::-1]


if __name__ == "__main__":
    app.run()
