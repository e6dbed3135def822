"""dcc.Input of every type, with what it tells of itself."""

import json

from dash import Dash, Input, Output, callback, dcc, html

TYPES = ["text", "number", "password", "email", "search", "tel", "url", "range", "hidden"]
PROPERTIES = ["value", "n_submit", "n_blur"]

app = Dash()

app.layout = html.Div(
    [
        html.Div(
            [
                html.Label(kind, htmlFor=kind),
                dcc.Input(id=kind, type=kind, placeholder=f"a {kind}", debounce=kind == "email"),
                html.Code(id=f"{kind}-told"),
            ]
        )
        for kind in TYPES
    ]
    + [
        html.Datalist([html.Option(value=each) for each in ("apple", "apricot")], id="fruit"),
        dcc.Input(id="listed", list="fruit", autoFocus=True),
        dcc.Input(id="limited", maxLength=3, minLength=2, pattern="[a-z]+", required=True),
        dcc.Input(id="stepped", type="number", min=0, max=1, step=0.25, value=0.5),
        dcc.Input(id="slow", debounce=0.3),
        html.Code(id="rest-told"),
    ]
)


for kind in TYPES:

    @callback(Output(f"{kind}-told", "children"), *[Input(kind, name) for name in PROPERTIES])
    def tell(*values):
        return json.dumps(values)


@callback(
    Output("rest-told", "children"),
    *[Input(name, "value") for name in ("listed", "limited", "stepped", "slow")],
)
def tell_rest(*values):
    return json.dumps(values)


if __name__ == "__main__":
    app.run()
