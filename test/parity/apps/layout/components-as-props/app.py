"""Components in properties other than children, and children that change their order."""

from dash import ALL, Dash, Input, Output, callback, dcc, html

app = Dash()

app.layout = html.Div(
    [
        dcc.Checklist(
            [
                {"label": html.Div([html.Button(f"in {n}", id={"kind": "in", "n": n})]), "value": n}
                for n in range(2)
            ],
            [],
            id="checks",
        ),
        dcc.Tabs([dcc.Tab(label=html.I("styled") if False else "plain", children=html.B("bold"))]),
        html.Button("Turn", id="turn"),
        html.Div(
            [dcc.Input(id={"kind": "moved", "n": n}, value=str(n)) for n in range(3)], id="list"
        ),
        html.Pre(id="told"),
    ]
)


@callback(Output("list", "children"), Input("turn", "n_clicks"), prevent_initial_call=True)
def turn(n_clicks):
    order = [(n + n_clicks) % 3 for n in range(3)]
    return [dcc.Input(id={"kind": "moved", "n": n}, value=str(n), key=n) for n in order]


@callback(
    Output("told", "children"),
    Input({"kind": "in", "n": ALL}, "n_clicks"),
    Input("checks", "value"),
    Input({"kind": "moved", "n": ALL}, "value"),
)
def tell(*values):
    return str(values)


if __name__ == "__main__":
    app.run()
