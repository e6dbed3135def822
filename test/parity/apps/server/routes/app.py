"""Flask's side of an app: routes, blueprints, sessions, cookies, hooks, redirects, forms, files."""

import io

import flask
from dash import Dash, Input, Output, callback, clientside_callback, html

server = flask.Flask(__name__)
server.secret_key = "a fixed one"
app = Dash(server=server)

blueprint = flask.Blueprint("api", __name__, url_prefix="/api")


@blueprint.get("/items/<int:number>")
def item(number):
    return {"number": number, "query": flask.request.args.to_dict(flat=False)}


@blueprint.post("/items")
def create():
    response = flask.jsonify(created=flask.request.get_json())
    response.status_code = 201
    return response


@blueprint.route("/items/<int:number>", methods=["PUT", "DELETE"])
def change(number):
    return f"{flask.request.method} {number}"


server.register_blueprint(blueprint)


@server.before_request
def count():
    if flask.request.path == "/session":
        flask.session["visits"] = flask.session.get("visits", 0) + 1


@server.after_request
def mark(response):
    response.headers["X-Marked"] = "yes"
    return response


@server.get("/session")
def session():
    response = flask.make_response(f"visit {flask.session['visits']}")
    response.set_cookie("plain", f"v{flask.session['visits']}", max_age=1000)
    response.set_cookie("hidden", "unseen", httponly=True)
    return response


@server.get("/cookies")
def cookies():
    return {
        name: flask.request.cookies[name]
        for name in ("plain", "hidden", "script")
        if name in flask.request.cookies
    }


@server.get("/redirect")
def redirect():
    return flask.redirect(flask.url_for("api.item", number=7, q="x y"))


@server.post("/form")
def form():
    file = flask.request.files.get("file")
    return {
        "field": flask.request.form["field"],
        "file": file and file.read().decode(),
        "name": file and file.filename,
    }


@server.get("/file")
def file():
    return flask.send_file(
        io.BytesIO(b"a,b\n1,2\n"), "text/csv", as_attachment=True, download_name="data.csv"
    )


@server.get("/stream")
def stream():
    return flask.Response((f"{n}\n" for n in range(5)), mimetype="text/plain")


REQUESTS = {
    "item": "fetch('/api/items/3?a=1&a=2&b=%C3%A9')",
    "create": "fetch('/api/items', {method: 'POST', body: JSON.stringify({a: [1]}), headers: {'Content-Type': 'application/json'}})",
    "put": "fetch('/api/items/4', {method: 'PUT'})",
    "delete": "fetch('/api/items/4', {method: 'DELETE'})",
    "wrong-method": "fetch('/api/items/4', {method: 'PATCH'})",
    "session": "fetch('/session')",
    "cookies": "(document.cookie = 'script=written; path=/', fetch('/cookies'))",
    "redirect": "fetch('/redirect')",
    "form": "(() => { const form = new FormData(); form.set('field', 'é'); form.set('file', new File(['content'], 'name.txt')); return fetch('/form', {method: 'POST', body: form}); })()",
    "stream": "fetch('/stream')",
    "xhr": "new Promise((resolve) => { const xhr = new XMLHttpRequest(); xhr.open('GET', '/api/items/9'); xhr.onload = () => resolve(new Response(xhr.responseText, {status: xhr.status})); xhr.send(); })",
    "options": "fetch('/api/items/4', {method: 'OPTIONS'})",
    "head": "fetch('/stream', {method: 'HEAD'})",
}

app.layout = html.Div(
    [
        *[html.Button(name, id=name) for name in REQUESTS],
        html.Pre(id="answer"),
        html.A("file", href="/file", id="file"),
        html.P(id="request"),
    ]
)

for name, request in REQUESTS.items():
    clientside_callback(
        f"""async () => {{
            const response = await {request};
            const text = await response.text();
            const path = response.url && new URL(response.url).pathname + new URL(response.url).search;
            return JSON.stringify({{status: response.status, redirected: response.redirected, path, text,
                marked: response.headers.get('x-marked'), cookie: document.cookie}});
        }}""",
        Output("answer", "children", allow_duplicate=True),
        Input(name, "n_clicks"),
        prevent_initial_call=True,
    )


@callback(Output("request", "children"), Input("item", "n_clicks"))
def tell(_):
    request = flask.request
    flask.session["callbacks"] = flask.session.get("callbacks", 0) + 1
    return f"{request.method} {request.path} {request.content_type} {flask.session['callbacks']} {request.scheme}"


if __name__ == "__main__":
    app.run()
