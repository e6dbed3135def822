"""dcc.Slider and RangeSlider, by mouse and keys."""

import json

from dash import Dash, Input, Output, callback, dcc, html

app = Dash()

SLIDERS = {
    "plain": dcc.Slider(0, 10, 1, value=3, id="plain"),
    "marked": dcc.Slider(
        0,
        100,
        marks={0: "none", 50: {"label": "half", "style": {"color": "red"}}, 100: "all"},
        step=None,
        value=50,
        id="marked",
    ),
    "dragged": dcc.Slider(
        0,
        1,
        0.1,
        value=0.2,
        updatemode="drag",
        tooltip={"placement": "bottom", "always_visible": True, "template": "{value} parts"},
        id="dragged",
    ),
    "upright": dcc.Slider(0, 4, 1, value=1, vertical=True, verticalHeight=120, id="upright"),
    "range": dcc.RangeSlider(
        0, 20, 1, value=[5, 15], marks=None, tooltip={"always_visible": True}, id="range"
    ),
    "three": dcc.RangeSlider(0, 20, 5, value=[5, 10, 15], pushable=2, allowCross=False, id="three"),
    "log": dcc.Slider(
        0, 3, marks={n: str(10**n) for n in range(4)}, value=1, step=0.01, included=False, id="log"
    ),
}

app.layout = html.Div([*SLIDERS.values(), html.Pre(id="told")], style={"width": 500})


@callback(
    Output("told", "children"),
    *[Input(name, "value") for name in SLIDERS],
)
def tell(*values):
    return json.dumps(values)


if __name__ == "__main__":
    app.run()
