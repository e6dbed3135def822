"""Components that hooks put into the dev tools."""

from dash import Dash, Input, Output, callback, hooks, html

hooks.devtool("dash_html_components", "Button", {"children": "tool", "id": "tool"})
hooks.devtool("dash_html_components", "P", lambda: {"children": "on the left"}, position="left")

app = Dash()
app.layout = html.Div(["app", html.P(id="out")])


@callback(Output("out", "children"), Input("tool", "n_clicks", allow_optional=True))
def out(n_clicks):
    return f"pressed {n_clicks}"


if __name__ == "__main__":
    app.run(
        debug=True,
        use_reloader=False,
        dev_tools_hot_reload=False,
        dev_tools_disable_version_check=True,
    )
