"""The page's title: set by callbacks, while updating, and by scripts."""

import time

from dash import Dash, Input, Output, callback, clientside_callback, html

app = Dash(title="Begin", update_title="At work…")

app.layout = html.Div(
    [
        html.Button("Slow", id="slow"),
        html.Button("Title", id="title"),
        html.P(id="told"),
        html.P(id="titled"),
        html.P(id="seen"),
        html.Button("Watch", id="watch"),
    ]
)


@callback(Output("told", "children"), Input("slow", "n_clicks"), prevent_initial_call=True)
def slow(n_clicks):
    time.sleep(0.4)
    return n_clicks


clientside_callback(
    "(clicks) => { document.title = `Title ${clicks}`; return document.title; }",
    Output("titled", "children"),
    Input("title", "n_clicks"),
    prevent_initial_call=True,
)

clientside_callback(
    """
    () => {
        window.titles ??= [];
        const look = () => {
            if (window.titles.at(-1) !== document.title) window.titles.push(document.title);
        };
        window.watching ??= setInterval(look, 20);
        return window.titles.join(' | ');
    }
    """,
    Output("seen", "children"),
    Input("watch", "n_clicks"),
)

if __name__ == "__main__":
    app.run()
