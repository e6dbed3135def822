"""Mantine's theme: as the reader's system wants it, dark, light, and a theme of one's own."""

import dash_mantine_components as dmc
from dash import Dash, Input, Output, clientside_callback, html

app = Dash()

app.layout = dmc.MantineProvider(
    dmc.AppShell(
        [
            dmc.AppShellHeader(dmc.Title("Header", order=3, p="sm")),
            dmc.AppShellNavbar([dmc.NavLink(label="Home", active=True), dmc.NavLink(label="More")]),
            dmc.AppShellMain(
                dmc.Stack(
                    [
                        dmc.SegmentedControl(
                            data=["auto", "dark", "light"], value="auto", id="scheme"
                        ),
                        dmc.Group(
                            [
                                dmc.Button("Filled", id="button"),
                                dmc.Button("Outline", variant="outline", color="grape"),
                                dmc.Badge("Badge", variant="light"),
                                dmc.Checkbox(label="Check", checked=True),
                            ]
                        ),
                        dmc.Alert("Text", title="Alert", color="yellow"),
                        dmc.Card(
                            [dmc.Text("Card", fw=700), dmc.Text("dimmed", c="dimmed")],
                            withBorder=True,
                            shadow="sm",
                        ),
                        dmc.SimpleGrid(
                            [dmc.Paper(f"Cell {n}", p="md", withBorder=True) for n in range(4)],
                            cols={"base": 1, "sm": 2, "lg": 4},
                        ),
                        dmc.TextInput(label="Label", description="Description", error="Error"),
                        dmc.Select(data=["a", "b"], value="a", label="Select"),
                        dmc.Table(
                            data={"head": ["A", "B"], "body": [[1, 2], [3, 4]]}, striped=True
                        ),
                        html.Div("Light only", className="mantine-visible-from-sm"),
                    ]
                )
            ),
            dmc.Drawer(
                "Inside", id="drawer", title="Drawer", transitionProps={"duration": 0}, size="20rem"
            ),
        ],
        header={"height": 50},
        navbar={"width": 160, "breakpoint": "sm"},
        padding="md",
    ),
    id="provider",
    defaultColorScheme="auto",
    theme={"primaryColor": "teal", "defaultRadius": "lg", "fontFamily": "monospace"},
)

clientside_callback(
    "(scheme) => (scheme === 'auto' ? null : scheme)",
    Output("provider", "forceColorScheme"),
    Input("scheme", "value"),
)
clientside_callback(
    "(clicks) => Boolean(clicks)", Output("drawer", "opened"), Input("button", "n_clicks")
)

if __name__ == "__main__":
    app.run()
