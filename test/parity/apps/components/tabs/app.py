"""dcc.Tabs: content in the tabs and by callback, styles, upright, disabled ones, persistence."""

from dash import Dash, Input, Output, callback, dcc, html

app = Dash()

app.layout = html.Div(
    [
        dcc.Tabs(
            [
                dcc.Tab(
                    [html.P("First content"), dcc.Input(id="inside")], label="First", value="1"
                ),
                dcc.Tab(
                    dcc.Graph(figure={"data": [{"y": [3, 1, 2]}]}, id="in-tab"),
                    label="Graph",
                    value="2",
                ),
                dcc.Tab("off", label="Off", value="3", disabled=True),
            ],
            id="tabs",
            value="1",
            persistence=True,
            persistence_type="session",
        ),
        dcc.Tabs(
            [
                dcc.Tab(
                    label=name, value=name, style={"padding": 4}, selected_style={"color": "red"}
                )
                for name in ("a", "b")
            ],
            value="b",
            id="by-callback",
            vertical=True,
            colors={"primary": "gold"},
        ),
        html.Div(id="content"),
    ]
)


@callback(Output("content", "children"), Input("by-callback", "value"), Input("tabs", "value"))
def show(*values):
    return f"Tabs {values}"


if __name__ == "__main__":
    app.run()
