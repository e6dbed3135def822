"""dcc.Loading around what a slow callback fills, with every kind of spinner."""

import time

from dash import Dash, Input, Output, callback, dcc, html

KINDS = ["graph", "cube", "circle", "dot", "default"]

app = Dash()

app.layout = html.Div(
    [
        html.Button("Load", id="load"),
        *[
            dcc.Loading(html.P("as before", id=kind), type=kind, id=f"around-{kind}", delay_hide=50)
            for kind in KINDS
        ],
        dcc.Loading(
            html.P("own"),
            display="show",
            custom_spinner=html.B("busy"),
            overlay_style={"opacity": 0.3},
        ),
    ]
)


@callback(
    *[Output(kind, "children") for kind in KINDS],
    Input("load", "n_clicks"),
    prevent_initial_call=True,
)
def load(n_clicks):
    time.sleep(1.5)
    return [f"{kind} {n_clicks}" for kind in KINDS]


if __name__ == "__main__":
    app.run()
