"""dash_clientside.set_props: from a callback without output, and from the page's own JavaScript."""

from dash import Dash, Input, Output, callback, clientside_callback, dcc, html

app = Dash()

app.layout = html.Div(
    [
        html.Button("Set", id="set"),
        html.P(id="target"),
        html.P("as before", id={"kind": "part", "index": 0}),
        dcc.Store(id="store"),
        html.P(id="told"),
    ]
)

clientside_callback(
    """(clicks) => {
        dash_clientside.set_props('target', {children: `set ${clicks}`, title: 'by hand'});
        dash_clientside.set_props({kind: 'part', index: 0}, {children: `part ${clicks}`});
        dash_clientside.set_props('store', {data: clicks});
    }""",
    Input("set", "n_clicks"),
    prevent_initial_call=True,
)


@callback(Output("told", "children"), Input("store", "data"), prevent_initial_call=True)
def tell(data):
    return f"told {data}"


if __name__ == "__main__":
    app.run()
