"""Everything that Patch can do to a property."""

from dash import Dash, Input, Output, Patch, callback, ctx, dcc, html

ACTIONS = {
    "append": lambda data: data["list"].append(4),
    "prepend": lambda data: data["list"].prepend(0),
    "insert": lambda data: data["list"].insert(1, 1.5),
    "extend": lambda data: data["list"].extend([7, 8]),
    "remove": lambda data: data["list"].remove(2),
    "reverse": lambda data: data["list"].reverse(),
    "update": lambda data: data["dict"].update({"b": 2, "c": {"d": [3]}}),
    "clear": lambda data: data["list"].clear(),
}

app = Dash()

app.layout = html.Div(
    [
        *[html.Button(name, id=name) for name in ACTIONS],
        html.Button("arithmetic", id="arithmetic"),
        html.Button("delete", id="delete"),
        html.Button("title", id="title"),
        dcc.Store(id="data", data={"list": [1, 2, 3], "dict": {"a": 1}, "number": 10}),
        html.Pre(id="shown"),
        dcc.Graph(
            id="graph", figure={"data": [{"y": [1, 2]}], "layout": {"title": {"text": "Before"}}}
        ),
    ]
)


@callback(
    Output("data", "data"),
    *[Input(name, "n_clicks") for name in [*ACTIONS, "arithmetic", "delete"]],
    prevent_initial_call=True,
)
def change(*_):
    data = Patch()
    if ctx.triggered_id == "arithmetic":
        data["number"] += 5
        data["number"] *= 2
        data["number"] -= 1
        data["number"] /= 4
    elif ctx.triggered_id == "delete":
        del data["dict"]["a"]
    else:
        ACTIONS[ctx.triggered_id](data)
    return data


@callback(Output("graph", "figure"), Input("title", "n_clicks"), prevent_initial_call=True)
def change_title(n_clicks):
    figure = Patch()
    figure.layout.title.text = f"After {n_clicks}"
    figure["data"][0]["y"].append(n_clicks)
    return figure


@callback(Output("shown", "children"), Input("data", "data"))
def show(data):
    return str(data)


if __name__ == "__main__":
    app.run()
