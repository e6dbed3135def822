"""What Python keeps between callbacks: globals, caches, generators, printed text, logs, warnings."""

import functools
import logging
import sys
import warnings

from dash import Dash, Input, Output, callback, html

app = Dash(__name__)

log = []
counter = iter(range(100))


@functools.cache
def square(n):
    log.append(n)
    return n * n


app.layout = html.Div([html.Button("Ask", id="ask", n_clicks=0), html.Pre(id="told")])


@callback(Output("told", "children"), Input("ask", "n_clicks"))
def ask(n_clicks):
    print(f"asked {n_clicks}")
    print("to stderr", file=sys.stderr)
    logging.getLogger("own").warning("logged %s", n_clicks)
    warnings.warn(f"warned {n_clicks}", UserWarning, stacklevel=1)
    return f"{square(n_clicks // 2)} {log} {next(counter)} {__name__} {__file__.split('/')[-1]}"


if __name__ == "__main__":
    app.run()
