"""An app beside pages and forms of Flask's own."""

import flask
from dash import Dash, dcc, html

server = flask.Flask(__name__)
app = Dash(server=server, routes_pathname_prefix="/dash/", requests_pathname_prefix="/dash/")


@server.get("/")
def index():
    return flask.render_template_string(
        """<!doctype html><title>{{ title }}</title>
        <form action="/greet"><input name="name" value="Ada"><button>Greet</button></form>
        <form action="/post" method="post"><input name="word" value="a&b"><button>Post</button></form>
        <a href="{{ url_for('moved') }}">Moved</a>""",
        title="A form",
    )


@server.get("/greet")
def greet():
    name = flask.request.args["name"]
    return f'<!doctype html><title>Greeting</title><h1>Hello {name}</h1><a href="/">Back</a>'


@server.post("/post")
def post():
    return f'<!doctype html><title>Posted</title><h1>{flask.request.form["word"]}</h1><a href="/">Back</a>'


@server.get("/moved")
def moved():
    return flask.redirect("/dash/")


app.layout = html.Div([html.H1("The app"), dcc.Link("home", href="/", refresh=True)])

if __name__ == "__main__":
    app.run()
