"""ALL: a callback of however many components."""

from dash import ALL, Dash, Input, Output, Patch, State, callback, ctx, dcc, html

app = Dash()

app.layout = html.Div(
    [
        html.Button("Add", id="add", n_clicks=0),
        html.Div([], id="inputs"),
        html.P(id="values"),
        html.P(id="which"),
    ]
)


@callback(Output("inputs", "children"), Input("add", "n_clicks"))
def add(n_clicks):
    inputs = Patch()
    inputs.append(dcc.Input(id={"type": "item", "index": n_clicks}, value=f"v{n_clicks}"))
    return inputs


@callback(
    Output("values", "children"),
    Output("which", "children"),
    Input({"type": "item", "index": ALL}, "value"),
    State({"type": "item", "index": ALL}, "id"),
)
def tell(values, ids):
    return str(dict(zip([each["index"] for each in ids], values, strict=True))), str(
        ctx.triggered_id
    )


if __name__ == "__main__":
    app.run()
