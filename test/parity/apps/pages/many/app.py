"""A site of several pages in a folder, with paths, queries, titles, a redirect and a page for 404."""

import dash
from dash import Dash, dcc, html

app = Dash(use_pages=True)

app.layout = html.Div(
    [
        html.Nav(
            [
                dcc.Link(page["name"], href=page["relative_path"], id=f"to-{page['name'].lower()}")
                for page in dash.page_registry.values()
                if page["path_template"] is None
            ]
            + [
                dcc.Link("A report", href="/reports/north/2026?detail=full", id="to-report"),
                dcc.Link("Nowhere", href="/nowhere", id="to-nowhere"),
                dcc.Link("Old", href="/old", id="to-old"),
                html.A("Plain", href="/archive?plain=1", id="to-plain"),
            ]
        ),
        dash.page_container,
    ]
)

if __name__ == "__main__":
    app.run()
