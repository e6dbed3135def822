"""A site behind a login of its own: sessions, redirects, pages for errors, answers by what is accepted, and packed ones."""

import gzip

import flask
from dash import Dash, Input, Output, callback, clientside_callback, html
from werkzeug.exceptions import HTTPException

server = flask.Flask(__name__)
server.secret_key = "a fixed one"
app = Dash(server=server, url_base_pathname="/app/")

LOGIN = """<!doctype html><title>Log in</title><h1>Log in</h1>
{% for message in get_flashed_messages() %}<p class="message">{{ message }}</p>{% endfor %}
<form method="post"><input name="user"><input name="next" type="hidden" value="{{ next }}"><button>Enter</button></form>"""


@server.before_request
def guard():
    if flask.request.path.startswith("/app/") and "user" not in flask.session:
        return flask.redirect(flask.url_for("login", next=flask.request.full_path))
    return None


@server.route("/")
def index():
    return flask.redirect("/app/")


@server.route("/login", methods=["GET", "POST"])
def login():
    if flask.request.method == "POST":
        user = flask.request.form["user"]
        if user == "ada":
            flask.session["user"] = user
            return flask.redirect(flask.request.form["next"] or "/app/", 303)
        flask.flash(f"Nobody is called {user or 'that'}.")
    return flask.render_template_string(LOGIN, next=flask.request.values.get("next", ""))


@server.route("/logout")
def logout():
    flask.session.clear()
    return flask.redirect(flask.url_for("login"))


@server.route("/fails/<int:status>")
def fail(status):
    flask.abort(status)


@server.errorhandler(HTTPException)
def tell(error):
    if flask.request.accept_mimetypes.best_match(["application/json", "text/html"]) == "text/html":
        return (
            f'<!doctype html><title>{error.name}</title><h1>{error.code}</h1><a href="/app/">On</a>',
            error.code,
        )
    return {"code": error.code, "name": error.name}, error.code


@server.get("/packed")
def packed():
    return flask.Response(
        gzip.compress(b"packed"), mimetype="application/x-own", headers={"Content-Encoding": "gzip"}
    )


def layout():
    return html.Div(
        [
            # Dash asks for the layout once before anyone has logged in.
            html.H1(
                f"Hello {flask.session.get('user') if flask.has_request_context() else 'nobody'}"
            ),
            html.A("Out", href="/logout", id="out"),
            html.A("Fail", href="/fails/403", id="fail"),
            html.A("Nowhere", href="/nowhere", id="nowhere"),
            html.Button("Count", id="count"),
            html.P(id="counted"),
            html.P(id="asked"),
        ]
    )


app.layout = layout


@callback(Output("counted", "children"), Input("count", "n_clicks"), prevent_initial_call=True)
def count(clicks):
    flask.session["count"] = flask.session.get("count", 0) + 1
    return f"{flask.session['user']} {clicks} {flask.session['count']}"


clientside_callback(
    """async () => {
        const response = await fetch('/fails/418', { headers: { Accept: 'application/json' } });
        const { code, name } = await response.json();
        const packed = await fetch('/packed');
        return `${response.status} ${code} ${name} ${await packed.text()} ${packed.headers.get('content-encoding')}`;
    }""",
    Output("asked", "children"),
    Input("count", "n_clicks"),
    prevent_initial_call=True,
)

if __name__ == "__main__":
    app.run()
