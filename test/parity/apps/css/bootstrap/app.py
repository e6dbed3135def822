"""Bootstrap's theme, light and dark: colours, dialogs, panels beside the page."""

import dash_bootstrap_components as dbc
from dash import Dash, Input, Output, clientside_callback, dcc, html

app = Dash(external_stylesheets=[dbc.themes.BOOTSTRAP, dbc.icons.BOOTSTRAP])

COLORS = ["primary", "secondary", "success", "warning", "danger", "info", "light", "dark"]

app.layout = [
    dbc.NavbarSimple(
        dbc.Switch(id="dark", label="dark", class_name="mt-2"),
        brand="Brand",
        color="primary",
        dark=True,
    ),
    dbc.Container(
        [
            html.H1("A heading", className="display-6"),
            html.P(["Text with a ", html.A("link", href="#"), " and ", html.Code("code")]),
            html.Div(
                [dbc.Button(name, color=name, class_name="m-1") for name in COLORS]
                + [dbc.Badge(name, color=name, pill=True, class_name="m-1") for name in COLORS]
            ),
            dbc.Row(
                [
                    dbc.Col(
                        [
                            dbc.Alert(
                                [html.I(className="bi bi-info-circle"), " Mind"], color="info"
                            ),
                            dbc.Input(placeholder="text", class_name="mb-2"),
                            dbc.Select(["one", "two"], "two"),
                            dbc.RadioItems(["a", "b"], "a", inline=True),
                            dbc.Progress(value=60, striped=True),
                        ],
                        md=6,
                        lg=4,
                    ),
                    dbc.Col(
                        dbc.Card([dbc.CardHeader("Head"), dbc.CardBody(dbc.Spinner(size="sm"))]),
                        md=6,
                        lg=4,
                    ),
                    dbc.Col(
                        [
                            dbc.ListGroup(
                                [dbc.ListGroupItem("x", active=True), dbc.ListGroupItem("y")]
                            ),
                            dcc.Dropdown(["first", "second"], "first", className="mt-2"),
                        ],
                        md=12,
                        lg=4,
                    ),
                ],
                class_name="g-4",
            ),
            dbc.Table(
                [
                    html.Thead(html.Tr([html.Th("A"), html.Th("B")])),
                    html.Tbody([html.Tr([html.Td(n), html.Td(n * n)]) for n in range(3)]),
                ],
                bordered=True,
                striped=True,
                hover=True,
                class_name="mt-3",
            ),
            dbc.Button("Dialog", id="open", outline=True, class_name="me-2"),
            dbc.Button("Beside", id="beside", outline=True, color="danger"),
            dbc.Modal([dbc.ModalHeader("Title"), dbc.ModalBody("Body")], id="modal", fade=False),
            dbc.Offcanvas("Inside", id="offcanvas", title="Panel", placement="end"),
        ],
        fluid=True,
    ),
]

clientside_callback(
    """(dark) => {
        document.documentElement.dataset.bsTheme = dark ? 'dark' : 'light';
        return dash_clientside.no_update;
    }""",
    Output("dark", "id"),
    Input("dark", "value"),
)
for button, panel in [("open", "modal"), ("beside", "offcanvas")]:
    clientside_callback(
        "(clicks) => Boolean(clicks)", Output(panel, "is_open"), Input(button, "n_clicks")
    )

if __name__ == "__main__":
    app.run()
