"""Callbacks whose outputs are inputs of others: a chain, and a diamond that is asked once."""

from dash import Dash, Input, Output, callback, dcc, html

CITIES = {"Portugal": ["Lisbon", "Porto"], "Norway": ["Oslo", "Bergen", "Tromsø"]}

app = Dash()

app.layout = html.Div(
    [
        dcc.RadioItems(list(CITIES), "Portugal", id="country"),
        dcc.RadioItems(id="city"),
        html.P(id="chosen"),
        html.Span(id="left"),
        html.Span(id="right"),
        html.P(id="joined"),
    ]
)


@callback(Output("city", "options"), Input("country", "value"))
def list_cities(country):
    return CITIES[country]


@callback(Output("city", "value"), Input("city", "options"))
def take_first(options):
    return options[0]


@callback(Output("chosen", "children"), Input("country", "value"), Input("city", "value"))
def tell(country, city):
    print("chosen:", country, city)
    return f"{city} is in {country}"


@callback(Output("left", "children"), Input("chosen", "children"))
def count_letters(chosen):
    return len(chosen)


@callback(Output("right", "children"), Input("chosen", "children"))
def shout(chosen):
    return chosen.upper()


@callback(Output("joined", "children"), Input("left", "children"), Input("right", "children"))
def join(left, right):
    return f"{left}: {right}"


if __name__ == "__main__":
    app.run()
