"""Pictures and pages of an assets folder with names of the author's own, in all the ways a layout can name them."""

from dash import Dash, Input, Output, callback, clientside_callback, dcc, html

app = Dash(
    assets_folder="static",
    assets_url_path="/files",
    assets_ignore=r"draft|named",
    external_scripts=[
        {"src": "/files/named.js", "defer": "defer", "data-own": "yes", "crossorigin": "anonymous"}
    ],
    external_stylesheets=[{"href": "/files/named.css", "rel": "stylesheet", "media": "print"}],
)

SIZE = {"width": 40, "height": 40}
DOT = app.get_asset_url("dot.svg")

app.layout = html.Div(
    [
        html.P(DOT),
        html.Img(src=DOT, id="absolute", **SIZE),
        html.Img(src="files/dot.svg", **SIZE),
        html.Img(srcSet=f"{DOT} 1x, {app.get_asset_url('deep/square.svg')} 2x", **SIZE),
        html.Picture([html.Source(srcSet=DOT, media="(min-width: 10px)"), html.Img(**SIZE)]),
        html.ObjectEl(data=DOT, type="image/svg+xml", **SIZE),
        html.Embed(src=DOT, type="image/svg+xml", **SIZE),
        html.Iframe(src=app.get_asset_url("deep/page.html"), width=200, height=60, id="frame"),
        html.Iframe(srcDoc="<p style='color: teal'>Within</p>", width=100, height=60),
        html.Video(poster=DOT, width=40, height=40),
        html.Div(style={"background": f"url({DOT}) center / 20px no-repeat", **SIZE}),
        html.Div(className="striped", style=SIZE),
        dcc.Markdown(
            f"Markdown ![dot]({DOT} 'A dot') and <img src='{DOT}' width='20'>",
            dangerously_allow_html=True,
        ),
        html.Button("Change", id="change"),
        html.Button("Missing", id="miss"),
        html.P("?", id="late"),
    ]
)


@callback(Output("absolute", "src"), Input("change", "n_clicks"), prevent_initial_call=True)
def change(_):
    return app.get_asset_url("deep/square.svg")


@callback(
    Output("absolute", "src", allow_duplicate=True),
    Input("miss", "n_clicks"),
    prevent_initial_call=True,
)
def miss(_):
    return app.get_asset_url("missing.svg")


clientside_callback("() => window.late", Output("late", "children"), Input("change", "n_clicks"))

if __name__ == "__main__":
    app.run()
