import dash
from dash import html

dash.register_page(
    __name__,
    path_template="/reports/<region>/<year>",
    title=lambda region=None, year=None: f"Report of {region}, {year}",
)


def layout(region=None, year=None, **query):
    return html.Div([html.H1(f"{region} in {year}"), html.P(str(query))])
