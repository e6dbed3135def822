"""Callbacks that are wrong when they are made, and functions that take other arguments than they are given."""

from dash import Dash, Input, Output, State, callback, ctx, html

app = Dash()


def registered(*args):
    try:
        callback(*args)(lambda *_: None)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return "taken"


WRONG = {
    "no input": [Output("told", "children")],
    "a dot in an id": [Output("a.b", "children"), Input("few", "n_clicks")],
    "a text for an input": [Output("told", "children"), "few"],
    "two patterns": [
        Output({"type": "x", "n": ["list"]}, "children"),
        Input({"type": "x"}, "n_clicks"),
    ],
    "inputs after states": [Output("told", "children"), State("few", "id"), Input("many", "id")],
}
answers = {name: registered(*args) for name, args in WRONG.items()}

app.layout = html.Div(
    [
        html.Button("Too few", id="few"),
        html.Button("Too many", id="many"),
        html.Button("By name", id="named"),
        html.Pre([f"{name} → {answer}\n" for name, answer in answers.items()]),
        html.P(id="told"),
    ]
)


@callback(Output("told", "title"), Input("few", "n_clicks"), prevent_initial_call=True)
def few():
    return "never"


@callback(Output("told", "lang"), Input("many", "n_clicks"), prevent_initial_call=True)
def many(one, two):
    return "never"


@callback(
    Output("told", "children"),
    inputs={"clicks": Input("named", "n_clicks")},
    prevent_initial_call=True,
)
def named(clicked):
    return f"{ctx.triggered_id} {clicked}"


if __name__ == "__main__":
    app.run()
