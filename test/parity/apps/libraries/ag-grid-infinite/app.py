"""dash-ag-grid: rows that a callback brings in blocks, as they are scrolled to, sorted and filtered by it."""

import dash_ag_grid as dag
from dash import Dash, Input, Output, callback, html, no_update

app = Dash()

ROWS = [{"id": n, "square": n * n, "word": "even" if n % 2 == 0 else "odd"} for n in range(500)]

app.layout = html.Div(
    [
        dag.AgGrid(
            id="grid",
            columnDefs=[
                {"field": "id", "maxWidth": 120},
                {"field": "square"},
                {"field": "word", "filter": "agTextColumnFilter", "floatingFilter": True},
            ],
            defaultColDef={"flex": 1, "sortable": True},
            rowModelType="infinite",
            dashGridOptions={
                "cacheBlockSize": 50,
                "maxBlocksInCache": 2,
                "animateRows": False,
            },
            style={"height": 400},
        ),
        html.Pre(id="told"),
    ]
)


@callback(
    Output("grid", "getRowsResponse"), Output("told", "children"), Input("grid", "getRowsRequest")
)
def rows(request):
    if request is None:
        return no_update, no_update
    found = ROWS
    for name, model in request["filterModel"].items():
        found = [row for row in found if model["filter"] in row[name]]
    for model in reversed(request["sortModel"]):
        found = sorted(found, key=lambda row: row[model["colId"]], reverse=model["sort"] == "desc")
    block = found[request["startRow"] : request["endRow"]]
    return {"rowData": block, "rowCount": len(found)}, f"{request['startRow']} of {len(found)}"


if __name__ == "__main__":
    app.run()
