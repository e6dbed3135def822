"""Several inputs, states and outputs; a callback without inputs of the user's; a state that waits."""

from dash import Dash, Input, Output, State, callback, dcc, html

app = Dash()

app.layout = html.Div(
    [
        dcc.Input(id="first", value="Ada"),
        dcc.Input(id="last", value="Lovelace"),
        dcc.RadioItems(["Mrs", "Dr"], "Mrs", id="title", inline=True),
        html.Button("Submit", id="submit", n_clicks=0),
        html.P(id="at-once"),
        html.P(id="submitted"),
        html.P(id="count"),
    ]
)


@callback(
    Output("at-once", "children"),
    Output("at-once", "title"),
    Input("first", "value"),
    Input("last", "value"),
)
def show(first, last):
    return f"{first} {last}", f"{len(first)} and {len(last)} letters"


@callback(
    [Output("submitted", "children"), Output("count", "children")],
    [Input("submit", "n_clicks")],
    [State("title", "value"), State("first", "value"), State("last", "value")],
)
def submit(n_clicks, title, first, last):
    return [f"{title} {first} {last}", n_clicks]


if __name__ == "__main__":
    app.run()
