"""Stylesheets of every kind: variables, imports, images, layers, queries, keyframes, dark colours."""

from dash import Dash, Input, Output, callback, html

app = Dash()

app.layout = html.Div(
    [
        html.Div("A card", className="card", id="card"),
        html.Div("imported", className="imported"),
        html.Div(html.Div("in a container", className="inner"), className="side"),
        html.Div("layered", className="layered"),
        html.Div([html.Div("one"), html.Div("two")], className="grid"),
        html.Div("fading", className="fading"),
        html.Img(src=app.get_asset_url("dot.svg"), alt="a dot"),
        html.Div(style={"backgroundImage": "url(/assets/dot.svg)", "height": 24}, id="dotted"),
        html.Button("Change", id="change"),
    ]
)


@callback(
    Output("card", "style"),
    Output("card", "className"),
    Input("change", "n_clicks"),
    prevent_initial_call=True,
)
def change(n_clicks):
    return {"transform": f"rotate({n_clicks}deg)", "--accent": "blue"}, "card imported"


if __name__ == "__main__":
    app.run()
