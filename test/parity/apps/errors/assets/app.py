"""Assets that are broken or missing, scripts of others that never come: the app goes on."""

from pathlib import Path

from dash import Dash, Input, Output, callback, clientside_callback, html

ASSETS = {
    "1_syntax.js": "window.neverRan = true;\nconst = 1;\n",
    "2_throws.js": "undefinedFunction();\n",
    "3_fine.js": "window.wentOn = 'fine';\n",
    "broken.css": """
        .before { color: ; }
        p { colour: red
        .lost { color: blue; }
        }
        .after-what-is-broken { color: green; background: url(nowhere.png) }
        @import 'too-late.css';
        @media (nonsense { p { color: red } }
    """,
}
folder = Path(__file__).parent / "assets"
folder.mkdir(exist_ok=True)
for name, text in ASSETS.items():
    (folder / name).write_text(text)

app = Dash(
    external_scripts=["https://nowhere.example/none.js"],
    external_stylesheets=["https://nowhere.example/none.css", "/assets/none.css"],
)

app.layout = html.Div(
    [
        html.Img(
            src=app.get_asset_url("none.png"), alt="a picture that is not there", id="picture"
        ),
        html.Link(rel="stylesheet", href=app.get_asset_url("neither.css")),
        html.P("styled", className="after-what-is-broken"),
        html.Button("Ask", id="ask"),
        html.P(id="told"),
        html.P(id="answered"),
    ]
)

clientside_callback(
    "() => String([window.wentOn, typeof window.neverRan])",
    Output("told", "children"),
    Input("ask", "id"),
)


@callback(Output("answered", "children"), Input("ask", "n_clicks"))
def answer(n_clicks):
    return f"asked {n_clicks}"


if __name__ == "__main__":
    app.run()
