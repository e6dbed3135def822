"""Dash Bootstrap Components, with Bootstrap's stylesheet in the app's ``assets`` folder."""

import json

import dash_bootstrap_components as dbc
from dash import Dash, Input, Output, State, callback, html

# Bootstrap's stylesheet is `assets/bootstrap.min.css`: Dash links what is in that folder by itself.
app = Dash(__name__, title="Bootstrap")

navbar = dbc.NavbarSimple(
    [
        dbc.NavItem(dbc.NavLink("Form", href="#form", external_link=True)),
        dbc.DropdownMenu(
            [
                dbc.DropdownMenuItem("Actions", header=True),
                dbc.DropdownMenuItem("Save", id="menu-save"),
                dbc.DropdownMenuItem("Discard", id="menu-discard"),
            ],
            id="menu",
            label="Menu",
            nav=True,
            in_navbar=True,
        ),
    ],
    id="navbar",
    brand="Bootstrap",
    color="primary",
    dark=True,
    expand=True,
)

form = dbc.Form(
    [
        dbc.Row(
            [
                dbc.Col(
                    [
                        dbc.Label("Name", html_for="name"),
                        dbc.Input(id="name", placeholder="Your name"),
                        dbc.FormFeedback("A fine name", type="valid"),
                        dbc.FormText("At least three letters"),
                    ],
                    sm=6,
                ),
                dbc.Col(
                    [
                        dbc.Label("Size", html_for="size"),
                        dbc.Select(["small", "large"], "small", id="size"),
                    ],
                    sm=6,
                ),
            ],
            id="row",
        ),
        dbc.InputGroup(
            [dbc.InputGroupText("€"), dbc.Input(id="price", type="number", value=5)],
            className="my-3",
        ),
        dbc.Checklist(["milk", "sugar"], ["milk"], id="extras", inline=True),
        dbc.RadioItems(["tea", "coffee"], "tea", id="drink", inline=True),
        dbc.Switch(id="switch", label="Notify me", value=False),
        dbc.Textarea(id="note", className="my-3", placeholder="A note"),
        dbc.Button("Order", id="order", color="success", n_clicks=0),
    ],
    id="form",
    className="my-3",
)

overlays = html.Div(
    [
        dbc.Button("Modal", id="open-modal", className="me-2"),
        dbc.Button("Offcanvas", id="open-offcanvas", className="me-2"),
        dbc.Button("Popover", id="popover-target", className="me-2"),
        dbc.Button("Hover me", id="tooltip-target", className="me-2"),
        dbc.Button("Toast", id="open-toast"),
        dbc.Modal(
            [
                dbc.ModalHeader(dbc.ModalTitle("A modal")),
                dbc.ModalBody(dbc.Input(id="modal-input", placeholder="Inside the modal")),
                dbc.ModalFooter(dbc.Button("Close", id="close-modal")),
            ],
            id="modal",
            is_open=False,
        ),
        dbc.Offcanvas(
            html.P("At the side", id="offcanvas-text"), id="offcanvas", title="Offcanvas"
        ),
        dbc.Popover(
            [dbc.PopoverHeader("Header"), dbc.PopoverBody("Body", id="popover-text")],
            target="popover-target",
            trigger="legacy",
        ),
        dbc.Tooltip("A tooltip", id="tooltip", target="tooltip-target"),
        dbc.Toast(
            "Saved",
            id="toast",
            header="Toast",
            is_open=False,
            dismissable=True,
            style={"position": "fixed", "top": 16, "right": 16, "width": 240},
        ),
    ],
    className="my-3",
)

panels = html.Div(
    [
        dbc.Accordion(
            [
                dbc.AccordionItem("content one", title="Item one", item_id="one"),
                dbc.AccordionItem("content two", title="Item two", item_id="two"),
            ],
            id="accordion",
            active_item="one",
        ),
        dbc.Tabs(
            [
                dbc.Tab("content A", label="Tab A", tab_id="a"),
                dbc.Tab("content B", label="Tab B", tab_id="b"),
            ],
            id="tabs",
            active_tab="a",
            className="mt-3",
        ),
        dbc.Button("Collapse", id="toggle", className="mt-3"),
        dbc.Collapse(dbc.Card(dbc.CardBody("collapsed text")), id="collapse", is_open=False),
        dbc.Pagination(id="pagination", max_value=5, active_page=1, className="mt-3"),
        dbc.Alert("An alert", id="alert", dismissable=True, color="warning"),
        dbc.ListGroup([dbc.ListGroupItem("listed"), dbc.ListGroupItem("also", active=True)]),
        dbc.Progress(value=40, id="progress", className="my-3"),
        dbc.Spinner(color="primary"),
        dbc.Badge("new", id="badge", color="danger"),
        dbc.Table(
            [
                html.Tbody(
                    [html.Tr([html.Td("a"), html.Td("b")]), html.Tr([html.Td("c"), html.Td("d")])]
                )
            ],
            striped=True,
            bordered=True,
        ),
    ]
)

app.layout = html.Div(
    [
        navbar,
        dbc.Container(
            [
                form,
                overlays,
                panels,
                html.Pre(id="form-out"),
                html.Pre(id="order-out"),
                html.Pre(id="menu-out"),
                html.Pre(id="modal-out"),
                html.Pre(id="panels-out"),
            ],
            className="py-3",
        ),
    ]
)


@callback(
    Output("form-out", "children"),
    Input("name", "value"),
    Input("size", "value"),
    Input("price", "value"),
    Input("extras", "value"),
    Input("drink", "value"),
    Input("switch", "value"),
    Input("note", "value"),
)
def show_form(*values):
    return json.dumps(values)


@callback(Output("name", "valid"), Input("name", "value"))
def validate(name):
    return len(name or "") >= 3


@callback(Output("order-out", "children"), Input("order", "n_clicks"))
def show_order(clicks):
    return json.dumps(clicks)


@callback(
    Output("menu-out", "children"),
    Input("menu-save", "n_clicks"),
    Input("menu-discard", "n_clicks"),
)
def show_menu(saved, discarded):
    return json.dumps([saved or 0, discarded or 0])


@callback(
    Output("modal", "is_open"),
    Input("open-modal", "n_clicks"),
    Input("close-modal", "n_clicks"),
    State("modal", "is_open"),
    prevent_initial_call=True,
)
def toggle_modal(_opened, _closed, is_open):
    return not is_open


@callback(Output("modal-out", "children"), Input("modal", "is_open"), Input("modal-input", "value"))
def show_modal(is_open, value):
    return json.dumps([is_open, value])


@callback(
    Output("offcanvas", "is_open"), Input("open-offcanvas", "n_clicks"), prevent_initial_call=True
)
def open_offcanvas(_clicks):
    return True


@callback(Output("toast", "is_open"), Input("open-toast", "n_clicks"), prevent_initial_call=True)
def open_toast(_clicks):
    return True


@callback(
    Output("collapse", "is_open"),
    Input("toggle", "n_clicks"),
    State("collapse", "is_open"),
    prevent_initial_call=True,
)
def toggle_collapse(_clicks, is_open):
    return not is_open


@callback(
    Output("panels-out", "children"),
    Input("accordion", "active_item"),
    Input("tabs", "active_tab"),
    Input("pagination", "active_page"),
    Input("alert", "is_open"),
)
def show_panels(*values):
    return json.dumps(values)


if __name__ == "__main__":
    app.run(debug=False)
