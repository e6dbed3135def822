import dash
from dash import Input, Output, callback, dcc, html

dash.register_page(
    __name__, order=1, description="Pears alone", image_url="https://example.org/pear.png", extra=1
)

layout = html.Div([html.H2("Pear"), dcc.Dropdown(["a", "b"], id="kind"), html.P(id="chosen")])


@callback(Output("chosen", "children"), Input("kind", "value"), Input("here", "search"))
def choose(kind, search):
    return f"{kind} {search}"
