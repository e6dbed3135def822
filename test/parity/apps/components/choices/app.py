"""dcc.Checklist, RadioItems, Textarea, Button, and the shorthands of their options."""

import json

from dash import Dash, Input, Output, callback, dcc, html

app = Dash()

app.layout = html.Div(
    [
        dcc.Checklist(["a", "b", 3], ["b"], id="checks", inline=True),
        dcc.Checklist(
            [
                {"label": html.B("bold"), "value": "x"},
                {"label": "off", "value": "y", "disabled": True},
            ],
            id="rich",
            labelStyle={"color": "navy"},
            inputClassName="own",
        ),
        dcc.RadioItems({"1": "one", "2": "two"}, "2", id="radio"),
        dcc.RadioItems(["left", "right"], id="inline", inline=True, labelClassName="label"),
        dcc.Textarea(
            id="area", value="two\nlines", style={"width": 200, "height": 60}, maxLength=20
        ),
        dcc.Button("A button", id="button"),
        html.Button("Plain", id="plain", accessKey="p"),
        html.Pre(id="told"),
    ]
)


@callback(
    Output("told", "children"),
    *[Input(name, "value") for name in ("checks", "rich", "radio", "inline", "area")],
    Input("button", "n_clicks"),
    Input("plain", "n_clicks"),
    Input("area", "n_blur"),
)
def tell(*values):
    return json.dumps(values)


if __name__ == "__main__":
    app.run()
