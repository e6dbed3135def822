"""dcc.Store in memory, for the session, and for good."""

import json

from dash import Dash, Input, Output, State, callback, dcc, html

KINDS = ["memory", "session", "local"]

app = Dash()

app.layout = html.Div(
    [
        *[dcc.Store(id=kind, storage_type=kind) for kind in KINDS],
        dcc.Store(id="given", data={"a": [1, None, "é", True, 1.5]}, storage_type="local"),
        html.Button("Count", id="count"),
        html.Button("Clear", id="clear"),
        html.Button("Tell", id="tell"),
        html.Pre(id="told"),
        html.Pre(id="times"),
    ]
)

for kind in KINDS:

    @callback(
        Output(kind, "data"),
        Input("count", "n_clicks"),
        State(kind, "data"),
        prevent_initial_call=True,
    )
    def count(n_clicks, data):
        return {"clicks": (data or {"clicks": 0})["clicks"] + 1}


@callback(Output("session", "clear_data"), Input("clear", "n_clicks"), prevent_initial_call=True)
def clear(_):
    return True


@callback(
    Output("told", "children"),
    Output("times", "children"),
    Input("tell", "n_clicks"),
    *[State(kind, "modified_timestamp") for kind in KINDS],
    *[State(kind, "data") for kind in [*KINDS, "given"]],
)
def tell(_, *values):
    return json.dumps(values[3:]), str([time > 0 for time in values[:3]])


if __name__ == "__main__":
    app.run()
