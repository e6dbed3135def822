"""Components of the author's own, in a folder beside the app."""

import my_components as my
from dash import Dash, Input, Output, callback, html

app = Dash()

app.layout = html.Div(
    [
        my.Counter(id="counter", label="Clicks"),
        my.Panel([html.B("inside "), my.Counter(id="inner", label="Inner", count=5)], id="panel"),
        html.Pre(id="told"),
    ]
)


@callback(Output("told", "children"), Input("counter", "count"), Input("inner", "count"))
def tell(count, inner):
    return f"{count} and {inner}"


if __name__ == "__main__":
    app.run()
