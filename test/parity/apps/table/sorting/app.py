"""A DataTable that sorts, filters and pages by itself."""

import json

from dash import Dash, Input, Output, callback, dash_table, html

app = Dash()

RIVERS = [
    ("Amazon", 6400, "South America"),
    ("Danube", 2850, "Europe"),
    ("Nile", 6650, "Africa"),
    ("Rhine", 1233, "Europe"),
    ("Tagus", 1007, "Europe"),
    ("Yangtze", 6300, "Asia"),
]

app.layout = html.Div(
    [
        dash_table.DataTable(
            [{"river": r, "length": n, "where": w} for r, n, w in RIVERS],
            [
                {"name": ["", "River"], "id": "river"},
                {
                    "name": ["About", "Length"],
                    "id": "length",
                    "type": "numeric",
                    "format": {"specifier": ",.0f"},
                },
                {"name": ["About", "Where"], "id": "where", "hideable": True},
            ],
            id="table",
            sort_action="native",
            sort_mode="multi",
            filter_action="native",
            page_size=4,
            merge_duplicate_headers=True,
            style_data_conditional=[
                {
                    "if": {"filter_query": "{length} > 6000", "column_id": "length"},
                    "backgroundColor": "gold",
                },
                {"if": {"row_index": "odd"}, "color": "navy"},
                {"if": {"state": "active"}, "border": "2px solid red"},
            ],
            style_cell={"padding": "4px", "textAlign": "left"},
            style_header={"fontWeight": "bold"},
            tooltip_data=[{"river": {"value": f"**{r}**", "type": "markdown"}} for r, *_ in RIVERS],
            tooltip_delay=0,
            tooltip_duration=None,
        ),
        html.Pre(id="told"),
    ]
)

PROPERTIES = [
    "active_cell",
    "sort_by",
    "filter_query",
    "page_current",
    "derived_virtual_indices",
    "hidden_columns",
]


@callback(Output("told", "children"), *[Input("table", name) for name in PROPERTIES])
def tell(*values):
    return json.dumps(dict(zip(PROPERTIES, values, strict=True)))


if __name__ == "__main__":
    app.run()
