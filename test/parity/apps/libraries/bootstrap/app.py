"""dash-bootstrap-components without their theme: what they do, not how they look."""

import dash_bootstrap_components as dbc
from dash import Dash, Input, Output, State, callback, html

app = Dash()

app.layout = dbc.Container(
    [
        dbc.NavbarSimple(
            [
                dbc.NavItem(dbc.NavLink("Link", href="/link")),
                dbc.DropdownMenu(
                    [dbc.DropdownMenuItem("Item", id="item")], label="Menu", id="menu"
                ),
            ],
            brand="Brand",
        ),
        dbc.Button("Open", id="open", color="primary"),
        dbc.Modal(
            [
                dbc.ModalHeader(dbc.ModalTitle("Title")),
                dbc.ModalBody("Body"),
                dbc.ModalFooter(dbc.Button("Close", id="close")),
            ],
            id="modal",
            fade=False,
        ),
        dbc.Tabs([dbc.Tab("one", label="One"), dbc.Tab("two", label="Two")], id="tabs"),
        dbc.Accordion(
            [
                dbc.AccordionItem("first", title="First"),
                dbc.AccordionItem("second", title="Second"),
            ],
            id="accordion",
        ),
        dbc.Checklist(["a", "b"], ["a"], id="checks", switch=True),
        dbc.Input(id="input", value="x"),
        dbc.Toast("toast", header="Head", id="toast", dismissable=True),
        dbc.Tooltip("a tip", target="open"),
        dbc.Pagination(max_value=3, id="pages"),
        dbc.Table.from_records([{"a": 1}]) if hasattr(dbc.Table, "from_records") else html.P(),
        html.Pre(id="told"),
    ]
)


@callback(
    Output("modal", "is_open"),
    Input("open", "n_clicks"),
    Input("close", "n_clicks"),
    State("modal", "is_open"),
    prevent_initial_call=True,
)
def toggle(_, __, is_open):
    return not is_open


@callback(
    Output("told", "children"),
    Input("tabs", "active_tab"),
    Input("accordion", "active_item"),
    Input("checks", "value"),
    Input("input", "value"),
    Input("toast", "is_open"),
    Input("item", "n_clicks"),
    Input("pages", "active_page"),
)
def tell(*values):
    return str(values)


if __name__ == "__main__":
    app.run()
