"""dcc.Dropdown: one choice, several, search, clearing, options of every form."""

import json

from dash import Dash, Input, Output, callback, dcc, html

app = Dash()

COUNTRIES = {"fr": "France", "jp": "Japan", "ke": "Kenya", "pe": "Peru"}
OPTIONS = [
    {"label": html.Span("Red", style={"color": "red"}), "value": 1, "search": "red"},
    {"label": "Green", "value": 2, "disabled": True, "title": "not now"},
    {"label": "Blue", "value": 3},
]

app.layout = html.Div(
    [
        dcc.Dropdown(COUNTRIES, "fr", id="one"),
        dcc.Dropdown(["a", "b", "c"], ["a"], multi=True, id="many"),
        dcc.Dropdown(OPTIONS, clearable=False, searchable=False, id="rich"),
        dcc.Dropdown([f"option {n}" for n in range(200)], id="long", maxHeight=150),
        dcc.Dropdown([], id="dynamic", placeholder="Type"),
        dcc.Dropdown(["off"], "off", disabled=True, id="off"),
        html.Pre(id="told"),
    ],
    style={"width": 400},
)


@callback(
    Output("told", "children"),
    *[Input(name, "value") for name in ("one", "many", "rich", "long", "dynamic")],
)
def tell(*values):
    return json.dumps(values)


@callback(Output("dynamic", "options"), Input("dynamic", "search_value"))
def search(text):
    return [f"{text} {n}" for n in range(3)] if text else []


if __name__ == "__main__":
    app.run()
