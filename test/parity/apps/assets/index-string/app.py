"""A page of the author's own making around the app: index_string, meta tags, external files."""

from dash import Dash, Input, Output, callback, html

app = Dash(
    title="Own page",
    meta_tags=[
        {"name": "description", "content": "a page of its own"},
        {"property": "og:title", "content": "shared"},
    ],
    external_stylesheets=[
        "/assets/custom.css?external",
        {"href": "/own.css", "rel": "stylesheet", "media": "screen"},
    ],
    external_scripts=["/own.js", {"src": "/module.js", "type": "module"}],
)

app.index_string = """<!DOCTYPE html>
<html lang="pt" data-kind="own">
    <head>
        {%metas%}
        <title>{%title%}</title>
        {%favicon%}
        {%css%}
        <style>h1 { letter-spacing: 2px; }</style>
        <script>window.inHead = document.readyState;</script>
    </head>
    <body class="page">
        <header>Above the app</header>
        {%app_entry%}
        <footer>
            {%config%}
            {%scripts%}
            <script>document.querySelector('header').append(' ', window.own, ' ', window.inHead);</script>
            {%renderer%}
        </footer>
        <div id="below">Below the app</div>
    </body>
</html>"""

app.layout = html.Div([html.H1("In between"), html.Button("Count", id="count"), html.P(id="out")])


@app.server.route("/own.css")
def own_css():
    return (
        "header { font-weight: bold; } #below { color: purple; }",
        200,
        {"Content-Type": "text/css"},
    )


@app.server.route("/own.js")
def own_js():
    return "window.own = 'own script';", 200, {"Content-Type": "text/javascript"}


@app.server.route("/module.js")
def module_js():
    code = "document.getElementById('below').append(' and a module: ' + typeof import.meta.url);"
    return code, 200, {"Content-Type": "text/javascript"}


@callback(Output("out", "children"), Input("count", "n_clicks"))
def count(n_clicks):
    return str(n_clicks)


if __name__ == "__main__":
    app.run()
