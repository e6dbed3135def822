"""running: what is set while a callback works, and taken back afterwards."""

import time

from dash import Dash, Input, Output, callback, html

app = Dash()

app.layout = html.Div(
    [
        html.Button("Work", id="work"),
        html.P("idle", id="state"),
        html.P(id="result"),
    ]
)


@callback(
    Output("result", "children"),
    Input("work", "n_clicks"),
    running=[
        (Output("work", "disabled"), True, False),
        (Output("state", "children"), "at work", "done"),
    ],
    prevent_initial_call=True,
)
def work(n_clicks):
    time.sleep(0.2)
    return f"result {n_clicks}"


if __name__ == "__main__":
    app.run()
