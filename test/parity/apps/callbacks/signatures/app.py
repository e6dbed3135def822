"""Inputs, states and outputs by name, in groups, and as lists."""

from dash import Dash, Input, Output, State, callback, dcc, html

app = Dash()

app.layout = html.Div(
    [
        dcc.Input(id="a", type="number", value=1),
        dcc.Input(id="b", type="number", value=2),
        dcc.Input(id="c", type="number", value=3),
        html.P(id="sum"),
        html.P(id="product"),
        html.P(id="nested"),
        html.P(id="tuple"),
    ]
)


@callback(
    output={"sum": Output("sum", "children"), "product": Output("product", "children")},
    inputs={"left": Input("a", "value"), "right": Input("b", "value")},
    state={"third": State("c", "value")},
)
def by_name(left, right, third):
    return {"product": left * right * third, "sum": left + right + third}


@callback(
    Output("nested", "children"),
    inputs={
        "all": {"one": Input("a", "value"), "rest": (Input("b", "value"), Input("c", "value"))}
    },
)
def nested(all):
    return f"{all['one']} and {all['rest']}"


@callback(
    Output("tuple", "children"), [Input("a", "value"), Input("b", "value")], State("c", "value")
)
def in_order(*args):
    return str(args)


if __name__ == "__main__":
    app.run()
