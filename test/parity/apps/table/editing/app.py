"""A DataTable that is edited: cells, dropdowns, markdown, rows added and deleted, selection."""

import json

from dash import Dash, Input, Output, State, callback, dash_table, html

app = Dash()

app.layout = html.Div(
    [
        dash_table.DataTable(
            [
                {"id": n, "name": f"row {n}", "number": n, "kind": "a", "text": "**bold**"}
                for n in range(3)
            ],
            [
                {"name": "Name", "id": "name", "renamable": True, "deletable": True},
                {
                    "name": "Number",
                    "id": "number",
                    "type": "numeric",
                    "on_change": {"action": "coerce", "failure": "reject"},
                },
                {"name": "Kind", "id": "kind", "presentation": "dropdown"},
                {"name": "Text", "id": "text", "presentation": "markdown", "editable": False},
            ],
            id="table",
            editable=True,
            row_deletable=True,
            row_selectable="multi",
            column_selectable="single",
            cell_selectable=True,
            dropdown={"kind": {"options": [{"label": v.upper(), "value": v} for v in "ab"]}},
            export_format="csv",
            fill_width=False,
        ),
        html.Button("Add", id="add"),
        html.Pre(id="told"),
    ]
)


@callback(
    Output("table", "data"),
    Input("add", "n_clicks"),
    State("table", "data"),
    prevent_initial_call=True,
)
def add(n_clicks, data):
    return [*data, {"id": 10 + n_clicks, "name": "new"}]


@callback(
    Output("told", "children"),
    Input("table", "data"),
    Input("table", "selected_rows"),
    Input("table", "selected_row_ids"),
    Input("table", "data_previous"),
)
def tell(data, rows, ids, previous):
    return json.dumps([data, rows, ids, previous is None])


if __name__ == "__main__":
    app.run()
