"""dash-cytoscape: a graph on canvases, its events, its layouts."""

import json

import dash_cytoscape as cyto
from dash import Dash, Input, Output, callback, html

app = Dash()

NODES = {"one": (100, 60), "two": (300, 60), "three": (200, 200)}
EDGES = [("one", "two"), ("two", "three")]

app.layout = html.Div(
    [
        html.Button("Grid", id="grid"),
        cyto.Cytoscape(
            id="graph",
            layout={"name": "preset", "fit": False},
            style={"width": 500, "height": 300},
            elements=[
                *[
                    {"data": {"id": name, "label": name}, "position": {"x": x, "y": y}}
                    for name, (x, y) in NODES.items()
                ],
                *[{"data": {"source": source, "target": target}} for source, target in EDGES],
            ],
            stylesheet=[
                {"selector": "node", "style": {"label": "data(label)"}},
                {"selector": "#two", "style": {"background-color": "red", "shape": "diamond"}},
                {
                    "selector": "edge",
                    "style": {"target-arrow-shape": "triangle", "curve-style": "bezier"},
                },
            ],
        ),
        html.Pre(id="told"),
    ]
)

PROPERTIES = ["tapNodeData", "mouseoverNodeData", "selectedNodeData", "tapEdgeData"]


@callback(Output("told", "children"), *[Input("graph", name) for name in PROPERTIES])
def tell(*values):
    for value in values:
        if value:
            del value["timeStamp"]
    return json.dumps(dict(zip(PROPERTIES, values, strict=True)))


@callback(Output("graph", "layout"), Input("grid", "n_clicks"), prevent_initial_call=True)
def arrange(_):
    return {"name": "grid", "animate": False}


if __name__ == "__main__":
    app.run()
