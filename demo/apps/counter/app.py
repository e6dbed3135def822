"""Counts the presses of a button."""

from dash import Dash, Input, Output, callback, html

app = Dash(__name__, title="Counter")

app.layout = html.Div(
    [html.Button("Count", id="button"), html.P(id="count")],
    style={"fontFamily": "system-ui, sans-serif", "padding": "1rem"},
)


@callback(Output("count", "children"), Input("button", "n_clicks"))
def count(clicks):
    return f"pressed {clicks or 0} times"


if __name__ == "__main__":
    app.run(debug=False)
