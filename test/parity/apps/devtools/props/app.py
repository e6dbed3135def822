"""Properties of the wrong kind, which only the dev tools check, and a value that is no JSON."""

from dash import Dash, Input, Output, callback, dcc, html

app = Dash()

app.layout = html.Div(
    [
        html.Button("Break", id="break"),
        html.Button("Unserialisable", id="no-json"),
        dcc.Graph(
            id="graph", figure={"data": [{"y": [3, 1, 2]}]}, config={"displayModeBar": False}
        ),
        html.Div(id="place"),
    ]
)


@callback(Output("graph", "animate"), Input("break", "n_clicks"), prevent_initial_call=True)
def animate(n_clicks):
    return n_clicks


@callback(Output("place", "children"), Input("no-json", "n_clicks"), prevent_initial_call=True)
def no_json(n_clicks):
    return {n_clicks}


if __name__ == "__main__":
    app.run(
        debug=True,
        use_reloader=False,
        dev_tools_hot_reload=False,
        dev_tools_disable_version_check=True,
    )
