"""The dashboard of the benchmark: pandas, Plotly Express and a DataTable over a CSV."""

import pandas as pd
import plotly.express as px
from dash import Dash, Input, Output, dash_table, dcc, html

sales = pd.read_csv("sales.csv", parse_dates=["date"])
regions = sorted(sales["region"].unique())

app = Dash(__name__)
app.layout = html.Div(
    [
        dcc.Dropdown(regions, regions[0], id="region"),
        dcc.Graph(id="revenue"),
        dash_table.DataTable(id="products", sort_action="native"),
    ]
)


@app.callback(Output("revenue", "figure"), Output("products", "data"), Input("region", "value"))
def show(region: str):
    rows = sales[sales["region"] == region]
    rows = rows.assign(revenue=rows["units"] * rows["price"])
    monthly = rows.groupby([rows["date"].dt.to_period("M").dt.to_timestamp(), "product"])
    figure = px.line(monthly["revenue"].sum().reset_index(), "date", "revenue", color="product")
    table = rows.groupby("product")[["units", "revenue"]].sum().reset_index()
    return figure, table.to_dict("records")


if __name__ == "__main__":
    app.run()
