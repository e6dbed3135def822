"""Traces on carpets, on the globe, on a Smith chart; one axis upon another, axes with breaks and categories."""

import plotly.graph_objects as go
from dash import Dash, dcc, html
from plotly.subplots import make_subplots

figure = make_subplots(
    rows=2,
    cols=3,
    specs=[
        [{"type": "xy"}, {"type": "geo"}, None],
        [{"type": "xy", "secondary_y": True}, {"type": "xy"}, {"type": "xy"}],
    ],
)
carpet = {"carpet": "c"}
figure.add_trace(
    go.Carpet(a=[1, 1, 2, 2], b=[1, 2, 1, 2], y=[1, 2, 2, 4], x=[1, 1.5, 2, 3], **carpet), 1, 1
)
figure.add_trace(go.Scattercarpet(a=[1, 1.5, 2], b=[1, 1.2, 2], **carpet), 1, 1)
figure.add_trace(
    go.Contourcarpet(a=[1, 1, 2, 2], b=[1, 2, 1, 2], z=[1, 2, 3, 4], showscale=False, **carpet),
    1,
    1,
)
figure.add_trace(
    go.Scattergeo(lon=[0, 40], lat=[0, 20], mode="markers+lines+text", text=["x", "y"]), 1, 2
)
# For which there are no subplots.
figure.add_trace(go.Scattersmith(real=[0.5, 1, 2], imag=[0.5, 1, -1]))
figure.update_layout(smith_domain={"x": [0.7, 1], "y": [0.55, 1]})
figure.add_trace(go.Bar(x=["a", "b"], y=[1, 2]), 2, 1)
figure.add_trace(go.Scatter(x=["a", "b"], y=[100, 50]), 2, 1, secondary_y=True)
days = ["2026-01-02", "2026-01-05", "2026-01-06"]
figure.add_trace(go.Scatter(x=days, y=[1, 10, 100]), 2, 2)
figure.add_trace(go.Bar(x=[["A", "A", "B"], ["u", "v", "u"]], y=[1, 2, 3]), 2, 3)
figure.update_geos(visible=False, projection_type="orthographic", showlakes=False)
figure.update_xaxes(rangebreaks=[{"bounds": ["sat", "mon"]}], row=2, col=2)
figure.update_yaxes(type="log", row=2, col=2)
figure.update_layout(height=650, showlegend=False)

app = Dash()
app.layout = html.Div(dcc.Graph(figure=figure, id="graph"))

if __name__ == "__main__":
    app.run()
