"""Where an app's page may load component suites by itself, and where the app is to see what is asked."""

import textwrap

import pytest

from .conftest import Page

SUITES = "_dash-component-suites/"

APP = """
import dash
import flask
from dash import Dash, html

app = Dash()
app.layout = html.P("Hello")
"""


def paths(page: Page, code: str) -> list[str]:
    return list(page.start("app", textwrap.dedent(code)).suite_paths)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (APP, ["/"]),
        (APP + "app.run(debug=False)", ["/"]),
        (APP.replace("Dash()", 'Dash(url_base_pathname="/below/")'), ["/below/"]),
        (APP + "@app.server.get('/other')\ndef other(): return 'other'", ["/"]),
        (APP.replace("Dash()", "Dash(use_pages=True, pages_folder='')"), ["/"]),
        (
            """
            import flask
            from dash import Dash, html
            server = flask.Flask(__name__)
            one = Dash(server=server, url_base_pathname="/one/")
            two = Dash(server=server, url_base_pathname="/two/")
            one.layout = two.layout = html.P("Hello")
            """,
            ["/one/", "/two/"],
        ),
    ],
)
def test_served_by_dash_alone(page: Page, code: str, expected: list[str]) -> None:
    assert paths(page, code) == [f"{each}{SUITES}" for each in expected]


@pytest.mark.parametrize(
    "more",
    [
        "@app.server.before_request\ndef look(): pass",
        "@app.server.after_request\ndef look(response): return response",
        "@app.server.teardown_request\ndef look(error): pass",
        "@app.server.teardown_appcontext\ndef look(error): pass",
        "@app.server.url_value_preprocessor\ndef look(endpoint, values): pass",
        "look = lambda sender, **_: None\nflask.request_started.connect(look, app.server)",
        "app.server.wsgi_app = lambda environ, start: flask.Flask.wsgi_app(app.server, environ, start)",
        "for name in app.server.view_functions:\n    app.server.view_functions[name] = print",
        "@app.server.get('/_dash-component-suites/dash/dcc/<name>')\ndef own(name): return name",
        "app.run(debug=True)",
    ],
)
def test_watched_by_the_app(page: Page, more: str) -> None:
    assert paths(page, APP + more) == []


def test_of_a_server_of_its_own(page: Page) -> None:
    assert (
        paths(
            page,
            "import flask\nclass Server(flask.Flask): pass"
            + APP.replace("Dash()", "Dash(server=Server('x'))"),
        )
        == []
    )


def test_of_flask_without_dash(page: Page) -> None:
    assert paths(page, "import flask\napp = flask.Flask('app')") == []
