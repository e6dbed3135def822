"""A first simple app: choose a city, see its year."""

from dash import Dash, Input, Output, callback, dcc, html

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

# Mean temperature of each month in °C, rounded.
TEMPERATURES = {
    "Lisbon": [12, 13, 15, 16, 18, 21, 23, 24, 22, 19, 15, 12],
    "Montréal": [-9, -8, -2, 6, 13, 19, 21, 20, 16, 9, 2, -5],
    "Nairobi": [19, 20, 20, 20, 19, 17, 16, 17, 18, 19, 19, 19],
    "Wellington": [18, 18, 17, 15, 12, 10, 9, 10, 11, 13, 14, 16],
}

app = Dash(__name__, title="A year in the city")

app.layout = html.Div(
    [
        html.H1("A year in the city", style={"fontSize": "1.4rem", "fontWeight": 600}),
        html.Label("City", htmlFor="city"),
        dcc.Dropdown(list(TEMPERATURES), "Lisbon", id="city", clearable=False),
        dcc.Graph(id="year", style={"height": "360px"}, config={"displayModeBar": False}),
    ],
    style={"fontFamily": "system-ui, sans-serif", "padding": "1rem"},
)


@callback(Output("year", "figure"), Input("city", "value"))
def draw_year(city):
    return {
        "data": [{"type": "bar", "x": MONTHS, "y": TEMPERATURES[city], "name": city}],
        "layout": {
            "title": {"text": f"Mean temperature in {city}"},
            "yaxis": {"title": {"text": "°C"}, "range": [-12, 28]},
            "margin": {"l": 56, "r": 16, "t": 48, "b": 40},
        },
    }


if __name__ == "__main__":
    app.run(debug=False)
