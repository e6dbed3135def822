"""A connection that is closed when nothing has come for a while, and opened again when it is needed."""

from dash import Dash, Input, Output, callback, ctx, html

app = Dash(__name__, backend="fastapi", websocket_callbacks=True, websocket_inactivity_timeout=1000)
app.layout = html.Div([html.Button("Click", id="button"), html.P(id="out")])


@callback(Output("out", "children"), Input("button", "n_clicks"))
def out(n_clicks):
    return f"{n_clicks} {ctx.websocket is not None}"


if __name__ == "__main__":
    app.run()
