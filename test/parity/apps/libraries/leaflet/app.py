"""dash-leaflet: tiles of the app's own and ones that never come, markers, GeoJSON drawn by functions."""

import json

import dash_leaflet as dl
from dash import Dash, Input, Output, callback, html
from dash_extensions.javascript import assign

app = Dash()

TILE = (
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='256' height='256'>"
    "<rect width='255' height='255' fill='%23dde'/></svg>"
)

points = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"name": name, "size": size},
            "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
        }
        for name, size, longitude, latitude in [("small", 6, 9.5, 56), ("large", 16, 11, 56.5)]
    ],
}
draw_point = assign(
    """function(feature, latlng) {
        return L.circleMarker(latlng, {radius: feature.properties.size, color: 'green'});
    }"""
)

app.layout = html.Div(
    [
        dl.Map(
            [
                dl.LayersControl(
                    [
                        dl.BaseLayer(dl.TileLayer(url=TILE), name="own", checked=True),
                        dl.BaseLayer(
                            dl.TileLayer(url="https://tiles.example/{z}/{x}/{y}.png"), name="none"
                        ),
                        dl.Overlay(
                            dl.LayerGroup(dl.Circle(center=[56, 10], radius=20000)),
                            name="circle",
                            checked=True,
                        ),
                    ],
                    collapsed=False,
                ),
                dl.Marker(
                    position=[56.2, 10.2],
                    id="marker",
                    children=[dl.Tooltip("a tip"), dl.Popup("a popup")],
                ),
                dl.Polygon(positions=[[55.5, 9], [55.5, 9.5], [55.8, 9.2]], color="red"),
                dl.GeoJSON(id="points", data=points, pointToLayer=draw_point),
                dl.ScaleControl(position="bottomleft"),
                dl.FullScreenControl(),
            ],
            id="map",
            center=[56, 10],
            zoom=8,
            zoomAnimation=False,
            # How far a map slides on depends on when each movement of the mouse comes.
            inertia=False,
            style={"height": 400},
        ),
        html.Pre(id="told"),
    ]
)


@callback(
    Output("told", "children"),
    Input("map", "zoom"),
    Input("map", "clickData"),
    Input("points", "clickData"),
    Input("marker", "n_clicks"),
)
def tell(zoom, clicked, feature, n_clicks):
    place = clicked and {name: round(value, 2) for name, value in clicked["latlng"].items()}
    return json.dumps([zoom, place, feature and feature["properties"], n_clicks])


if __name__ == "__main__":
    app.run()
