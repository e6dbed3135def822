"""What the front end finds wrong with callbacks: a cycle, a duplicate output, missing ids, no input."""

from dash import Dash, Input, Output, callback, dcc, html

app = Dash()

app.layout = html.Div([dcc.Input(id="here"), html.P(id="told"), html.P(id="other")])


@callback(Output("told", "children"), Input("here", "value"))
def first(value):
    return f"first {value}"


@callback(Output("told", "children"), Input("here", "n_submit"))
def second(n_submit):
    return f"second {n_submit}"


@callback(Output("nowhere", "children"), Input("here", "value"))
def missing_output(value):
    return value


@callback(Output("other", "nothing"), Input("here", "value"))
def no_such_property(value):
    return value


@callback(Output("other", "title"), Input("other", "style"))
def one_way(style):
    return style


@callback(Output("other", "style"), Input("other", "title"))
def other_way(title):
    return title


if __name__ == "__main__":
    app.run(
        debug=True,
        use_reloader=False,
        dev_tools_hot_reload=False,
        dev_tools_disable_version_check=True,
    )
