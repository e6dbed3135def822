"""A chart that Python keeps feeding: one callback, over a WebSocket, while the page is open."""

import asyncio
import random
from itertools import count

from dash import Dash, callback, ctx, dcc, html, set_props

app = Dash(__name__, backend="fastapi", title="Live")

app.layout = html.Div(
    [
        html.Label("Points a second", htmlFor="speed"),
        dcc.Slider(1, 20, 1, value=10, marks=None, id="speed"),
        dcc.Graph(
            id="chart",
            figure={
                "data": [{"x": [], "y": [], "mode": "lines"}],
                "layout": {"margin": {"l": 40, "r": 10, "t": 10, "b": 40}, "height": 320},
            },
        ),
        html.P(["Points so far: ", html.Span("0", id="told")]),
    ],
    style={"fontFamily": "system-ui, sans-serif", "padding": "1rem"},
)


@callback(persistent=True, websocket=True)
async def feed():
    value = 0.0
    for n in count(1):
        value += random.gauss(0, 1)
        set_props("chart", {"extendData": [{"x": [[n]], "y": [[value]]}, [0], 200]})
        set_props("told", {"children": str(n)})
        # The page is asked, and so is what its reader does there.
        speed = await ctx.websocket.get_prop("speed", "value")
        await asyncio.sleep(1 / speed)


if __name__ == "__main__":
    app.run(debug=False)
