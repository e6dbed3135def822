"""A page of plain HTML components, with all kinds of attributes."""

from dash import Dash, html

app = Dash()

app.layout = html.Main(
    [
        html.H1("Headings and text", className="large", style={"color": "teal", "marginTop": 4}),
        html.P(
            ["With ", html.B("bold"), ", ", html.I("italic"), " and ", html.Code("code()"), "."]
        ),
        html.Ul([html.Li(each) for each in ("one", 2, 3.5)], **{"data-kind": "list"}),
        html.Table(
            [
                html.Thead(html.Tr([html.Th("a", scope="col"), html.Th("b", colSpan=2)])),
                html.Tbody([html.Tr([html.Td(x), html.Td(x * x), html.Td(x**3)]) for x in (1, 2)]),
            ]
        ),
        html.Details([html.Summary("More"), html.P("hidden at first")], open=False, id="details"),
        html.Label(["Label ", html.Progress(value="30", max="100")], htmlFor="nothing"),
        html.Button("Disabled", disabled=True, **{"aria-label": "a button"}),
        html.A("elsewhere", href="https://example.org/", target="_blank", rel="noreferrer"),
        html.Blockquote("quoted", cite="https://example.org/"),
        html.Div(None),
        html.Div([]),
        html.Div([None, "text", 0, False]),
        html.Hr(),
        html.Br(),
        html.Iframe(srcDoc="<p>inside</p>", width=100, height=40),
        html.Template("unseen"),
    ],
    lang="en",
    dir="ltr",
    hidden=False,
    tabIndex="0",
    title="the page",
)

if __name__ == "__main__":
    app.run()
