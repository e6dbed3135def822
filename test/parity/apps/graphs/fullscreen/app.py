"""A graph that fills the screen, as a script of the app asks for it."""

from dash import Dash, Input, Output, clientside_callback, dcc, html

app = Dash()

app.layout = html.Div(
    [
        html.Div(
            [
                html.Button("Fill", id="fill"),
                dcc.Graph(
                    id="graph",
                    figure={"data": [{"y": [1, 3, 2]}]},
                    style={"height": "90%"},
                    responsive=True,
                ),
            ],
            id="box",
            style={"height": 300, "background": "white"},
        ),
        html.Pre(id="told"),
    ]
)

clientside_callback(
    """
    async (n) => {
        document.onfullscreenchange ??= () =>
            dash_clientside.set_props('told', { title: document.fullscreenElement?.id ?? 'none' });
        if (document.fullscreenElement) await document.exitFullscreen();
        else await document.getElementById('box').requestFullscreen();
        return String(document.fullscreenElement?.id);
    }
    """,
    Output("told", "children"),
    Input("fill", "n_clicks"),
    prevent_initial_call=True,
)

if __name__ == "__main__":
    app.run()
