"""MATCH: a callback for each of however many components, and deletion of one of them."""

from dash import ALL, MATCH, Dash, Input, Output, State, callback, ctx, dcc, html

app = Dash()


def card(index):
    return html.Div(
        [
            dcc.Dropdown(["a", "b"], "a", id={"type": "choice", "index": index}),
            html.P(id={"type": "told", "index": index}),
            html.Button("Delete", id={"type": "delete", "index": index}, n_clicks=0),
        ],
        id={"type": "card", "index": index},
    )


app.layout = html.Div([html.Div([card("one"), card("two")], id="cards"), html.P(id="sum")])


@callback(
    Output({"type": "told", "index": MATCH}, "children"),
    Input({"type": "choice", "index": MATCH}, "value"),
    State({"type": "choice", "index": MATCH}, "id"),
)
def tell(value, id):
    return f"{id['index']}: {value}"


@callback(
    Output("cards", "children"),
    Input({"type": "delete", "index": ALL}, "n_clicks"),
    State("cards", "children"),
    prevent_initial_call=True,
)
def delete(n_clicks, cards):
    return [each for each in cards if each["props"]["id"]["index"] != ctx.triggered_id.index]


@callback(Output("sum", "children"), Input({"type": "told", "index": ALL}, "children"))
def gather(told):
    return " | ".join(map(str, told))


if __name__ == "__main__":
    app.run()
