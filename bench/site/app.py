"""A graph of 200 points that each click draws anew: the app of all benchmarks."""

from math import sin

import plotly.graph_objects as go
from dash import Dash, Input, Output, dcc, html

POINTS = 200

app = Dash(__name__)
app.layout = html.Div([html.Button("Draw", id="button"), dcc.Graph(id="graph")])


@app.callback(Output("graph", "figure"), Input("button", "n_clicks"))
def draw(clicks: int | None) -> go.Figure:
    x = [i / 10 for i in range(POINTS)]
    return go.Figure(go.Scatter(x=x, y=[sin(value + (clicks or 0)) for value in x]))


if __name__ == "__main__":
    app.run()
