"""The package."""

from dash import Input, Output, get_app, hooks, html

hooks.script([{"external_url": "/own.js", "external_only": True}])
hooks.route("own.js")(lambda: ("window.own = 'script'", {"Content-Type": "text/javascript"}))
hooks.clientside_callback(
    "(clicks) => `${window.own} ${clicks}`", Output("own", "children"), Input("button", "n_clicks")
)


@hooks.layout(final=True)
def last(layout):
    return html.Main([layout, html.H2("last")])


@hooks.layout()
def second(layout):
    return html.Section([layout, html.P("second"), html.P(id="own"), html.P(id="hooked")])


@hooks.layout(priority=5)
def first(layout):
    return html.Article([layout, html.P(f"first of {get_app().config.name}")])


@hooks.custom_data("own")
def custom_data(context):
    return sorted(context.triggered_inputs[0]) if context.triggered_inputs else "nothing"


@hooks.error()
def error(error):
    print("heard", error)


@hooks.callback(Output("hooked", "children"), Input("button", "n_clicks"))
def hooked(n_clicks):
    return f"hooked {n_clicks}"


@hooks.index()
def index(page):
    return page.replace("</head>", "<meta name='plugin' content='own'></head>")
