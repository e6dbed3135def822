"""A layout that is made anew at each visit, as a list of components."""

from dash import Dash, Input, Output, callback, html

visits = 0

app = Dash(title="Visits", update_title=None)


def layout():
    global visits
    visits += 1
    return [html.H2(f"Visit {visits}"), html.Button("Count", id="count"), html.P(id="counted")]


app.layout = layout


@callback(Output("counted", "children"), Input("count", "n_clicks"))
def count(n_clicks):
    return f"{n_clicks} in visit {visits}"


if __name__ == "__main__":
    app.run()
