"""Options of graphs: no interaction, scrolling, buttons, texts that are edited, another language."""

import json

from dash import Dash, Input, Output, callback, dcc, html

CONFIGS = {
    "static": {"staticPlot": True},
    "scrolls": {"scrollZoom": True, "displayModeBar": False, "doubleClick": "reset"},
    "buttons": {
        "displayModeBar": True,
        "displaylogo": False,
        "modeBarButtonsToRemove": ["zoom2d", "lasso2d"],
        "modeBarButtonsToAdd": ["drawopenpath", "eraseshape", "hoverclosest"],
    },
    "edited": {
        "editable": True,
        "displayModeBar": False,
        "edits": {"legendPosition": False},
        "showAxisDragHandles": True,
    },
    "watermark": {
        "watermark": True,
        "showLink": True,
        "linkText": "Edit",
        "plotlyServerURL": "https://x.test",
    },
    "spoken": {"locale": "de", "locales": {"de": {"dictionary": {"Pan": "Verschieben"}}}},
}

app = Dash()
app.layout = html.Div(
    [
        html.Div(
            [
                dcc.Graph(
                    id=name,
                    figure={
                        "data": [{"x": [1, 2, 3], "y": [1234.5, 3, 2], "name": "one"}],
                        "layout": {
                            "title": {"text": name},
                            "margin": {"t": 40, "b": 30},
                            "showlegend": True,
                            "separators": ",.",
                        },
                    },
                    config=config,
                    style={"width": 320, "height": 230},
                )
                for name, config in CONFIGS.items()
            ],
            style={"display": "flex", "flexWrap": "wrap"},
        ),
        html.Pre(id="told"),
    ]
)


@callback(
    Output("told", "children"), Input("scrolls", "relayoutData"), Input("edited", "relayoutData")
)
def tell(scrolled, edited):
    return json.dumps([sorted(scrolled or {}), (edited or {}).get("title.text")])


if __name__ == "__main__":
    app.run()
