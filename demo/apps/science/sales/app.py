"""Groups a hundred thousand sales by what you choose."""

import pandas as pd
import plotly.express as px
from dash import Dash, Input, Output, callback, dash_table, dcc, html

sales = pd.read_csv("sales.csv")
sales["month"] = sales["date"].str[:7]
KEYS = ["region", "product", "channel", "month"]

app = Dash(__name__, title="Sales")

app.layout = html.Div(
    [
        html.H2(f"{len(sales):,} sales", style={"margin": "0 0 0.5rem"}),
        html.Div(
            [
                dcc.Dropdown(KEYS, ["region"], id="keys", multi=True, placeholder="Group by …"),
                dcc.RadioItems(
                    {"sum": "total", "mean": "mean", "count": "number"},
                    "sum",
                    id="measure",
                    inline=True,
                ),
            ],
            style={"display": "grid", "gridTemplateColumns": "1fr auto", "gap": "1rem"},
        ),
        dcc.Graph(id="graph", style={"height": "300px"}),
        dash_table.DataTable(
            id="table",
            page_size=8,
            sort_action="native",
            style_cell={"fontFamily": "system-ui, sans-serif", "padding": "4px 12px"},
            style_cell_conditional=[
                {"if": {"column_id": key}, "textAlign": "left"} for key in KEYS
            ],
        ),
    ],
    style={"fontFamily": "system-ui, sans-serif", "padding": "1rem"},
)


@callback(
    Output("graph", "figure"),
    Output("table", "data"),
    Output("table", "columns"),
    Input("keys", "value"),
    Input("measure", "value"),
)
def group(keys, measure):
    keys = keys or ["region"]
    groups = sales.groupby(keys, as_index=False)["amount"].agg(measure).round(2)
    color = keys[1] if len(keys) > 1 else None
    figure = px.bar(groups, x=keys[0], y="amount", color=color, template="plotly_white")
    figure.update_layout(margin={"l": 56, "r": 8, "t": 16, "b": 44})
    columns = [{"name": name, "id": name} for name in groups.columns]
    return figure, groups.to_dict("records"), columns


if __name__ == "__main__":
    app.run()
