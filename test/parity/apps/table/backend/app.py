"""A DataTable whose pages, order and filter are a callback's."""

from dash import Dash, Input, Output, callback, dash_table, html

app = Dash()

NUMBERS = [{"n": n, "square": n * n, "digits": len(str(n * n))} for n in range(57)]

app.layout = html.Div(
    [
        dash_table.DataTable(
            columns=[{"name": name, "id": name} for name in NUMBERS[0]],
            id="table",
            page_action="custom",
            page_current=0,
            page_size=5,
            sort_action="custom",
            sort_by=[],
            filter_action="custom",
            filter_query="",
            fixed_rows={"headers": True},
            style_table={"height": 250},
            css=[{"selector": ".dash-spreadsheet td", "rule": "font-style: italic"}],
        ),
        dash_table.DataTable(
            NUMBERS[:30],
            page_action="none",
            virtualization=True,
            fixed_rows={"headers": True},
            style_table={"height": 200},
        ),
    ]
)


@callback(
    Output("table", "data"),
    Output("table", "page_count"),
    Input("table", "page_current"),
    Input("table", "page_size"),
    Input("table", "sort_by"),
    Input("table", "filter_query"),
)
def page(current, size, sort_by, query):
    rows = (
        [row for row in NUMBERS if str(row["n"]).startswith(query.split()[-1])]
        if query
        else NUMBERS
    )
    for each in reversed(sort_by):
        rows = sorted(
            rows,
            key=lambda row, name=each["column_id"]: row[name],
            reverse=each["direction"] == "desc",
        )
    return rows[current * size : (current + 1) * size], -(-len(rows) // size)


if __name__ == "__main__":
    app.run()
