"""Callbacks that set cookies and headers, and read the request they answer."""

from dash import Dash, Input, Output, callback, ctx, html
from flask import request

app = Dash()

app.layout = html.Div(
    [html.Button("Set", id="set"), html.Button("Read", id="read"), html.P(id="told")]
)


@callback(
    Output("told", "children"),
    Input("set", "n_clicks"),
    Input("read", "n_clicks"),
    prevent_initial_call=True,
)
def tell(clicks, _):
    if ctx.triggered_id == "set":
        ctx.response.set_cookie("from-callback", str(clicks))
        ctx.response.headers["X-Own"] = "yes"
        return f"set {clicks}"
    return f"{request.cookies.get('from-callback')} {ctx.cookies.get('from-callback')}"


if __name__ == "__main__":
    app.run()
