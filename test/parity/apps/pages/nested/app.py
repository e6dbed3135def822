"""Pages in folders, below a prefix: addresses made of their places, images and descriptions, none for 404."""

import dash
from dash import Dash, Input, Output, callback, dcc, html

app = Dash(
    use_pages=True,
    pages_folder="views",
    url_base_pathname="/site/",
    title="The site",
    description="What all pages say",
    suppress_callback_exceptions=True,
    routing_callback_inputs={"word": dash.State("word", "value")},
)


@app.server.get("/")
def index():
    return '<!doctype html><title>Index</title><a href="/site/">The site</a>'


app.layout = html.Div(
    [
        dcc.Location(id="here"),
        dcc.Input(id="word", value="first"),
        html.Nav(
            [
                html.Div(
                    dcc.Link(
                        page["name"],
                        href=page["relative_path"],
                        id=page["module"].replace(".", "-"),
                    )
                )
                for page in dash.page_registry.values()
            ]
        ),
        dcc.Link("By its old name", href=dash.get_relative_path("/fruit/pomes/old/3"), id="old"),
        html.A(
            "By its old name, anew",
            href=dash.get_relative_path("/fruit/pomes/old/3"),
            id="old-anew",
        ),
        dcc.Link("Nowhere", href=dash.get_relative_path("/nowhere"), id="nowhere"),
        html.A(
            "Query", href=dash.get_relative_path("/fruit/pear?size=a%20b&size=c&empty="), id="query"
        ),
        html.Pre(
            "\n".join(
                f"{page['module']} {page['order']} {page['path']} {page['path_template']} {page['name']} {page['image']}"
                for page in dash.page_registry.values()
            )
        ),
        html.P(id="stripped"),
        dash.page_container,
    ]
)


@callback(Output("stripped", "children"), Input("here", "pathname"))
def strip(pathname):
    return f"{pathname} is {dash.strip_relative_path(pathname)}"


if __name__ == "__main__":
    app.run()
