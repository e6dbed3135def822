"""One callback over a WebSocket among others, on Quart, and hooks that see its connection and messages."""

import quart
from dash import Dash, Input, Output, callback, ctx, dcc, hooks, html

server = quart.Quart(__name__)
app = Dash(__name__, server=server)


@server.get("/plain")
async def plain():
    return {"path": quart.request.path}


@hooks.websocket_connect()
async def connect(websocket):
    print("connects", websocket.path)


@hooks.websocket_message()
def message(websocket, content):
    print("says", content["type"])
    if content.get("payload", {}).get("inputs", [{}])[0].get("value") == "out":
        return 4003, "Not that"


def way():
    return "socket" if ctx.websocket else "request"


app.layout = html.Div(
    [
        dcc.Input(id="text", value="in"),
        html.P(id="by-socket"),
        html.P(id="by-request"),
        html.Button("ask", id="ask"),
        html.Pre(id="answer"),
    ]
)


@callback(Output("by-socket", "children"), Input("text", "value"), websocket=True)
async def by_socket(text):
    return f"{way()} {text}"


@callback(Output("by-request", "children"), Input("text", "value"))
def by_request(text):
    return f"{way()} {text}"


app.clientside_callback(
    "async () => (await fetch('/plain')).text()",
    Output("answer", "children"),
    Input("ask", "n_clicks"),
    prevent_initial_call=True,
)

if __name__ == "__main__":
    app.run()
