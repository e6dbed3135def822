"""dash-bootstrap-templates: all themes of Bootswatch, and figures in their colours."""

import dash_bootstrap_components as dbc
import plotly.graph_objects as go
from dash import Dash, Input, Output, callback, dcc
from dash_bootstrap_templates import ThemeChangerAIO, template_from_url

app = Dash(external_stylesheets=[dbc.themes.BOOTSTRAP, dbc.icons.BOOTSTRAP])


def draw(template):
    figure = go.Figure([go.Bar(y=[1, 3, 2]), go.Scatter(y=[3, 1, 2])])
    return figure.update_layout(template=template, margin={"t": 20, "b": 20})


changer = ThemeChangerAIO(aio_id="changer")

app.layout = dbc.Container(
    [
        changer,
        dbc.NavbarSimple(brand="Brand", color="primary", dark=True),
        dbc.Row(
            [
                dbc.Col(
                    [
                        dbc.Button([dbc.Label(className="bi bi-alarm"), "Alarm"], color="success"),
                        dbc.Alert("Mind the gap", color="warning"),
                        dbc.Input(value="text"),
                        dbc.Switch(label="switch", value=True),
                        dbc.Progress(value=40, label="40 %"),
                    ]
                ),
                dbc.Col(
                    dbc.Card([dbc.CardHeader("Head"), dbc.CardBody("Body"), dbc.CardFooter("Foot")])
                ),
                dbc.Col(dcc.Graph(id="graph", figure=draw("bootstrap"), style={"height": 250})),
            ]
        ),
    ],
    className="dbc",
    # The background of the body covers its own box in an element, and the whole window on a server.
    style={"minHeight": "100vh"},
)


@callback(
    Output("graph", "figure"),
    Input(ThemeChangerAIO.ids.radio("changer"), "value"),
    prevent_initial_call=True,
)
def redraw(theme):
    return draw(template_from_url(theme))


if __name__ == "__main__":
    app.run()
