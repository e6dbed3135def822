"""Pages registered in the file itself, with stores between them and a layout that a callback fills."""

import dash
from dash import Dash, Input, Output, State, callback, dcc, html

app = Dash(__name__, use_pages=True, pages_folder="", suppress_callback_exceptions=True)

dash.register_page(
    "one", path="/", layout=html.Div([html.H2("One"), dcc.Input(id="word", value="")]), name="One"
)
dash.register_page(
    "two",
    path="/two",
    layout=html.Div([html.H2("Two"), html.P(id="kept")]),
    name="Two",
    title="Second",
)

app.layout = html.Div(
    [
        dcc.Store(id="word-store", storage_type="session"),
        dcc.Location(id="url"),
        html.P(id="path"),
        dcc.Link("One", href="/", id="one"),
        dcc.Link("Two", href="/two", id="two"),
        html.Pre(
            "\n".join(
                f"{p['module']} {p['path']} {p['title']}" for p in dash.page_registry.values()
            )
        ),
        dash.page_container,
    ]
)


@callback(Output("word-store", "data"), Input("word", "value"), prevent_initial_call=True)
def keep(word):
    return word


@callback(Output("kept", "children"), Input("kept", "id"), State("word-store", "data"))
def show(_, word):
    return f"kept {word}"


@callback(Output("path", "children"), Input("url", "pathname"), Input("url", "search"))
def tell(pathname, search):
    return f"{pathname}{search}"


if __name__ == "__main__":
    app.run()
