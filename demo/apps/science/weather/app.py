"""Reads a year of weather from a Parquet file, only the columns that are shown."""

import plotly.graph_objects as go
import pyarrow.compute as pc
import pyarrow.parquet as pq
from dash import Dash, Input, Output, callback, dcc, html

FILE = "weather.parquet"
MEASURES = {"temperature": "°C", "rain": "mm", "wind": "m/s"}
CITIES = pc.unique(pq.read_table(FILE, columns=["city"])["city"]).to_pylist()

app = Dash(__name__, title="Weather")

app.layout = html.Div(
    [
        dcc.Dropdown(CITIES, CITIES[0], id="city", clearable=False),
        dcc.RadioItems(list(MEASURES), "temperature", id="measure", inline=True),
        dcc.Graph(id="graph", style={"height": "300px"}),
        html.P(id="facts", style={"textAlign": "center"}),
    ],
    style={"fontFamily": "system-ui, sans-serif", "padding": "1rem"},
)


@callback(
    Output("graph", "figure"),
    Output("facts", "children"),
    Input("city", "value"),
    Input("measure", "value"),
)
def show(city, measure):
    table = pq.read_table(FILE, columns=["date", measure], filters=[("city", "=", city)])
    values = table[measure]
    figure = go.Figure(go.Scatter(x=table["date"].to_pylist(), y=values.to_pylist()))
    unit = MEASURES[measure]
    figure.update_layout(
        template="plotly_white",
        yaxis_title=f"{measure} in {unit}",
        margin={"l": 56, "r": 8, "t": 16, "b": 36},
    )
    low, high = pc.min_max(values).as_py().values()
    mean = pc.mean(values).as_py()
    return figure, f"{table.num_rows} days: {low:.1f} to {high:.1f} {unit}, mean {mean:.2f} {unit}"


if __name__ == "__main__":
    app.run()
