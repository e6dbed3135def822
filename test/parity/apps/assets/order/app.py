"""The order of scripts and stylesheets, a pattern of ignored ones, and assets read by Python and by script."""

import json
import pathlib

from dash import Dash, Input, Output, clientside_callback, html

app = Dash(assets_ignore="ignored.*")

data = json.loads((pathlib.Path(__file__).parent / "assets" / "data.json").read_text())

app.layout = html.Div(
    [
        html.Button("Read", id="read"),
        html.P(id="order"),
        html.P(str(data)),
        html.P(id="fetched"),
        html.A("data", href=app.get_asset_url("data.json"), download="saved.json", id="link"),
    ]
)

clientside_callback(
    """async () => {
        const response = await fetch('/assets/data.json');
        return [window.order.join(), JSON.stringify(await response.json())];
    }""",
    Output("order", "children"),
    Output("fetched", "children"),
    Input("read", "n_clicks"),
)

if __name__ == "__main__":
    app.run()
