"""Clientside callbacks as strings of JavaScript: values, promises, no_update, several outputs."""

from dash import Dash, Input, Output, State, clientside_callback, dcc, html

app = Dash()

app.layout = html.Div(
    [
        dcc.Input(id="text", value="dash"),
        html.P(id="shout"),
        html.P(id="late"),
        html.P(id="left"),
        html.P("as before", id="right"),
        html.P(id="context"),
    ]
)

clientside_callback(
    "(text) => text.toUpperCase()", Output("shout", "children"), Input("text", "value")
)

clientside_callback(
    """async function (text) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        return 'late ' + text;
    }""",
    Output("late", "children"),
    Input("text", "value"),
)

clientside_callback(
    "(text) => [text.length, text.length % 2 ? window.dash_clientside.no_update : text]",
    Output("left", "children"),
    Output("right", "children"),
    Input("text", "value"),
    prevent_initial_call=True,
)

clientside_callback(
    """function (text, id) {
        const {triggered_id, inputs, states, outputs_list} = dash_clientside.callback_context;
        return JSON.stringify({triggered_id, inputs, states, outputs_list, id});
    }""",
    Output("context", "children"),
    Input("text", "value"),
    State("text", "id"),
)

if __name__ == "__main__":
    app.run()
