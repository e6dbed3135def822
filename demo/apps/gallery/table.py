"""``dash_table.DataTable``: sorted, filtered, paged, edited, selected and exported."""

import csv
import json
import pathlib

from dash import Dash, Input, Output, callback, dash_table, html

app = Dash(__name__, title="Gallery: table")

with (pathlib.Path(__file__).parent / "rivers.csv").open(encoding="utf-8", newline="") as file:
    RIVERS = [{**row, "length": int(row["length"])} for row in csv.DictReader(file)]

CONTINENTS = sorted({row["continent"] for row in RIVERS})

OUTPUTS = ["rows", "shown", "selected", "hidden", "active"]

app.layout = html.Div(
    [
        dash_table.DataTable(
            id="table",
            data=RIVERS,
            columns=[
                {"id": "river", "name": "River", "hideable": True},
                {"id": "continent", "name": "Continent", "presentation": "dropdown"},
                {"id": "length", "name": "Length (km)", "type": "numeric", "hideable": True},
            ],
            dropdown={
                "continent": {"options": [{"label": name, "value": name} for name in CONTINENTS]}
            },
            editable=True,
            filter_action="native",
            sort_action="native",
            sort_mode="multi",
            page_action="native",
            page_size=5,
            row_selectable="multi",
            row_deletable=True,
            export_format="csv",
            export_headers="ids",
            tooltip_data=[
                {"river": {"value": f"**{row['river']}** flows", "type": "markdown"}}
                for row in RIVERS
            ],
            tooltip_header={"length": "source to mouth"},
            tooltip_delay=0,
            tooltip_duration=None,
            style_data_conditional=[
                {
                    "if": {"filter_query": "{length} > 6500", "column_id": "length"},
                    "backgroundColor": "rgb(209, 231, 221)",
                }
            ],
            style_cell={"textAlign": "left"},
            style_table={"minWidth": "480px"},
        ),
        *[html.Pre(id=f"{name}-out", style={"whiteSpace": "pre-wrap"}) for name in OUTPUTS],
    ],
    style={"fontFamily": "system-ui, sans-serif", "padding": "1rem"},
)


@callback(Output("rows-out", "children"), Input("table", "data"))
def show_rows(rows):
    """All rows, with the user's edits."""
    return json.dumps(
        [[row["river"], row["continent"], row["length"]] for row in rows], ensure_ascii=False
    )


@callback(Output("shown-out", "children"), Input("table", "derived_viewport_data"))
def show_viewport(rows):
    """The rows of the page on the screen, in their order there."""
    return json.dumps([row["river"] for row in rows or []], ensure_ascii=False)


@callback(Output("selected-out", "children"), Input("table", "derived_virtual_selected_rows"))
def show_selected(indices):
    return json.dumps(indices)


@callback(Output("hidden-out", "children"), Input("table", "hidden_columns"))
def show_hidden(columns):
    return json.dumps(columns)


@callback(Output("active-out", "children"), Input("table", "active_cell"))
def show_active(cell):
    return json.dumps(cell and [cell["row"], cell["column_id"]])


if __name__ == "__main__":
    app.run(debug=False)
