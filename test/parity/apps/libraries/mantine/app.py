"""dash-mantine-components: a theme, a dialog, a select, dates, notifications."""

import dash_mantine_components as dmc
from dash import Dash, Input, Output, callback, html

app = Dash()

app.layout = dmc.MantineProvider(
    [
        dmc.Title("Mantine", order=2),
        dmc.Button("Open", id="open"),
        dmc.Modal(
            [dmc.Text("Inside"), dmc.TextInput(label="Name", id="name")],
            id="modal",
            title="Dialog",
            transitionProps={"duration": 0},
        ),
        dmc.Select(data=["a", "b", "c"], value="a", id="select", label="Choose", w=200),
        dmc.MultiSelect(data=["x", "y"], value=["x"], id="multi", w=200),
        dmc.Slider(value=30, id="slider", w=300),
        dmc.Switch(label="Switch", id="switch"),
        dmc.SegmentedControl(data=["left", "right"], value="left", id="segments"),
        dmc.Table(data={"head": ["A", "B"], "body": [[1, 2], [3, 4]]}),
        dmc.Progress(value=40),
        html.Pre(id="told"),
    ],
    id="provider",
)


@callback(Output("modal", "opened"), Input("open", "n_clicks"), prevent_initial_call=True)
def open_modal(_):
    return True


@callback(Output("provider", "forceColorScheme"), Input("switch", "checked"))
def scheme(checked):
    return "dark" if checked else "light"


@callback(
    Output("told", "children"),
    *[Input(name, "value") for name in ("name", "select", "multi", "slider", "segments")],
)
def tell(*values):
    return str(values)


if __name__ == "__main__":
    app.run()
