"""An app as they were written years ago: app.callback, Dash's old import names, app.run_server's successor."""

import dash
import dash.dependencies as dd
from dash import dcc, html
from dash.exceptions import PreventUpdate

app = dash.Dash(__name__, suppress_callback_exceptions=True)
server = app.server
app.title = "Old style"

app.layout = html.Div(
    children=[
        dcc.Input(id="my-input", value="initial value", type="text"),
        html.Div(id="my-div"),
        html.Div(id="other-div"),
    ]
)


@app.callback(
    dd.Output(component_id="my-div", component_property="children"),
    [dd.Input(component_id="my-input", component_property="value")],
)
def update_output_div(input_value):
    return f'You\'ve entered "{input_value}"'


@app.callback(
    dd.Output("other-div", "children"),
    [dd.Input("my-input", "n_submit")],
    [dd.State("my-input", "value")],
)
def update_other(n_submit, value):
    if not n_submit:
        raise PreventUpdate
    trigger = dash.callback_context.triggered[0]["prop_id"]
    return f"{trigger} {value}"


if __name__ == "__main__":
    app.run(debug=False, threaded=True)
