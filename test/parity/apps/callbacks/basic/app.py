"""One input, one output."""

from dash import Dash, Input, Output, callback, dcc, html

app = Dash(title="Basic callback")

app.layout = html.Div(
    [
        html.H1("Squares"),
        dcc.Input(id="number", type="number", value=3, min=0, max=12, step=1),
        html.P(id="square"),
        dcc.Graph(
            id="graph",
            figure={"data": [{"y": [1, 4, 9]}], "layout": {"title": {"text": "Three"}}},
        ),
    ]
)


@callback(Output("square", "children"), Input("number", "value"))
def square(number):
    print("asked for", number)
    if number is None:
        return "Not a number from 0 to 12"
    return f"{number}² = {number * number}"


if __name__ == "__main__":
    app.run()
