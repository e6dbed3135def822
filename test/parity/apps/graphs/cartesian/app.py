"""Traces in Cartesian axes, drawn as SVG."""

import plotly.graph_objects as go
from dash import Dash, dcc, html
from plotly.subplots import make_subplots

TRACES = [
    go.Scatter(x=[1, 2, 3], y=[2, 1, 3], fill="tozeroy", line={"shape": "spline", "dash": "dot"}),
    go.Bar(x=["a", "b"], y=[1, 2], text=["one", "two"], marker={"pattern": {"shape": "/"}}),
    go.Box(y=[1, 2, 3, 4, 9], boxpoints="all", jitter=0),
    go.Violin(y=[1, 2, 2, 3, 5], box={"visible": True}, meanline={"visible": True}),
    go.Histogram(x=[1, 1, 2, 3, 3, 3]),
    go.Histogram2d(x=[1, 1, 2], y=[1, 2, 2], showscale=False),
    go.Histogram2dContour(x=[1, 1, 2, 3], y=[1, 2, 2, 4], showscale=False),
    go.Heatmap(z=[[1, 2], [3, 4]], texttemplate="%{z}", showscale=False),
    go.Contour(z=[[1, 2, 3], [2, 4, 5], [3, 5, 9]], showscale=False),
    go.Candlestick(
        x=["2026-01-01", "2026-01-02"], open=[1, 2], high=[4, 3], low=[0, 1], close=[2, 1]
    ),
    go.Ohlc(x=["2026-01-01", "2026-01-02"], open=[1, 2], high=[4, 3], low=[0, 1], close=[2, 1]),
    go.Waterfall(x=["a", "b", "c"], y=[3, -1, 0], measure=["relative", "relative", "total"]),
    go.Funnel(y=["x", "y"], x=[3, 2]),
    go.Image(z=[[[255, 0, 0], [0, 255, 0]]]),
    go.Scatter(
        x=[1, 2],
        y=[1, 2],
        mode="markers",
        error_y={"array": [0.5, 1]},
        marker={"symbol": "star", "size": 15},
    ),
]

figure = make_subplots(rows=5, cols=3, subplot_titles=[type(trace).__name__ for trace in TRACES])
for index, trace in enumerate(TRACES):
    figure.add_trace(trace, row=index // 3 + 1, col=index % 3 + 1)
figure.update_xaxes(rangeslider_visible=False)
figure.update_layout(
    height=1100, showlegend=False, template="plotly_white", margin={"t": 40, "b": 20}
)

app = Dash()
app.layout = html.Div(dcc.Graph(figure=figure, id="graph"))

if __name__ == "__main__":
    app.run()
