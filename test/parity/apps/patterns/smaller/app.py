"""ALLSMALLER: each row of a filter depends on those before it."""

from dash import ALLSMALLER, MATCH, Dash, Input, Output, callback, dcc, html

app = Dash()

app.layout = html.Div(
    [
        html.Div(
            [
                dcc.Input(id={"row": index, "kind": "value"}, type="number", value=index),
                html.Span(id={"row": index, "kind": "sum"}),
            ]
        )
        for index in range(3)
    ]
)


@callback(
    Output({"row": MATCH, "kind": "sum"}, "children"),
    Input({"row": MATCH, "kind": "value"}, "value"),
    Input({"row": ALLSMALLER, "kind": "value"}, "value"),
)
def total(own, smaller):
    return f"{smaller} + {own} = {sum(smaller) + own}"


if __name__ == "__main__":
    app.run()
