"""Callbacks that return what they must not."""

from dash import Dash, Input, Output, callback, html

app = Dash()

WRONG = {
    "too-few": lambda: (1,),
    "too-many": lambda: (1, 2, 3),
    "no-list": lambda: 1,
    "no-json": lambda: (object(), 1),
    "a-set": lambda: ({1, 2}, 1),
    "nested": lambda: ([html.P("fine"), [{"deep": lambda: 1}]], 1),
    "fine": lambda: ("fine", "too"),
}

app.layout = html.Div(
    [
        *[html.Button(name, id=name) for name in WRONG],
        *[html.Div([html.P(id=f"{name}-1"), html.P(id=f"{name}-2")]) for name in WRONG],
    ]
)


def register(name, make):
    @callback(
        Output(f"{name}-1", "children"),
        Output(f"{name}-2", "children"),
        Input(name, "n_clicks"),
        prevent_initial_call=True,
    )
    def answer(_):
        return make()


for name, make in WRONG.items():
    register(name, make)

if __name__ == "__main__":
    app.run()
