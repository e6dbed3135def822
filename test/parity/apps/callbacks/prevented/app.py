"""What keeps callbacks and outputs still: prevent_initial_call, no_update and PreventUpdate."""

from dash import Dash, Input, Output, callback, dcc, html, no_update
from dash.exceptions import PreventUpdate

app = Dash(prevent_initial_callbacks=True)

app.layout = html.Div(
    [
        dcc.Input(id="text", value="start"),
        html.P("untouched", id="quiet"),
        html.P("untouched", id="eager"),
        html.P("untouched", id="short"),
        html.P("untouched", id="even"),
        html.P("untouched", id="after"),
    ]
)


@callback(Output("quiet", "children"), Input("text", "value"))
def quiet(text):
    print("quiet", text)
    return text


@callback(Output("eager", "children"), Input("text", "value"), prevent_initial_call=False)
def eager(text):
    return text


@callback(
    Output("short", "children"),
    Output("even", "children"),
    Input("text", "value"),
    prevent_initial_call=False,
)
def some(text):
    if not text:
        raise PreventUpdate
    return text if len(text) < 7 else no_update, text if len(text) % 2 == 0 else no_update


@callback(Output("after", "children"), Input("even", "children"))
def after(even):
    return f"after {even}"


if __name__ == "__main__":
    app.run()
