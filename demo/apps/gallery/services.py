"""The parts of ``dash.dcc`` that do something: pages, stores, files, the clock, graphs."""

import json
import time

import plotly.graph_objects as go
from dash import Dash, Input, Output, State, callback, ctx, dcc, html

app = Dash(__name__, title="Gallery: services")

MARKDOWN = r"""
### Markdown with *emphasis*

| name | count |
|------|------:|
| tea  |     2 |

```python
def area(radius):
    return 3.14 * radius**2
```

A [link](https://example.org/) and the inline formula $E = mc^2$.
"""

STORES = ["memory", "local", "session"]


def points():
    return go.Figure(
        go.Scatter(x=[1, 2, 3, 4], y=[1, 3, 2, 4], mode="markers", marker={"size": 18}),
        layout={
            "margin": {"l": 40, "r": 10, "t": 40, "b": 30},
            "xaxis": {"range": [0, 5]},
            "yaxis": {"range": [0, 5]},
            "title": {"text": r"$\sqrt{x}$"},
        },
    )


app.layout = html.Div(
    [
        dcc.Location(id="location"),
        html.Nav(
            [
                dcc.Link("page two", href="/page-two?q=1#end", id="link"),
                html.Pre(id="location-out"),
            ]
        ),
        html.Div(
            [
                dcc.Graph(id="graph", figure=points(), mathjax=True, style={"height": "300px"}),
                dcc.Tooltip(id="tooltip"),
                html.Pre(id="click-out"),
                html.Pre(id="hover-out"),
                html.Pre(id="relayout-out"),
                html.Button("Extend", id="extend"),
            ]
        ),
        dcc.Tabs(
            [
                dcc.Tab(
                    html.P("content of one", id="panel-one"), label="One", value="one", id="tab-one"
                ),
                dcc.Tab(
                    html.P("content of two", id="panel-two"), label="Two", value="two", id="tab-two"
                ),
                dcc.Tab(label="Off", value="off", id="tab-off", disabled=True),
            ],
            id="tabs",
            value="one",
        ),
        html.Pre(id="tabs-out"),
        html.Div(
            [html.Button("Download", id="download-button"), dcc.Download(id="download")],
        ),
        html.Div(
            [
                html.Span("copy me", id="copied"),
                dcc.Clipboard(
                    id="clipboard", target_id="copied", style={"display": "inline-block"}
                ),
                html.Pre(id="clipboard-out"),
            ]
        ),
        html.Div(
            [
                html.Button("Ask", id="ask"),
                dcc.ConfirmDialog(id="confirm", message="Are you sure?"),
                html.Pre(id="confirm-out"),
                dcc.ConfirmDialogProvider(
                    html.Button("Ask through a provider", id="ask-provider"),
                    id="provider",
                    message="Really?",
                ),
                html.Pre(id="provider-out"),
            ]
        ),
        html.Div(
            [
                html.Button("Where am I?", id="locate"),
                dcc.Geolocation(id="geolocation"),
                html.Pre(id="geolocation-out"),
            ]
        ),
        dcc.Interval(id="interval", interval=200, max_intervals=3),
        html.Pre(id="interval-out"),
        html.Div(
            [
                html.Button("Work", id="work"),
                dcc.Loading(html.Pre("idle", id="work-out"), id="loading", type="circle"),
            ]
        ),
        html.Div(
            [
                part
                for kind in STORES
                for part in [
                    dcc.Store(id=f"{kind}-store", storage_type=kind),
                    html.Button(f"Add to {kind}", id=f"{kind}-add"),
                    html.Pre(id=f"{kind}-out"),
                ]
            ]
        ),
        dcc.Markdown(MARKDOWN, id="markdown", mathjax=True),
        html.Button("Fail", id="fail"),
        html.Pre(id="fail-out"),
    ],
    style={"fontFamily": "system-ui, sans-serif", "padding": "1rem", "maxWidth": "640px"},
)


@callback(
    Output("location-out", "children"),
    Input("location", "pathname"),
    Input("location", "search"),
    Input("location", "hash"),
)
def show_location(pathname, search, fragment):
    return json.dumps([pathname, search, fragment])


@callback(Output("click-out", "children"), Input("graph", "clickData"))
def show_click(data):
    return json.dumps(data and [data["points"][0]["x"], data["points"][0]["y"]])


@callback(
    Output("hover-out", "children"),
    Output("tooltip", "show"),
    Output("tooltip", "bbox"),
    Output("tooltip", "children"),
    Input("graph", "hoverData"),
    prevent_initial_call=True,
)
def show_hover(data):
    if not data:
        return "null", False, None, None
    point = data["points"][0]
    return json.dumps([point["x"], point["y"]]), True, point["bbox"], f"point {point['pointIndex']}"


@callback(Output("relayout-out", "children"), Input("graph", "relayoutData"))
def show_relayout(data):
    return json.dumps(sorted(data or {}))


@callback(Output("graph", "extendData"), Input("extend", "n_clicks"), prevent_initial_call=True)
def extend(_clicks):
    return {"x": [[4.5]], "y": [[1.5]]}, [0]


@callback(Output("tabs-out", "children"), Input("tabs", "value"))
def show_tab(value):
    return json.dumps(value)


@callback(
    Output("download", "data"), Input("download-button", "n_clicks"), prevent_initial_call=True
)
def download(_clicks):
    return dcc.send_string("a,b\n1,2\n", "numbers.csv")


@callback(Output("clipboard-out", "children"), Input("clipboard", "n_clicks"))
def show_clipboard(clicks):
    return json.dumps(clicks)


@callback(Output("confirm", "displayed"), Input("ask", "n_clicks"), prevent_initial_call=True)
def ask(_clicks):
    return True


@callback(
    Output("confirm-out", "children"),
    Input("confirm", "submit_n_clicks"),
    Input("confirm", "cancel_n_clicks"),
)
def show_confirm(submitted, cancelled):
    return json.dumps([submitted or 0, cancelled or 0])


@callback(
    Output("provider-out", "children"),
    Input("provider", "submit_n_clicks"),
    Input("provider", "cancel_n_clicks"),
)
def show_provider(submitted, cancelled):
    return json.dumps([submitted or 0, cancelled or 0])


@callback(
    Output("geolocation", "update_now"), Input("locate", "n_clicks"), prevent_initial_call=True
)
def locate(_clicks):
    return True


@callback(
    Output("geolocation-out", "children"),
    Input("geolocation", "position"),
    Input("geolocation", "position_error"),
)
def show_position(position, error):
    if error:
        return json.dumps(error["message"])
    return json.dumps(position and [position["lat"], position["lon"]])


@callback(Output("interval-out", "children"), Input("interval", "n_intervals"))
def show_interval(count):
    return json.dumps(count)


@callback(Output("work-out", "children"), Input("work", "n_clicks"), prevent_initial_call=True)
def work(_clicks):
    time.sleep(1.5)
    return "done"


def count_in(kind):
    """A button that adds one to a store, and a view of what the store holds."""

    @callback(
        Output(f"{kind}-store", "data"),
        Input(f"{kind}-add", "n_clicks"),
        State(f"{kind}-store", "data"),
        prevent_initial_call=True,
    )
    def add(_clicks, data):
        return {"count": (data or {"count": 0})["count"] + 1}

    @callback(
        Output(f"{kind}-out", "children"),
        Input(f"{kind}-store", "modified_timestamp"),
        State(f"{kind}-store", "data"),
    )
    def show(_timestamp, data):
        return json.dumps(data)


for storage in STORES:
    count_in(storage)


@callback(Output("fail-out", "children"), Input("fail", "n_clicks"), prevent_initial_call=True)
def fail(_clicks):
    raise RuntimeError(f"{ctx.triggered_id} failed on purpose")


if __name__ == "__main__":
    app.run(debug=False)
