"""dash-deck: layers of deck.gl, drawn by WebGL, without a map below them."""

import json

import dash_deck
from dash import Dash, Input, Output, callback, html

app = Dash()

POINTS = [
    {"place": [-122.45 + n / 50, 37.75 + n % 3 / 50], "size": 200 + 100 * n} for n in range(6)
]

view = {
    "initialViewState": {"longitude": -122.4, "latitude": 37.76, "zoom": 11},
    "views": [{"@@type": "MapView", "controller": True}],
    "layers": [
        {
            "@@type": "ScatterplotLayer",
            "id": "points",
            "data": POINTS,
            "getPosition": "@@=place",
            "getRadius": "@@=size",
            "getFillColor": [255, 120, 0],
            "pickable": True,
        }
    ],
}

app.layout = html.Div(
    [
        html.Div(
            dash_deck.DeckGL(
                view,
                id="deck",
                enableEvents=["click"],
                tooltip={"text": "{size}"},
                style={"width": 600},
            ),
            style={"position": "relative", "height": 400},
        ),
        html.Pre(id="told"),
    ]
)


@callback(Output("told", "children"), Input("deck", "clickInfo"))
def tell(info):
    return json.dumps(info and info.get("object"))


if __name__ == "__main__":
    app.run()
