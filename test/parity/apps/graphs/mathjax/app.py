"""Formulas, typeset by MathJax: in a graph and in Markdown."""

from dash import Dash, Input, Output, callback, dcc, html

app = Dash()

figure = {
    "data": [{"y": [1, 4, 9], "name": r"$x^2$"}, {"y": [1, 2, 3], "name": "plain"}],
    "layout": {
        "title": {"text": r"$\sum_{i=1}^n i = \frac{n(n+1)}{2}$"},
        "xaxis": {"title": {"text": r"$\alpha \cdot \beta$"}},
        "annotations": [{"x": 1, "y": 4, "text": r"$\sqrt{2}$"}],
        "height": 350,
    },
}

app.layout = html.Div(
    [
        html.Button("Another formula", id="another"),
        dcc.Graph(id="graph", figure=figure, mathjax=True),
        dcc.Markdown(r"Inline $e^{i\pi} = -1$ and $$\int_0^1 x\,dx$$", id="text", mathjax=True),
        dcc.Graph(figure={**figure, "data": []}, style={"height": 200}),
    ]
)


@callback(
    Output("graph", "figure"),
    Output("text", "children"),
    Input("another", "n_clicks"),
    prevent_initial_call=True,
)
def another(_):
    return {**figure, "layout": {"title": {"text": r"$\gamma$"}, "height": 350}}, r"Now $\delta$"


if __name__ == "__main__":
    app.run()
