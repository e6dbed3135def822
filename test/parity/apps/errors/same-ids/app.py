"""A layout that holds an id twice."""

from dash import Dash, html

app = Dash()

app.layout = html.Div([html.P("one", id="same"), html.P("another", id="same")])

if __name__ == "__main__":
    app.run()
