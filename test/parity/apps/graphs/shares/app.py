"""Shares of a whole and flows: pie, sunburst, treemap, icicle, funnel area, Sankey, indicators, tables."""

import plotly.graph_objects as go
from dash import Dash, dcc, html
from plotly.subplots import make_subplots

tree = {
    "labels": ["all", "a", "b", "c"],
    "parents": ["", "all", "all", "a"],
    "values": [10, 6, 4, 3],
    "branchvalues": "total",
}
TRACES = [
    go.Pie(labels=["x", "y"], values=[1, 3], hole=0.4, pull=[0.1, 0]),
    go.Sunburst(**tree),
    go.Treemap(**tree),
    go.Icicle(**tree),
    go.Funnelarea(labels=["m", "n"], values=[2, 1]),
    go.Sankey(
        node={"label": ["p", "q", "r"]}, link={"source": [0, 0], "target": [1, 2], "value": [2, 1]}
    ),
    go.Indicator(
        mode="number+delta+gauge",
        value=42,
        delta={"reference": 40},
        gauge={"axis": {"range": [0, 100]}},
    ),
    go.Table(
        header={"values": ["A", "B"]},
        cells={"values": [[1, 2], ["x", "y"]], "fill": {"color": "lavender"}},
    ),
    go.Parcats(
        dimensions=[{"label": "k", "values": ["u", "v", "u"]}, {"label": "l", "values": [1, 1, 2]}]
    ),
]

figure = make_subplots(rows=3, cols=3, specs=[[{"type": "domain"}] * 3] * 3)
for index, trace in enumerate(TRACES):
    figure.add_trace(trace, row=index // 3 + 1, col=index % 3 + 1)
figure.update_layout(height=680, margin={"t": 20, "b": 20})

app = Dash()
app.layout = html.Div(dcc.Graph(figure=figure, id="graph"))

if __name__ == "__main__":
    app.run()
