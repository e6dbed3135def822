"""dash-ag-grid: sorting, filtering, selection, editing, cells drawn by functions."""

import json

import dash_ag_grid as dag
from dash import Dash, Input, Output, callback, html

app = Dash()

ROWS = [{"name": name, "value": value} for name, value in [("x", 3), ("y", 1), ("z", 2)]]

app.layout = html.Div(
    [
        dag.AgGrid(
            id="grid",
            rowData=ROWS,
            columnDefs=[
                {"field": "name", "filter": True, "editable": True},
                {
                    "field": "value",
                    "sortable": True,
                    "valueFormatter": {"function": "d3.format('.2f')(params.value)"},
                    "cellStyle": {"function": "params.value > 2 ? {color: 'red'} : null"},
                },
            ],
            defaultColDef={"flex": 1},
            dashGridOptions={"rowSelection": {"mode": "multiRow"}, "animateRows": False},
            style={"height": 250},
        ),
        html.Pre(id="told"),
    ]
)


@callback(
    Output("told", "children"),
    Input("grid", "selectedRows"),
    Input("grid", "cellValueChanged"),
    Input("grid", "virtualRowData"),
)
def tell(selected, changed, shown):
    return json.dumps([selected, changed and [each["value"] for each in changed], shown])


if __name__ == "__main__":
    app.run()
