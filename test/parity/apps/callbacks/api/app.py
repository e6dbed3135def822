"""Callbacks that have an address of their own, asked from a script."""

from dash import Dash, Input, Output, callback, clientside_callback, html

app = Dash()

app.layout = html.Div([html.Button("Ask", id="ask"), html.P(id="sum"), html.Pre(id="told")])


@callback(Output("sum", "children"), Input("ask", "n_clicks"), api_endpoint="/api/double")
def double(n_clicks):
    """Doubles a number."""
    return 2 * (n_clicks or 0)


app.setup_apis()

clientside_callback(
    """async (clicks) => {
        const response = await fetch('/api/double', {method: 'POST', body: JSON.stringify({n_clicks: clicks ?? 20}),
            headers: {'Content-Type': 'application/json'}});
        return `${response.status} ${(await response.text()).slice(0, 100)}`;
    }""",
    Output("told", "children"),
    Input("ask", "n_clicks"),
)

if __name__ == "__main__":
    app.run()
