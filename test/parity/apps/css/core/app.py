"""Dash's own components in the colours of an app: variables, a root font size, dark on request."""

from dash import Dash, Input, Output, clientside_callback, dash_table, dcc, html

app = Dash()

app.layout = html.Main(
    [
        html.H2("Core components"),
        dcc.Checklist(["dark"], [], id="dark"),
        dcc.Tabs([dcc.Tab("first", label="First"), dcc.Tab("second", label="Second")]),
        dcc.Dropdown(["one", "two"], "one", id="dropdown"),
        dcc.Dropdown(["one", "two"], ["one"], multi=True),
        dcc.Input(value="text", id="input"),
        dcc.Textarea(value="more text", style={"width": "12rem", "height": "5vh"}),
        dcc.RadioItems(["a", "b"], "a", inline=True),
        dcc.Slider(0, 10, 1, value=4),
        dcc.RangeSlider(0, 10, value=[2, 5]),
        dcc.DatePickerSingle(date="2026-03-01", id="date"),
        dcc.Markdown("**Markdown** with `code`\n\n> and a quotation"),
        dash_table.DataTable(
            [{"a": n, "b": n * n} for n in range(4)],
            [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
            id="table",
            filter_action="native",
            row_selectable="multi",
        ),
    ]
)

clientside_callback(
    """(dark) => {
        document.documentElement.classList.toggle('dark', dark.length > 0);
        return dash_clientside.no_update;
    }""",
    Output("dark", "id"),
    Input("dark", "value"),
)

if __name__ == "__main__":
    app.run()
