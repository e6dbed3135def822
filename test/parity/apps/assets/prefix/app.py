"""Everything below a path of the author's choosing."""

from dash import Dash, Input, Output, callback, dcc, get_relative_path, html

app = Dash(url_base_pathname="/base/path/")


@app.server.route("/")
def index():
    return '<!doctype html><title>Index</title><h1>Index</h1><a href="/base/path/">The app</a>'


app.layout = html.Div(
    [
        dcc.Location(id="location"),
        html.P(app.get_relative_path("/x")),
        html.P(get_relative_path("/y")),
        html.P(app.get_asset_url("name.css")),
        dcc.Link("to sub", href=app.get_relative_path("/sub"), id="sub"),
        html.P(id="where"),
    ]
)


@callback(Output("where", "children"), Input("location", "pathname"))
def where(pathname):
    return f"{pathname} is {app.strip_relative_path(pathname)}"


if __name__ == "__main__":
    app.run()
