"""A layout function that raises when a page asks for it, and then no more."""

import itertools

from dash import Dash, Input, Output, callback, html

app = Dash()
calls = itertools.count(1)


def layout():
    # The first calls are Dash's own, which looks for ids.
    if next(calls) == 3:
        raise RuntimeError("no layout today")
    return html.Div([html.Button("Count", id="count"), html.P(id="told")])


app.layout = layout


@callback(Output("told", "children"), Input("count", "n_clicks"))
def tell(n_clicks):
    return f"{n_clicks} clicks"


if __name__ == "__main__":
    app.run()
