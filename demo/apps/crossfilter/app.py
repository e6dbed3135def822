"""Three graphs whose selections filter each other.

Drag a box in any graph, or pick the lasso in its toolbar: the points inside are marked in all
three. Selections in several graphs intersect; a double click clears the one it falls on.
"""

import random

import plotly.graph_objects as go
from dash import Dash, Input, Output, State, callback, ctx, dcc, html
from dash.exceptions import PreventUpdate

COLUMNS = ["weight", "length", "speed", "age", "warmth", "shine"]
AXES = [("weight", "length"), ("speed", "age"), ("warmth", "shine")]
GRAPHS = ["first", "second", "third"]

_draw = random.Random(0)
ROWS = [{column: _draw.random() for column in COLUMNS} for _ in range(60)]

app = Dash(__name__, title="Cross-filter")

app.layout = html.Div(
    [
        html.Div(
            [
                dcc.Graph(id=graph, style={"flex": "1 1 240px", "height": "320px"})
                for graph in GRAPHS
            ],
            style={"display": "flex", "flexWrap": "wrap", "gap": "0.5rem"},
        ),
        dcc.Store(id="selections", data={}),
        html.P(id="count", style={"fontFamily": "system-ui, sans-serif", "textAlign": "center"}),
    ]
)


def outline(selection):
    """The box or lasso that the user drew, as a shape of the figure's layout."""
    line = {"color": "#6b7280", "width": 1, "dash": "dot"}
    if selection and "range" in selection:
        (x0, x1), (y0, y1) = selection["range"]["x"], selection["range"]["y"]
        return [{"type": "rect", "x0": x0, "x1": x1, "y0": y0, "y1": y1, "line": line}]
    if selection and "lassoPoints" in selection:
        corners = zip(selection["lassoPoints"]["x"], selection["lassoPoints"]["y"], strict=True)
        path = "M" + "L".join(f"{x},{y}" for x, y in corners) + "Z"
        return [{"type": "path", "path": path, "line": line}]
    return []


def scatter(x, y, selected, selection):
    figure = go.Figure(
        go.Scatter(
            x=[row[x] for row in ROWS],
            y=[row[y] for row in ROWS],
            customdata=list(range(len(ROWS))),
            mode="markers",
            selectedpoints=sorted(selected),
            marker={"size": 9, "color": "rgb(0, 110, 184)"},
            unselected={"marker": {"opacity": 0.15, "color": "rgb(90, 90, 90)"}},
        )
    )
    figure.update_layout(
        xaxis={"title": {"text": x}, "range": [-0.05, 1.05]},
        yaxis={"title": {"text": y}, "range": [-0.05, 1.05]},
        margin={"l": 48, "r": 8, "t": 32, "b": 44},
        dragmode="select",
        hovermode=False,
        shapes=outline(selection),
    )
    return figure


@callback(
    Output("selections", "data"),
    State("selections", "data"),
    *[Input(graph, "selectedData") for graph in GRAPHS],
    prevent_initial_call=True,
)
def remember(selections, *_selected_data):
    """Keeps the box or lasso of each graph."""
    selection = ctx.triggered[0]["value"]
    if selection is None:
        selections.pop(ctx.triggered_id, None)
    elif "range" in selection or "lassoPoints" in selection:
        selections[ctx.triggered_id] = selection
    else:
        # Not the user: Plotly says so when a new figure comes without the outline it drew itself.
        raise PreventUpdate
    return selections


@callback(
    *[Output(graph, "figure") for graph in GRAPHS],
    Output("count", "children"),
    Input("selections", "data"),
)
def cross_filter(selections):
    selected = set(range(len(ROWS)))
    for selection in selections.values():
        selected &= {point["customdata"] for point in selection["points"]}
    figures = [
        scatter(x, y, selected, selections.get(graph))
        for graph, (x, y) in zip(GRAPHS, AXES, strict=True)
    ]
    return *figures, f"{len(selected)} of {len(ROWS)} points selected"


if __name__ == "__main__":
    app.run(debug=False)
