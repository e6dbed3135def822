"""feffery-antd-components: a table, popups at the end of the body, dates, a tree, messages, a dark theme."""

import json

import feffery_antd_components as fac
from dash import Dash, Input, Output, callback, html

app = Dash()

app.layout = fac.AntdConfigProvider(
    [
        fac.AntdSpace(
            [
                fac.AntdButton("Tell", id="button", type="primary"),
                fac.AntdSwitch(id="dark", checked=False),
                fac.AntdSelect(
                    id="select", options=["a", "b", "c"], locale="en-us", style={"width": 150}
                ),
                fac.AntdDatePicker(id="date", locale="en-us", value="2026-01-15"),
                fac.AntdInput(id="input", placeholder="type"),
            ]
        ),
        fac.AntdTable(
            id="table",
            columns=[{"title": name, "dataIndex": name} for name in ("key", "value")],
            data=[{"key": f"row {n}", "value": n} for n in (2, 1, 3)],
            sortOptions={"sortDataIndexes": ["value"]},
            rowSelectionType="checkbox",
            locale="en-us",
        ),
        fac.AntdTree(
            id="tree",
            treeData=[{"title": "top", "key": "t", "children": [{"title": "leaf", "key": "l"}]}],
            defaultExpandAll=True,
        ),
        html.Div(id="messages"),
        html.Pre(id="told"),
    ],
    id="provider",
    locale="en-us",
)


@callback(Output("messages", "children"), Input("button", "nClicks"), prevent_initial_call=True)
def message(count):
    return fac.AntdMessage(content=f"told {count}", type="success", duration=0)


@callback(Output("provider", "algorithm"), Input("dark", "checked"))
def scheme(checked):
    return "dark" if checked else "default"


@callback(
    Output("told", "children"),
    Input("select", "value"),
    Input("date", "value"),
    Input("input", "value"),
    Input("table", "sorter"),
    Input("table", "selectedRowKeys"),
    Input("tree", "selectedKeys"),
)
def tell(*values):
    return json.dumps(values)


if __name__ == "__main__":
    app.run()
