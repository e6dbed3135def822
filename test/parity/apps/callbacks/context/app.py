"""What a callback can learn of its call."""

import json

from dash import Dash, Input, Output, State, callback, callback_context, ctx, html

app = Dash()

app.layout = html.Div(
    [
        html.Button("One", id="one"),
        html.Button("Two", id="two", n_clicks=5, n_clicks_timestamp=0),
        html.Pre(id="told"),
        html.P(id="second"),
    ]
)


@callback(
    Output("told", "children"),
    Output("second", "children"),
    Input("one", "n_clicks"),
    Input("two", "n_clicks"),
    State("told", "id"),
)
def tell(*_):
    told = {
        "triggered": ctx.triggered,
        "triggered_id": ctx.triggered_id,
        "triggered_prop_ids": ctx.triggered_prop_ids,
        "inputs": ctx.inputs,
        "inputs_list": ctx.inputs_list,
        "states": ctx.states,
        "states_list": ctx.states_list,
        "outputs_list": ctx.outputs_list,
        "old name": callback_context.triggered_id,
        "response": type(ctx.response).__name__,
        "falsy": not ctx.triggered,
    }
    # Without indent: with one, Python 3.14 and its predecessors differ in lists that are falsy.
    return json.dumps(told, sort_keys=True), str(len(ctx.inputs))


if __name__ == "__main__":
    app.run()
