"""A connection that a hook refuses: what is asked for by requests goes on."""

from dash import Dash, Input, Output, callback, dcc, hooks, html

app = Dash(__name__, backend="fastapi", websocket_allowed_origins=["https://example.org"])


@hooks.websocket_connect()
def connect(websocket):
    print("refuses", websocket.url.path)
    return 4003, "Not here"


app.layout = html.Div(
    [dcc.Input(id="text", value="in"), html.P(id="by-socket"), html.P(id="by-request")]
)


@callback(Output("by-socket", "children"), Input("text", "value"), websocket=True)
def by_socket(text):
    return text


@callback(Output("by-request", "children"), Input("text", "value"))
def by_request(text):
    return text


if __name__ == "__main__":
    app.run()
