import dash
from dash import html

dash.register_page(__name__)

layout = html.H1("There is no such page")
