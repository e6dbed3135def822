import dash
from dash import html

dash.register_page(__name__, path="/", title="The home page", description="Where all begins")

layout = html.Div([html.H1("Home"), html.P("Welcome")])
