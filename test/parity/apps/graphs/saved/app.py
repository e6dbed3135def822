"""Graphs that are saved as pictures of points, those that WebGL draws among them."""

from dash import Dash, dcc, html

app = Dash()

app.layout = html.Div(
    [
        dcc.Graph(
            id=name,
            figure={
                "data": [{"type": kind, "y": [1, 2], "z": [[1, 2], [3, 4]]}],
                "layout": {"width": 300, "height": 200},
            },
            config={
                "displayModeBar": True,
                "toImageButtonOptions": {"format": "png", "filename": name, "scale": 2},
            },
        )
        for name, kind in (("lines", "scatter"), ("gl", "scattergl"), ("surface", "surface"))
    ]
)

if __name__ == "__main__":
    app.run()
