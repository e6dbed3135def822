"""Several callbacks with the same output, of which they say so."""

from dash import Dash, Input, Output, Patch, callback, html

app = Dash()

app.layout = html.Div(
    [
        html.Button("Left", id="left"),
        html.Button("Right", id="right"),
        html.Button("Reset", id="reset"),
        html.Ul([html.Li("begun")], id="log"),
    ]
)


@callback(
    Output("log", "children"),
    Input("left", "n_clicks"),
    prevent_initial_call=True,
)
def left(n_clicks):
    log = Patch()
    log.append(html.Li(f"left {n_clicks}"))
    return log


@callback(
    Output("log", "children", allow_duplicate=True),
    Input("right", "n_clicks"),
    prevent_initial_call=True,
)
def right(n_clicks):
    log = Patch()
    log.prepend(html.Li(f"right {n_clicks}"))
    return log


@callback(
    Output("log", "children", allow_duplicate=True),
    Input("reset", "n_clicks"),
    prevent_initial_call="initial_duplicate",
)
def reset(n_clicks):
    return [html.Li(f"reset {n_clicks}")]


if __name__ == "__main__":
    app.run()
