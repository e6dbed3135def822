import dash
from dash import Input, Output, callback, dcc, html

dash.register_page(__name__, redirect_from=["/old"], order=2)


def layout(**query):
    return html.Div(
        [
            html.H1("Archive"),
            dcc.Input(id="year", value="1999"),
            html.P(id="shown"),
            html.P(str(query)),
        ]
    )


@callback(Output("shown", "children"), Input("year", "value"))
def show(year):
    return f"of {year}"
