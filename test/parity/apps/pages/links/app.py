"""dcc.Link and html.A in all their ways."""

from dash import Dash, Input, Output, callback, dcc, html

app = Dash(suppress_callback_exceptions=True)

app.layout = html.Div(
    [
        dcc.Location(id="url"),
        dcc.Link(
            [html.B("bold"), " link"], href="/bold", id="bold", className="own", title="a title"
        ),
        dcc.Link("refreshing", href="/refreshing", refresh=True, id="refreshing"),
        dcc.Link("relative", href="relative", id="relative"),
        dcc.Link("elsewhere", href="https://example.org/", target="_blank", id="elsewhere"),
        html.Button(dcc.Link("in a button", href="/button"), id="button"),
        html.P(id="path"),
        html.Div(id="content"),
    ]
)


@callback(Output("path", "children"), Output("content", "children"), Input("url", "pathname"))
def show(pathname):
    return pathname, dcc.Link(
        f"further than {pathname}", href=f"{pathname.rstrip('/')}/further", id="further"
    )


if __name__ == "__main__":
    app.run()
