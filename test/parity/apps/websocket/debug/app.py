"""The dev tools of an app whose callbacks go over a WebSocket."""

from dash import Dash, Input, Output, callback, html

app = Dash(__name__, backend="fastapi", websocket_callbacks=True)
app.layout = html.Div([html.Button("fail", id="fail"), html.P(id="out")])


@callback(Output("out", "children"), Input("fail", "n_clicks"), prevent_initial_call=True)
def fail(n_clicks):
    return 1 / 0


if __name__ == "__main__":
    app.run(
        debug=True, dev_tools_hot_reload=False, reload=False, dev_tools_disable_version_check=True
    )
