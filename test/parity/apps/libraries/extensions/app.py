"""dash-extensions: events, keys, sanitized HTML, diagrams, animations, functions from Python."""

import json

import dash_extensions as de
from dash import Dash, Input, Output, callback, html

app = Dash(assets_ignore="script.js")

animation = {
    "v": "5.5.7",
    "fr": 10,
    "ip": 0,
    "op": 10,
    "w": 100,
    "h": 60,
    "layers": [
        {"ty": 1, "sw": 60, "sh": 40, "sc": "#ff8800", "ip": 0, "op": 10, "st": 0, "ks": {}}
    ],
}

app.layout = html.Div(
    [
        de.EventListener(
            html.Div("listens", id="inside", style={"padding": 10, "background": "#eee"}),
            id="listener",
            events=[{"event": "click", "props": ["target.id", "detail", "type"]}],
        ),
        de.EventListener(id="everywhere", events=[{"event": "dblclick", "props": ["type"]}]),
        de.Keyboard(id="keyboard", captureKeys=["a", "Enter"]),
        de.Purify(id="purified", html='<b onclick="alert(1)">bold</b><script>alert(2)</script>'),
        de.Mermaid(name="drawn", chart="graph LR; one --> two; two --> three", id="diagram"),
        html.Div(
            de.Lottie(options={"animationData": animation, "autoplay": False, "loop": False}),
            style={"width": 200},
        ),
        html.Div(
            de.BeforeAfter(
                before={"src": app.get_asset_url("a.svg")},
                after={"src": app.get_asset_url("b.svg")},
            ),
            style={"width": 200},
        ),
        html.Div(de.DeferScript(src=app.get_asset_url("deferred/script.js"))),
        html.Pre(id="told"),
    ]
)


@callback(
    Output("told", "children"),
    Input("listener", "n_events"),
    Input("listener", "event"),
    Input("everywhere", "n_events"),
    Input("keyboard", "n_keydowns"),
    Input("keyboard", "keydown"),
)
def tell(*values):
    return json.dumps(values)


if __name__ == "__main__":
    app.run()
