"""The elements of ``dash.html``: text, lists, tables, forms, media and what a reader can click."""

from dash import Dash, Input, Output, State, callback, html

PIXEL_SVG = "/assets/tile.svg"

# `late.css` is linked by hand, from the middle of the page.
app = Dash(__name__, title="Gallery: elements", assets_ignore=r"late\.css")


def heading_section():
    return html.Section(
        [
            html.Header(
                html.Hgroup([html.H1("Heading 1"), html.H2("Heading 2"), html.H3("Heading 3")])
            ),
            html.H4("Heading 4"),
            html.H5("Heading 5"),
            html.H6("Heading 6"),
        ],
        id="headings",
    )


def text_section():
    return html.Article(
        [
            html.P(
                [
                    html.Strong("strong"),
                    html.Em(" em"),
                    html.B(" b"),
                    html.I(" i"),
                    html.U(" u"),
                    html.S(" s"),
                    html.Small(" small"),
                    html.Mark("mark", id="mark"),
                    html.Del("del"),
                    html.Ins("ins"),
                    html.Sub("sub"),
                    html.Sup("sup"),
                    html.Code("code"),
                    html.Kbd("kbd"),
                    html.Samp("samp"),
                    html.Var("var"),
                    html.Cite("cite"),
                    html.Q("q"),
                    html.Dfn("dfn"),
                    html.Abbr("abbr", title="abbreviation"),
                    html.Time("1 May", dateTime="2026-05-01"),
                    html.Data("one", value="1"),
                    html.Bdi("bdi"),
                    html.Bdo("bdo", dir="rtl"),
                    html.Span("span"),
                    html.Wbr(),
                    html.Br(),
                    html.Ruby(["漢", html.Rp("("), html.Rt("kan"), html.Rp(")")]),
                ],
                id="text",
            ),
            html.Pre("two\n  lines", id="pre"),
            html.Blockquote("quoted", cite="https://example.org"),
            html.Address("address"),
            html.Hr(),
        ]
    )


def list_section():
    return html.Nav(
        [
            html.Ul([html.Li("first"), html.Li("second")], id="ul"),
            html.Ol([html.Li("third"), html.Li("fourth")], id="ol", start="3"),
            html.Dl([html.Dt("term"), html.Dd("meaning")], id="dl"),
        ]
    )


def table_section():
    return html.Table(
        [
            html.Caption("Caption"),
            html.Colgroup([html.Col(), html.Col(style={"backgroundColor": "rgb(255, 250, 205)"})]),
            html.Thead(html.Tr([html.Th("Name"), html.Th("Count")])),
            html.Tbody(html.Tr([html.Td("apples"), html.Td("3")])),
            html.Tfoot(html.Tr([html.Td("sum"), html.Td("3")])),
        ],
        id="table",
    )


def form_section():
    return html.Form(
        html.Fieldset(
            [
                html.Legend("Form"),
                html.Label("Notes", htmlFor="notes"),
                html.Textarea(id="notes", placeholder="notes"),
                html.Select(
                    [
                        html.Optgroup(
                            [html.Option("tea", value="t"), html.Option("coffee", value="c")],
                            label="drinks",
                        )
                    ],
                    id="select",
                ),
                html.Datalist([html.Option(value="a"), html.Option(value="b")], id="datalist"),
                html.Meter(value="0.6", id="meter"),
                html.Progress(value="30", max="100", id="progress"),
                html.Output("output", id="result"),
                html.Button("Press", id="button", type="button"),
            ]
        ),
        id="form",
    )


def media_section():
    return html.Main(
        [
            html.Figure(
                [
                    html.Img(src=PIXEL_SVG, id="img", alt="tile", width="40", useMap="#areas"),
                    html.Figcaption("Figcaption"),
                ]
            ),
            html.MapEl(
                html.Area(shape="rect", coords="0,0,40,40", id="area", alt="area"),
                name="areas",
            ),
            html.Picture(
                [
                    html.Source(srcSet=PIXEL_SVG, type="image/svg+xml"),
                    html.Img(src="/assets/missing.png", id="picture-img", alt="tile", width="40"),
                ]
            ),
            html.Audio(id="audio", controls=True, src="/assets/tone.wav"),
            html.Video(
                [html.Source(src="/assets/clip.webm", type="video/webm"), html.Track()],
                id="video",
                controls=True,
                muted=True,
                width="80",
            ),
            html.Iframe(id="iframe", src="/assets/inner.html", width="200", height="60"),
            html.Iframe(id="srcdoc", srcDoc="<p>from srcdoc</p>", width="200", height="60"),
            html.ObjectEl(id="object", data=PIXEL_SVG, type="image/svg+xml", width="40"),
            html.Embed(id="embed", src=PIXEL_SVG, type="image/svg+xml", width="40"),
            html.Canvas(id="canvas", width="40", height="20"),
        ],
        id="media",
    )


def interactive_section():
    return html.Footer(
        [
            html.Details(
                [html.Summary("More", id="summary"), html.P("Hidden", id="more")], id="details"
            ),
            html.Dialog(["A dialog", html.Button("Close", id="close")], id="dialog"),
            html.Button("Open", id="open"),
            html.A("to the table", href="#table", id="anchor"),
            html.A("outside", href="https://example.org/", target="_blank", id="outside"),
            html.A("the tile", href=PIXEL_SVG, download="tile.svg", id="save"),
            html.Div("click this div", id="div", role="button", tabIndex="0"),
            html.Template(html.P("never shown", id="in-template")),
            html.Link(rel="stylesheet", href="/assets/late.css"),
        ]
    )


app.layout = html.Div(
    [
        heading_section(),
        text_section(),
        list_section(),
        table_section(),
        form_section(),
        media_section(),
        interactive_section(),
        html.Aside(
            [
                html.P(id="button-out"),
                html.P(id="div-out"),
                html.P(id="area-out"),
                html.P(id="dialog-out"),
            ]
        ),
    ],
    id="elements",
    **{"data-kind": "gallery", "aria-label": "Every element"},
)


@callback(Output("button-out", "children"), Input("button", "n_clicks"))
def count_button(clicks):
    return f"pressed {clicks or 0}"


@callback(Output("div-out", "children"), Input("div", "n_clicks"))
def count_div(clicks):
    return f"clicked {clicks or 0}"


@callback(Output("area-out", "children"), Input("area", "n_clicks"))
def count_area(clicks):
    return f"area {clicks or 0}"


@callback(
    Output("dialog", "open"),
    Output("dialog-out", "children"),
    Input("open", "n_clicks"),
    Input("close", "n_clicks"),
    State("dialog", "open"),
    prevent_initial_call=True,
)
def toggle_dialog(_opened, _closed, is_open):
    return not is_open, "closed" if is_open else "open"


if __name__ == "__main__":
    app.run(debug=False)
