"""A package whose hooks Dash finds by its entry point: the app knows nothing of it."""

from dash import Dash, Input, Output, callback, ctx, html

app = Dash()
app.layout = html.Div([html.Button("Click", id="button"), html.P(id="data"), html.P(id="failed")])


@callback(Output("data", "children"), Input("button", "n_clicks"))
def data(n_clicks):
    return f"{n_clicks} {ctx.custom_data['own']}"


@callback(Output("failed", "children"), Input("button", "n_clicks"), prevent_initial_call=True)
def fail(n_clicks):
    raise ValueError(f"failed {n_clicks}")


if __name__ == "__main__":
    app.run()
