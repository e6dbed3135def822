"""dash-daq: gauges, knobs, switches, LED displays, a colour picker, a dark theme."""

import dash_daq as daq
from dash import Dash, Input, Output, callback, html

app = Dash()

app.layout = html.Div(
    [
        html.Div(
            [
                daq.BooleanSwitch(id="boolean", on=True, label="boolean"),
                daq.ToggleSwitch(id="toggle", value=False, label=["off", "on"]),
                daq.PowerButton(id="power", on=False, color="#e33"),
                daq.StopButton(id="stop"),
                daq.NumericInput(id="number", value=3, max=9),
                daq.LEDDisplay(id="led", value="3.14", size=30),
                daq.Indicator(value=True, label="lit", color="green"),
            ],
            style={"display": "flex", "gap": 20, "flexWrap": "wrap"},
        ),
        html.Div(
            [
                daq.Gauge(id="gauge", value=4, max=10, size=150, showCurrentValue=True),
                daq.Knob(id="knob", value=2, max=10, size=80),
                daq.Tank(value=5, max=10, height=90, width=50),
                daq.Thermometer(value=50, min=0, max=100, height=90),
                daq.GraduatedBar(value=6, size=120),
                daq.Slider(id="slider", value=30, handleLabel="here", size=150),
                daq.Joystick(id="joystick", size=80),
                daq.ColorPicker(id="color", value={"hex": "#119dff"}, size=180),
            ],
            style={"display": "flex", "gap": 20, "flexWrap": "wrap", "marginTop": 60},
        ),
        daq.DarkThemeProvider(
            html.Div(daq.NumericInput(value=1), style={"background": "#222", "padding": 10}),
            theme={"dark": True},
        ),
        html.Pre(id="told"),
    ]
)


@callback(
    Output("told", "children"),
    Output("led", "value"),
    Input("boolean", "on"),
    Input("toggle", "value"),
    Input("power", "on"),
    Input("stop", "n_clicks"),
    Input("number", "value"),
    Input("knob", "value"),
    Input("slider", "value"),
    Input("color", "value"),
)
def tell(*values):
    return str(values), values[4]


if __name__ == "__main__":
    app.run()
