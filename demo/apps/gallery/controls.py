"""The controls of ``dash.dcc``: each one writes its value as JSON beside it."""

import base64
import json

from dash import Dash, Input, Output, State, callback, dcc, html

app = Dash(__name__, title="Gallery: controls")

FRUIT = ["apple", "banana", "cherry"]
COUNTRIES = [
    {"label": name, "value": code}
    for name, code in [("France", "fr"), ("Japan", "jp"), ("Kenya", "ke"), ("Peru", "pe")]
]

# (component, the property that holds what the user has chosen)
CONTROLS = [
    (dcc.Checklist(FRUIT, ["apple"], id="checklist"), "value"),
    (dcc.RadioItems(FRUIT, "apple", id="radio"), "value"),
    (dcc.Dropdown(FRUIT, id="dropdown", placeholder="A fruit"), "value"),
    (dcc.Dropdown(FRUIT, [], id="multi", multi=True), "value"),
    (dcc.Dropdown(COUNTRIES, "fr", id="search", searchable=True), "value"),
    (dcc.Input(id="text", type="text", list="words"), "value"),
    (dcc.Input(id="number", type="number", min=0, max=10, step=1, value=3), "value"),
    (dcc.Input(id="password", type="password"), "value"),
    (dcc.Input(id="email", type="email"), "value"),
    (dcc.Input(id="url", type="url"), "value"),
    (dcc.Input(id="tel", type="tel"), "value"),
    (dcc.Input(id="find", type="search"), "value"),
    (dcc.Input(id="range", type="range", min=0, max=10, step=1, value=2), "value"),
    (dcc.Input(id="hidden", type="hidden", value="unseen"), "value"),
    (dcc.Input(id="debounced", type="text", debounce=True), "value"),
    (dcc.Input(id="submitted", type="text"), "n_submit"),
    (dcc.Textarea(id="textarea", value=""), "value"),
    (dcc.Slider(0, 10, 1, value=2, id="slider"), "value"),
    (dcc.Slider(0, 10, 1, value=2, id="drag", updatemode="drag"), "drag_value"),
    (dcc.Slider(0, 10, 1, value=2, id="vertical", vertical=True, verticalHeight=160), "value"),
    (dcc.RangeSlider(0, 10, 1, value=[2, 8], id="range-slider"), "value"),
    (dcc.DatePickerSingle(id="date", date="2026-05-12", display_format="YYYY-MM-DD"), "date"),
    (dcc.Button("Press", id="dcc-button"), "n_clicks"),
]


def row(component, prop):
    """A control with its name above it and its value below."""
    return html.Div(
        [
            html.H2(component.id, style={"fontSize": "1rem", "margin": "0 0 0.25rem"}),
            component,
            html.Pre(id=f"{component.id}-out", title=prop),
        ],
        id=f"{component.id}-row",
        style={"borderTop": "1px solid rgb(220, 220, 220)", "padding": "0.5rem 0"},
    )


app.layout = html.Div(
    [
        html.Datalist([html.Option(value=word) for word in ["alpha", "beta"]], id="words"),
        *[row(component, prop) for component, prop in CONTROLS],
        row(
            dcc.DatePickerRange(
                id="dates",
                start_date="2026-05-04",
                end_date="2026-05-08",
                display_format="YYYY-MM-DD",
            ),
            "start_date, end_date",
        ),
        row(
            dcc.Upload(html.Button("Choose files"), id="upload", multiple=True),
            "filename, contents",
        ),
    ],
    style={"fontFamily": "system-ui, sans-serif", "padding": "1rem", "maxWidth": "480px"},
)


def echo(component_id, prop):
    """Shows a property of a control below it."""

    @callback(Output(f"{component_id}-out", "children"), Input(component_id, prop))
    def show(value):
        return json.dumps(value)


for control, value_prop in CONTROLS:
    echo(control.id, value_prop)


@callback(Output("dates-out", "children"), Input("dates", "start_date"), Input("dates", "end_date"))
def show_dates(start, end):
    return json.dumps([start, end])


@callback(
    Output("upload-out", "children"),
    Input("upload", "contents"),
    State("upload", "filename"),
    prevent_initial_call=True,
)
def show_upload(contents, names):
    """Names the files and shows their text: ``contents`` are data URLs."""
    texts = [base64.b64decode(content.partition(",")[2]).decode() for content in contents]
    return json.dumps(dict(zip(names, texts, strict=True)))


if __name__ == "__main__":
    app.run(debug=False)
