"""A graph that is saved as an image."""

from dash import Dash, dcc, html

app = Dash()

app.layout = html.Div(
    dcc.Graph(
        id="graph",
        figure={"data": [{"y": [1, 2]}], "layout": {"width": 300, "height": 200}},
        config={
            "displayModeBar": True,
            "toImageButtonOptions": {"format": "svg", "filename": "drawn"},
            "modeBarButtonsToAdd": ["drawline"],
            "editable": True,
        },
    )
)

if __name__ == "__main__":
    app.run()
