"""Ten slow services, asked at the same time: each callback awaits its own answer."""

import asyncio
import time

from dash import MATCH, Dash, Input, Output, callback, dcc, html

SERVICES = ["rain", "wind", "snow", "tides", "pollen", "ozone", "sun", "fog", "frost", "storms"]

app = Dash(__name__, title="Services")

app.layout = html.Div(
    [
        html.Button("Ask all", id="ask"),
        dcc.Store(id="asked"),
        html.Ul([html.Li([f"{name}: ", html.Span(id={"answer": name})]) for name in SERVICES]),
    ],
    style={"fontFamily": "system-ui, sans-serif", "padding": "1rem"},
)


@callback(Output("asked", "data"), Input("ask", "n_clicks"), prevent_initial_call=True)
def ask(_clicks):
    return time.time()


@callback(
    Output({"answer": MATCH}, "children"),
    Input("asked", "data"),
    prevent_initial_call=True,
)
async def answer(asked):
    await asyncio.sleep(1)  # what a request to a real service would take
    return f"calm, known {time.time() - asked:.1f} s after the click"


if __name__ == "__main__":
    app.run(debug=False)
