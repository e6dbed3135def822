"""Figures with templates, annotations, shapes, sliders, range selectors, subplots."""

import plotly.graph_objects as go
import plotly.io as pio
from dash import Dash, Input, Output, callback, dcc, html

pio.templates.default = "seaborn"

app = Dash()


def draw(template):
    figure = go.Figure(
        go.Scatter(x=["2026-01-01", "2026-02-01", "2026-03-01"], y=[1, 3, 2], name="x²")
    )
    figure.add_hline(2, annotation_text="limit")
    figure.add_vrect("2026-01-10", "2026-01-20", fillcolor="green", opacity=0.2)
    figure.add_annotation(x="2026-02-01", y=3, text="√2")
    figure.add_shape(type="circle", xref="paper", yref="paper", x0=0.1, x1=0.2, y0=0.1, y1=0.3)
    selector = {"buttons": [{"count": 1, "step": "month", "label": "1m"}, {"step": "all"}]}
    figure.update_xaxes(rangeslider_visible=True, rangeselector=selector)
    figure.update_layout(
        template=template,
        title={"text": f"Template {template}", "subtitle": {"text": "a subtitle"}},
        sliders=[
            {
                "steps": [
                    {"label": str(n), "method": "restyle", "args": [{"opacity": n / 4}]}
                    for n in (1, 2, 3)
                ]
            }
        ],
    )
    return figure


app.layout = html.Div(
    [
        dcc.RadioItems(
            ["plotly", "plotly_dark", "ggplot2", "simple_white"],
            "plotly",
            id="template",
            inline=True,
        ),
        dcc.Graph(id="graph", figure=draw("plotly")),
        dcc.Graph(id="default", figure=go.Figure(go.Bar(y=[1, 3, 2])), style={"height": 200}),
    ]
)


@callback(Output("graph", "figure"), Input("template", "value"), prevent_initial_call=True)
def redraw(template):
    return draw(template)


if __name__ == "__main__":
    app.run()
