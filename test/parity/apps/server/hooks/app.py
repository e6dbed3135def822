"""Dash's hooks: what plugins add to the layout, the index, the routes and the errors of an app."""

from dash import Dash, Input, Output, hooks, html

hooks.route("/hooked", methods=("GET",))(lambda: "from a hook")
hooks.stylesheet([{"external_url": "/hooked.css", "external_only": True}])
hooks.clientside_callback(
    "(clicks) => `clicked ${clicks}`", Output("hooked", "children"), Input("button", "n_clicks")
)


@hooks.layout(priority=1)
def wrap(layout):
    return html.Section([html.H2("Hooked"), layout, html.P(id="hooked")])


@hooks.index()
def index(page):
    return page.replace("</head>", "<meta name='hooked' content='yes'></head>")


@hooks.callback(Output("called", "children"), Input("button", "n_clicks"))
def called(n_clicks):
    return f"called {n_clicks}"


@hooks.setup()
def setup(app):
    app.server.add_url_rule(
        "/hooked.css", "css", lambda: ("h2 { color: teal }", {"Content-Type": "text/css"})
    )


app = Dash()
app.layout = html.Div([html.Button("Click", id="button"), html.P(id="called")])

if __name__ == "__main__":
    app.run()
