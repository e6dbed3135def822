"""Dash Mantine Components: inputs, dates, overlays and a chart."""

import json

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State, callback, html

app = Dash(__name__, title="Mantine")

SALES = [
    {"month": "Jan", "tea": 12, "coffee": 20},
    {"month": "Feb", "tea": 18, "coffee": 16},
    {"month": "Mar", "tea": 15, "coffee": 24},
]

inputs = dmc.Stack(
    [
        dmc.TextInput(id="name", label="Name", placeholder="Your name", debounce=False),
        dmc.Select(
            id="select",
            label="Framework",
            data=["Angular", "React", "Svelte", "Vue"],
            value="React",
            searchable=True,
        ),
        dmc.MultiSelect(id="multi", label="Colours", data=["red", "green", "blue"], value=[]),
        dmc.NumberInput(id="number", label="Number", value=5, min=0, max=10, debounce=False),
        dmc.DatePickerInput(id="date", label="Date", value="2026-05-12", valueFormat="YYYY-MM-DD"),
        dmc.Slider(id="slider", value=20, min=0, max=100, step=10, mb="lg"),
        dmc.Checkbox(id="checkbox", label="Agree"),
        dmc.Switch(id="switch", label="Night mode", checked=False),
        dmc.SegmentedControl(id="segmented", data=["day", "week", "month"], value="day"),
        dmc.Textarea(id="notes", label="Notes", debounce=False),
        html.Pre(id="inputs-out"),
    ]
)

overlays = dmc.Group(
    [
        dmc.Button("Modal", id="open-modal"),
        dmc.Modal(
            dmc.TextInput(id="modal-input", label="Inside", debounce=False),
            id="modal",
            title="A modal",
        ),
        dmc.Button("Drawer", id="open-drawer"),
        dmc.Drawer(dmc.Text("In the drawer", id="drawer-text"), id="drawer", title="A drawer"),
        dmc.Tooltip(dmc.Button("Hover me", id="tooltip-target"), id="tooltip", label="A tooltip"),
        dmc.Menu(
            [
                dmc.MenuTarget(dmc.Button("Menu", id="open-menu")),
                dmc.MenuDropdown(
                    [
                        dmc.MenuItem("Save", id="menu-save", n_clicks=0),
                        dmc.MenuItem("Discard", id="menu-discard", n_clicks=0),
                    ]
                ),
            ],
            id="menu",
        ),
        dmc.Button("Notify", id="notify"),
        html.Pre(id="overlays-out"),
    ]
)

panels = dmc.Stack(
    [
        dmc.Tabs(
            [
                dmc.TabsList(
                    [dmc.TabsTab("Chart", value="chart"), dmc.TabsTab("Text", value="text")]
                ),
                dmc.TabsPanel(
                    dmc.BarChart(
                        id="chart",
                        h=240,
                        w=480,
                        data=SALES,
                        dataKey="month",
                        series=[
                            {"name": "tea", "color": "teal.6"},
                            {"name": "coffee", "color": "orange.6"},
                        ],
                    ),
                    value="chart",
                ),
                dmc.TabsPanel("text of the tab", value="text"),
            ],
            id="tabs",
            value="chart",
        ),
        dmc.Accordion(
            [
                dmc.AccordionItem(
                    [dmc.AccordionControl("Details"), dmc.AccordionPanel("content of details")],
                    value="details",
                )
            ],
            id="accordion",
        ),
        dmc.Pagination(id="pagination", total=5, value=1),
        html.Pre(id="panels-out"),
    ]
)

app.layout = dmc.MantineProvider(
    [
        dmc.NotificationContainer(id="notifications"),
        dmc.Container([inputs, dmc.Space(h="md"), overlays, dmc.Space(h="md"), panels], p="md"),
    ],
    id="provider",
    forceColorScheme="light",
)


@callback(
    Output("inputs-out", "children"),
    Input("name", "value"),
    Input("select", "value"),
    Input("multi", "value"),
    Input("number", "value"),
    Input("date", "value"),
    Input("slider", "value"),
    Input("checkbox", "checked"),
    Input("segmented", "value"),
    Input("notes", "value"),
)
def show_inputs(*values):
    return json.dumps(values)


@callback(Output("provider", "forceColorScheme"), Input("switch", "checked"))
def switch_scheme(night):
    return "dark" if night else "light"


@callback(
    Output("modal", "opened"),
    Input("open-modal", "n_clicks"),
    State("modal", "opened"),
    prevent_initial_call=True,
)
def toggle_modal(_clicks, opened):
    return not opened


@callback(Output("drawer", "opened"), Input("open-drawer", "n_clicks"), prevent_initial_call=True)
def open_drawer(_clicks):
    return True


@callback(
    Output("notifications", "sendNotifications"),
    Input("notify", "n_clicks"),
    prevent_initial_call=True,
)
def notify(_clicks):
    return [
        {
            "action": "show",
            "id": "saved",
            "title": "Saved",
            "message": "A notification",
            "autoClose": False,
        }
    ]


@callback(
    Output("overlays-out", "children"),
    Input("modal-input", "value"),
    Input("menu-save", "n_clicks"),
    Input("menu-discard", "n_clicks"),
)
def show_overlays(*values):
    return json.dumps(values)


@callback(
    Output("panels-out", "children"),
    Input("tabs", "value"),
    Input("accordion", "value"),
    Input("pagination", "value"),
)
def show_panels(*values):
    return json.dumps(values)


if __name__ == "__main__":
    app.run(debug=False)
