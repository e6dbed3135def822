"""Routes of the author's own that raise, abort or are not there, asked from the page."""

import flask
from dash import Dash, Input, Output, clientside_callback, html

app = Dash()

PATHS = ["/raises", "/aborts", "/nowhere.json", "/teapot", "/handled"]

app.layout = html.Div(
    [
        *[html.Button(path, id=path[1:].replace(".", "-")) for path in PATHS],
        html.Pre(id="answer"),
    ]
)


@app.server.route("/raises")
def raises():
    raise RuntimeError("on purpose")


@app.server.route("/aborts")
def aborts():
    flask.abort(403, "not for you")


@app.server.route("/teapot")
def teapot():
    return "short and stout", 418, {"X-Handle": "here"}


class Special(Exception):
    pass


@app.server.errorhandler(Special)
def handle(error):
    return flask.jsonify(handled=str(error)), 409


@app.server.route("/handled")
def handled():
    raise Special("a special one")


for path in PATHS:
    clientside_callback(
        f"""async () => {{
            const response = await fetch('{path}');
            const {{status, statusText, url, redirected}} = response;
            const text = await response.text();
            const path = new URL(url).pathname;
            return JSON.stringify({{status, statusText, path, redirected, text: text.slice(0, 200),
                type: response.headers.get('content-type'), handle: response.headers.get('x-handle')}});
        }}""",
        Output("answer", "children", allow_duplicate=True),
        Input(path[1:].replace(".", "-"), "n_clicks"),
        prevent_initial_call=True,
    )

if __name__ == "__main__":
    app.run()
