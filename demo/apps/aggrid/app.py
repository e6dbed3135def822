"""Dash AG Grid: sorted, filtered, edited, selected and paged."""

import json

import dash_ag_grid as dag
from dash import Dash, Input, Output, callback, html

app = Dash(__name__, title="AG Grid")

MOUNTAINS = [
    ("Everest", "Asia", 8849),
    ("K2", "Asia", 8611),
    ("Kangchenjunga", "Asia", 8586),
    ("Aconcagua", "South America", 6961),
    ("Denali", "North America", 6190),
    ("Kilimanjaro", "Africa", 5895),
    ("Elbrus", "Europe", 5642),
    ("Vinson", "Antarctica", 4892),
    ("Puncak Jaya", "Oceania", 4884),
    ("Mont Blanc", "Europe", 4806),
    ("Matterhorn", "Europe", 4478),
    ("Toubkal", "Africa", 4167),
]
ROWS = [
    {"mountain": mountain, "continent": continent, "height": height}
    for mountain, continent, height in MOUNTAINS
]

OUTPUTS = ["shown", "selected", "edited", "page", "clicked"]

app.layout = html.Div(
    [
        dag.AgGrid(
            id="grid",
            rowData=ROWS,
            columnDefs=[
                {"field": "mountain", "filter": True},
                {"field": "continent", "filter": True, "floatingFilter": True},
                {
                    "field": "height",
                    "headerName": "Height (m)",
                    "editable": True,
                    "filter": "agNumberColumnFilter",
                    "cellDataType": "number",
                    "valueFormatter": {"function": "params.value + ' m'"},
                },
            ],
            defaultColDef={"sortable": True, "resizable": True, "flex": 1},
            getRowId="params.data.mountain",
            dashGridOptions={
                "pagination": True,
                "paginationPageSize": 5,
                "paginationPageSizeSelector": [5, 10],
                "rowSelection": {"mode": "multiRow"},
                "tooltipShowDelay": 0,
                "animateRows": False,
            },
            style={"height": "420px", "width": "100%"},
        ),
        *[html.Pre(id=f"{name}-out", style={"whiteSpace": "pre-wrap"}) for name in OUTPUTS],
    ],
    style={"fontFamily": "system-ui, sans-serif", "padding": "1rem"},
)


@callback(Output("shown-out", "children"), Input("grid", "virtualRowData"))
def show_rows(rows):
    """The rows that pass the filter, in the order of the grid."""
    return json.dumps([row["mountain"] for row in rows or []])


@callback(Output("selected-out", "children"), Input("grid", "selectedRows"))
def show_selected(rows):
    return json.dumps([row["mountain"] for row in rows or []])


@callback(Output("edited-out", "children"), Input("grid", "cellValueChanged"))
def show_edited(changes):
    return json.dumps(
        [[change["rowId"], change["oldValue"], change["value"]] for change in changes or []]
    )


@callback(Output("page-out", "children"), Input("grid", "paginationInfo"))
def show_page(info):
    return json.dumps(info and [info["currentPage"], info["totalPages"]])


@callback(Output("clicked-out", "children"), Input("grid", "cellClicked"))
def show_clicked(cell):
    return json.dumps(cell and cell["value"])


if __name__ == "__main__":
    app.run(debug=False)
