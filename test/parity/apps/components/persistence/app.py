"""What users entered comes back after a reload: persistence in all its places."""

from dash import Dash, Input, Output, callback, dcc, html

app = Dash()

app.layout = html.Div(
    [
        dcc.Input(id="local", value="given", persistence=True),
        dcc.Input(id="session", value="given", persistence="key", persistence_type="session"),
        dcc.Input(id="memory", value="given", persistence=1, persistence_type="memory"),
        dcc.Checklist(["a", "b"], [], id="checks", persistence=True),
        dcc.Dropdown(["x", "y"], "x", id="dropdown", persistence=True),
        html.P(id="told"),
    ]
)


@callback(
    Output("told", "children"),
    *[Input(name, "value") for name in ("local", "session", "memory", "checks", "dropdown")],
)
def tell(*values):
    return str(values)


if __name__ == "__main__":
    app.run()
