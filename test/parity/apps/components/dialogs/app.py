"""dcc.ConfirmDialog, ConfirmDialogProvider, Tooltip, Clipboard and Geolocation."""

from dash import Dash, Input, Output, callback, dcc, html

app = Dash()

app.layout = html.Div(
    [
        dcc.ConfirmDialog(id="confirm", message="Really?"),
        html.Button("Ask", id="ask"),
        dcc.ConfirmDialogProvider(
            html.Button("Provided", id="provided"), id="provider", message="Sure?"
        ),
        html.Pre(id="told"),
        html.P("text to copy", id="source"),
        dcc.Clipboard(target_id="source", id="clipboard", title="copy"),
        dcc.Textarea(id="paste"),
        dcc.Geolocation(id="place"),
        html.P(id="where"),
        dcc.Tooltip(
            [html.B("a tooltip")],
            show=True,
            bbox={"x0": 300, "y0": 200, "x1": 320, "y1": 220},
            id="tooltip",
            direction="bottom",
        ),
    ]
)


@callback(Output("confirm", "displayed"), Input("ask", "n_clicks"), prevent_initial_call=True)
def ask(_):
    return True


@callback(
    Output("told", "children"),
    *[
        Input(id, name)
        for id in ("confirm", "provider")
        for name in ("submit_n_clicks", "cancel_n_clicks")
    ],
    Input("clipboard", "n_clicks"),
)
def tell(*values):
    return str(values)


@callback(Output("where", "children"), Input("place", "position"), Input("place", "position_error"))
def where(position, error):
    return str(position and (position["lat"], position["lon"], position["accuracy"])) + str(error)


if __name__ == "__main__":
    app.run()
