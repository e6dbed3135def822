"""dash-iconify: icons that come from its own server, beside one that is not there."""

import dash_mantine_components as dmc
from dash import Dash, html
from dash_iconify import DashIconify

app = Dash()

app.layout = dmc.MantineProvider(
    html.Div(
        [
            DashIconify(icon="radix-icons:rocket", width=60, color="teal"),
            DashIconify(icon="radix-icons:heart", width=40, rotate=1, flip="horizontal"),
            DashIconify(icon="nowhere:nothing", width=40),
            dmc.Button("Save", leftSection=DashIconify(icon="radix-icons:check")),
            dmc.ThemeIcon(DashIconify(icon="radix-icons:sun", width=20), size="xl", radius="xl"),
            dmc.TextInput(leftSection=DashIconify(icon="radix-icons:magnifying-glass")),
        ]
    )
)

if __name__ == "__main__":
    app.run()
