"""dcc.Markdown: all its syntax, code, mathematics, links, HTML."""

from dash import Dash, Input, Output, callback, dcc, html

TEXT = """
# Heading

A paragraph with **bold**, _italic_, `code`, ~~gone~~ and a [link](/inside), [another](https://example.org).

1. one
2. two
   - nested

- [x] done
- [ ] to do

> quoted

| a | b |
|---|--:|
| 1 | 2 |

```python
def double(x: int) -> int:
    return 2 * x  # twice
```

Inline $a^2 + b^2$ and

$$\\sum_{n=1}^{N} \\frac{1}{n^2}$$
"""

app = Dash()

app.layout = html.Div(
    [
        dcc.Location(id="url"),
        dcc.Markdown(TEXT, mathjax=True, id="math"),
        dcc.Markdown(TEXT, id="plain", link_target="_blank", className="own"),
        dcc.Markdown(
            "<b>raw</b> <dccLink href='/raw' children='raw link' />", dangerously_allow_html=True
        ),
        dcc.Markdown(
            ["    indented", "    lines"], dedent=False, highlight_config={"theme": "dark"}
        ),
        html.P(id="path"),
    ]
)


@callback(Output("path", "children"), Input("url", "pathname"))
def path(pathname):
    return pathname


if __name__ == "__main__":
    app.run()
