"""dcc.Location: what it tells, and what it is told."""

from dash import Dash, Input, Output, callback, ctx, dcc, html

app = Dash()

app.layout = html.Div(
    [
        dcc.Location(id="quiet", refresh=False),
        dcc.Location(id="callback-nav", refresh="callback-nav"),
        dcc.Location(id="loud", refresh=True),
        *[html.Button(name, id=name) for name in ("path", "search", "hash", "href", "nav", "full")],
        dcc.Link("link", href="/linked?x=1#y", id="link"),
        html.A("anchor", href="#anchor", id="anchor-link"),
        html.Pre(id="told"),
        html.Div(style={"height": 1200}),
        html.H2("Anchor", id="anchor"),
    ]
)


@callback(
    Output("told", "children"),
    Input("quiet", "pathname"),
    Input("quiet", "search"),
    Input("quiet", "hash"),
    Input("quiet", "href"),
)
def tell(pathname, search, hash, href):
    return f"{pathname} {search} {hash} {href.split('/', 3)[3]}"


@callback(
    Output("quiet", "pathname"),
    Output("quiet", "search"),
    Output("quiet", "hash"),
    Input("path", "n_clicks"),
    Input("search", "n_clicks"),
    Input("hash", "n_clicks"),
    prevent_initial_call=True,
)
def lead(path, search, hash):
    return (
        f"/path{path or ''}",
        f"?n={search}" if search else "",
        f"#h{hash}" if ctx.triggered_id == "hash" else "",
    )


@callback(Output("quiet", "href"), Input("href", "n_clicks"), prevent_initial_call=True)
def lead_href(n_clicks):
    return f"/all/{n_clicks}?of=it#too"


@callback(Output("callback-nav", "pathname"), Input("nav", "n_clicks"), prevent_initial_call=True)
def navigate(n_clicks):
    return f"/nav/{n_clicks}"


@callback(Output("loud", "href"), Input("full", "n_clicks"), prevent_initial_call=True)
def load(n_clicks):
    return f"/full/{n_clicks}"


if __name__ == "__main__":
    app.run()
