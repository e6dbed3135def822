"""Inputs that may be missing, and callbacks that the graph of callbacks doesn't show."""

from dash import Dash, Input, Output, State, callback, html

app = Dash(suppress_callback_exceptions=True)

app.layout = html.Div(
    [
        html.Button("Toggle", id="toggle"),
        html.Div(id="place"),
        html.P(id="told"),
        html.P(id="secret"),
    ]
)


@callback(Output("place", "children"), Input("toggle", "n_clicks"))
def toggle(n_clicks):
    return html.Button("Inside", id="inside") if (n_clicks or 0) % 2 else "nothing"


@callback(
    Output("told", "children"),
    Input("inside", "n_clicks", allow_optional=True),
    Input("toggle", "n_clicks"),
    State("never", "value", allow_optional=True),
)
def tell(inside, toggled, never):
    return f"{inside} {toggled} {never}"


@callback(Output("secret", "children"), Input("toggle", "n_clicks"), hidden=True)
def keep(n_clicks):
    return f"hidden {n_clicks}"


if __name__ == "__main__":
    app.run()
