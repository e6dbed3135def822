"""Maps with a style that needs no network: traces of all kinds, a layer below them, a view from the side."""

import json

import plotly.graph_objects as go
from dash import Dash, Input, Output, callback, dcc, html

STYLE = {
    "version": 8,
    "sources": {},
    "layers": [{"id": "sea", "type": "background", "paint": {"background-color": "#cde"}}],
}
ring = [[-40, -10], [-40, 10], [-20, 10], [-20, -10], [-40, -10]]
geojson = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "id": "s",
            "properties": {},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
    ],
}
view = {"style": STYLE, "center": {"lat": 0, "lon": 0}, "zoom": 1}
margin = {"t": 10, "b": 10, "l": 10, "r": 10}


maps = go.Figure(
    [
        go.Scattermap(
            lat=[0, 20], lon=[0, 30], mode="markers", marker={"size": 18}, text=["a", "b"]
        ),
        go.Densitymap(lat=[-20], lon=[20], z=[1], radius=30, showscale=False),
        go.Choroplethmap(geojson=geojson, locations=["s"], z=[1], showscale=False),
    ],
    layout={"map": view, "margin": margin, "showlegend": False},
)
layered = go.Figure(
    go.Scattermap(lat=[0], lon=[0], mode="text", text=["c"]),
    layout={
        "map": {
            **view,
            "bearing": 30,
            "pitch": 40,
            "layers": [
                {"sourcetype": "geojson", "source": geojson, "type": "fill", "color": "green"}
            ],
        },
        "margin": margin,
    },
)

app = Dash()
app.layout = html.Div(
    [
        html.Div(
            [
                dcc.Graph(id=name, figure=figure, style={"width": 480, "height": 320})
                for name, figure in (("map", maps), ("layered", layered))
            ],
            style={"display": "flex"},
        ),
        html.Pre(id="told"),
    ]
)


@callback(Output("told", "children"), Input("map", "clickData"), Input("map", "relayoutData"))
def tell(clicked, moved):
    zoom = moved and moved.get("map.zoom")
    return json.dumps(
        [
            clicked and clicked["points"][0]["text"],
            zoom,
        ]
    )


if __name__ == "__main__":
    app.run()
