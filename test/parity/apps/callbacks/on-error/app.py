"""Errors that the app handles itself: for one callback, or for all of them."""

from dash import Dash, Input, Output, callback, ctx, html, set_props


def handle_all(error):
    set_props("told", {"children": f"for all: {error}"})


def handle_one(error):
    return f"for {ctx.triggered_id}: {error}"


app = Dash(on_error=handle_all)

app.layout = html.Div(
    [
        html.Button("One", id="one"),
        html.Button("All", id="all"),
        html.P("as before", id="of-one"),
        html.P("as before", id="of-all"),
        html.P(id="told"),
    ]
)


@callback(
    Output("of-one", "children"),
    Input("one", "n_clicks"),
    on_error=handle_one,
    prevent_initial_call=True,
)
def fail_one(n_clicks):
    raise ValueError(f"click {n_clicks}")


@callback(Output("of-all", "children"), Input("all", "n_clicks"), prevent_initial_call=True)
def fail(n_clicks):
    raise KeyError(f"click {n_clicks}")


if __name__ == "__main__":
    app.run()
