"""Frames: played and stopped by buttons, chosen by a slider, told to a callback."""

import plotly.graph_objects as go
from dash import Dash, Input, Output, callback, dcc, html

NAMES = ["one", "two", "three"]
frames = [
    go.Frame(name=name, data=[go.Bar(y=[n, 3 - n, n + 1])], layout={"title": {"text": name}})
    for n, name in enumerate(NAMES)
]
quick = {"frame": {"duration": 100, "redraw": True}, "transition": {"duration": 0}}
now = {"mode": "immediate", "frame": {"duration": 0, "redraw": True}, "transition": {"duration": 0}}

figure = go.Figure(
    frames[0].data,
    frames=frames,
    layout={
        "height": 400,
        "yaxis": {"range": [0, 4]},
        "updatemenus": [
            {
                "type": "buttons",
                "buttons": [
                    {"label": "Play", "method": "animate", "args": [None, quick]},
                    {"label": "Pause", "method": "animate", "args": [[None], now]},
                ],
            },
            {
                "buttons": [
                    {"label": "bars", "method": "restyle", "args": ["type", "bar"]},
                    {"label": "lines", "method": "restyle", "args": ["type", "scatter"]},
                ],
                "x": 0.3,
                "y": 1.2,
            },
        ],
        "sliders": [
            {
                "steps": [
                    {"label": name, "method": "animate", "args": [[name], now]} for name in NAMES
                ]
            }
        ],
    },
)

app = Dash()
app.layout = html.Div([dcc.Graph(id="graph", figure=figure, animate=False), html.Pre(id="told")])


@callback(Output("told", "children"), Input("graph", "restyleData"))
def tell(restyled):
    return str(restyled)


if __name__ == "__main__":
    app.run()
