"""Callbacks that the front end finds fault with: missing ids, a duplicate output, a cycle, bad names."""

from dash import Dash, Input, Output, State, callback, dcc, html

app = Dash()

app.layout = html.Div([dcc.Input(id="here"), html.P(id="told"), html.P(id="other")])


@callback(Output("told", "children"), Input("here", "value"))
def first(value):
    return f"first {value}"


@callback(Output("told", "children"), Input("here", "n_submit"))
def second(n_submit):
    return f"second {n_submit}"


@callback(Output("nowhere", "children"), Input("here", "value"))
def missing_output(value):
    return value


@callback(Output("other", "children"), Input("here", "value"), State("not-there", "data"))
def missing_state(value, data):
    return f"{value} {data}"


@callback(Output("other", "title"), Input("other", "style"))
def one_way(style):
    return style


@callback(Output("other", "style"), Input("other", "title"))
def other_way(title):
    return title


if __name__ == "__main__":
    app.run()
