"""Links to places in the page: what scrolls, what has the focus, what the address is."""

from dash import Dash, html

app = Dash()

LINKS = {
    "section": "#section",
    "field": "#field",
    "missing": "#missing",
    "top": "#top",
    "empty": "#",
    "again": "#section",
}

app.layout = html.Div(
    [
        html.Nav(
            [html.A(name, href=href, id=f"to-{name}") for name, href in LINKS.items()],
            style={"position": "sticky", "top": 0},
        ),
        html.Div(style={"height": 1000}),
        html.H2("Section", id="section"),
        html.Button("Field", id="field"),
        html.Div(style={"height": 1000}),
    ]
)

if __name__ == "__main__":
    app.run()
