"""set_props in callbacks, with outputs and without, and into what no callback names."""

from dash import Dash, Input, Output, callback, dcc, html, set_props

app = Dash()

app.layout = html.Div(
    [
        html.Button("Aside", id="aside"),
        html.Button("Only", id="only"),
        html.P(id="output"),
        html.P(id="told"),
        html.P("as before", id={"kind": "note", "index": 1}),
        dcc.Store(id="store"),
        html.P(id="of-store"),
    ]
)


@callback(Output("output", "children"), Input("aside", "n_clicks"), prevent_initial_call=True)
def aside(n_clicks):
    set_props("told", {"children": f"told {n_clicks}", "style": {"color": "green"}})
    return f"returned {n_clicks}"


@callback(Input("only", "n_clicks"), prevent_initial_call=True)
def only(n_clicks):
    set_props({"kind": "note", "index": 1}, {"children": f"noted {n_clicks}"})
    set_props("store", {"data": {"clicks": n_clicks}})


@callback(Output("of-store", "children"), Input("store", "data"))
def of_store(data):
    return str(data)


if __name__ == "__main__":
    app.run()
