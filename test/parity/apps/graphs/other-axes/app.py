"""Polar, ternary and carpet axes, and maps without tiles."""

import plotly.graph_objects as go
from dash import Dash, dcc, html
from plotly.subplots import make_subplots

square = {"type": "Polygon", "coordinates": [[[0, 0], [0, 10], [10, 10], [10, 0], [0, 0]]]}
geojson = {
    "type": "FeatureCollection",
    "features": [{"type": "Feature", "id": "s", "properties": {}, "geometry": square}],
}

figure = make_subplots(
    rows=2,
    cols=3,
    specs=[
        [{"type": "polar"}, {"type": "polar"}, {"type": "ternary"}],
        [None, {"type": "xy"}, {"type": "geo"}],
    ],
)
figure.add_trace(go.Scatterpolar(r=[1, 2, 3], theta=[0, 90, 200], fill="toself"), 1, 1)
figure.add_trace(go.Barpolar(r=[1, 2, 3], theta=["a", "b", "c"]), 1, 2)
figure.add_trace(go.Scatterternary(a=[1, 2], b=[2, 1], c=[1, 1], mode="markers"), 1, 3)
figure.add_trace(go.Carpet(a=[1, 1, 2, 2], b=[1, 2, 1, 2], y=[1, 2, 2, 4], x=[1, 1.5, 2, 3]), 2, 2)
figure.add_trace(go.Choropleth(geojson=geojson, locations=["s"], z=[1], showscale=False), 2, 3)
figure.update_geos(visible=False, lonaxis_range=[-5, 15], lataxis_range=[-5, 15])
figure.update_layout(height=650, showlegend=False)

app = Dash()
app.layout = html.Div(dcc.Graph(figure=figure, id="graph"))

if __name__ == "__main__":
    app.run()
