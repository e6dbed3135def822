import pytest

from webdash.kernel.errors import KernelError

from .conftest import Page

DASH = """
    import dash
    from dash import Dash, Input, Output, dcc, html
    """


def failure(page: Page, code: str, files: dict[str, str] | None = None) -> KernelError:
    with pytest.raises(KernelError) as caught:
        page.start("a", code, files)
    return caught.value


def title(page: Page) -> str:
    """Return the title that a Dash app gives its page."""
    return page.text("a").partition("<title>")[2].partition("</title>")[0]


def test_the_file_is_main_in_its_own_folder(page: Page) -> None:
    page.start(
        "a",
        """
        import os, pathlib, pickle, sys
        from dataclasses import dataclass

        @dataclass
        class Point:
            x: int

        here = pathlib.Path(__file__).parent
        assert __name__ == "__main__"
        assert sys.modules["__main__"].Point is Point
        assert pickle.loads(pickle.dumps(Point(1))) == Point(1)
        assert pathlib.Path.cwd() == here == pathlib.Path(sys.path[0])
        assert sys.argv == [__file__]
        assert pathlib.Path("data.csv").read_text() == "x"
        assert __import__("inspect").getsource(Point).startswith("@dataclass")
        def app(environ, start_response):
            assert os.getcwd() == str(here)
            start_response("200 OK", [])
            return [b"served"]
        """,
        {"data.csv": "x"},
    )
    assert page.text("a") == "served"


def test_run_serves_that_app_and_ends_the_file(page: Page) -> None:
    page.start(
        "a",
        DASH
        + """
    one, app = Dash(title="one"), Dash(title="two")
    one.layout = app.layout = html.Div()
    try:
        if __name__ == "__main__":
            one.run(debug=True)
    except Exception:
        pass
    raise AssertionError("not reached")
    """,
    )
    assert title(page) == "one"


@pytest.mark.parametrize(
    "serve",
    [
        "server.run(host='0.0.0.0', port=80)",
        "app.run(port=1234)",
        "from werkzeug.serving import run_simple; run_simple('localhost', 1, server)",
        "from werkzeug import run_simple; run_simple('localhost', 1, server)",
    ],
)
def test_each_way_of_serving_serves(page: Page, serve: str) -> None:
    page.start(
        "a",
        DASH
        + f"""
    app = Dash(title="it")
    app.layout = html.Div()
    server = app.server
    decoy = Dash()
    {serve}
    raise AssertionError("not reached")
    """,
    )
    assert title(page) == "it"


def test_waitress_serves_where_an_author_brings_it(page: Page) -> None:
    page.start(
        "a",
        """
        import waitress
        waitress.serve(lambda environ, start: start("200 OK", []) and [b"w"], port=8080)
        """,
        {"waitress/__init__.py": "def serve(app, **options): raise OSError('no sockets')"},
    )
    assert page.text("a") == "w"


def test_debug_can_be_asked_for_by_the_environment(page: Page) -> None:
    page.start(
        "a",
        DASH + "import os; os.environ['DASH_DEBUG'] = 'true'; app = Dash(); app.layout = []; app.run()",
    )
    assert '"ui":true' in page.text("a")


def test_serving_while_answering_is_refused(page: Page) -> None:
    page.start_flask("a", "app.get('/')(lambda: app.run())")
    assert page.get("a").status == 500
    assert any("only while its file runs" in text for _, _, text in page.output)


@pytest.mark.parametrize(
    "code",
    [
        "something = Dash(title='it'); something.layout = html.Div()",
        "other, app = Dash(title='no'), Dash(title='it'); app.layout = html.Div()",
        "import flask; app = Dash(title='it'); app.layout = html.Div(); server = app.server",
        "import flask; server = flask.Flask('x'); other = flask.Flask('y')\n"
        "    d = Dash(server=server, title='it'); d.layout = html.Div()",
    ],
)
def test_without_run_the_one_dash_app_or_the_one_named_app_is_served(page: Page, code: str) -> None:
    page.start("a", f"{DASH}{code}")
    assert title(page) == "it"


def test_several_dash_apps_on_one_server_are_one(page: Page) -> None:
    page.start(
        "a",
        DASH
        + """
    import flask
    server = flask.Flask(__name__)
    one = Dash(server=server, url_base_pathname="/one/")
    two = Dash(server=server, url_base_pathname="/two/")
    one.layout = two.layout = html.Div()
    """,
    )
    assert (page.get("a", "/one/").status, page.get("a", "/two/").status) == (200, 200)


def test_a_bare_flask_app_is_served(page: Page) -> None:
    page.start("a", "import flask\nwhatever = flask.Flask(__name__)\nwhatever.get('/')(lambda: 'f')")
    assert page.text("a") == "f"


def test_exiting_well_is_the_end_of_the_file(page: Page) -> None:
    page.start_flask("a", "app.get('/')(lambda: 'x')\nraise SystemExit")
    assert page.text("a") == "x"


def test_no_app_is_a_named_error(page: Page) -> None:
    assert failure(page, "x = 1").code == "app-not-found"
    assert failure(page, "from dash import Dash as app").code == "app-not-found"


def test_several_apps_are_a_named_error_that_names_them(page: Page) -> None:
    error = failure(page, "from dash import Dash\none, two = Dash(), Dash()")
    assert error.code == "app-ambiguous"
    assert "(one, two)" in error.message


def test_a_syntax_error_shows_the_line(page: Page) -> None:
    error = failure(page, "x = 1\ny = = 2\n")
    assert error.code == "python-syntax"
    assert error.message == "app.py, line 2: invalid syntax"
    assert error.detail is not None
    assert '  File "app.py", line 2\n    y = = 2\n        ^\n' in error.detail


def test_a_syntax_error_in_an_imported_file_names_that_file(page: Page) -> None:
    error = failure(page, "import lib.part", {"lib/part.py": "x = (\n"})
    assert error.code == "python-syntax"
    assert error.message.startswith("lib/part.py, line 1")


def test_an_exception_shows_the_authors_lines_and_none_of_ours(page: Page) -> None:
    error = failure(page, "def f():\n    return 1 / 0\n\nf()\n")
    assert error.code == "python-exception"
    assert error.message == "ZeroDivisionError: division by zero"
    assert error.detail is not None
    assert error.detail.startswith(
        'Traceback (most recent call last):\n  File "app.py", line 4, in <module>\n    f()\n'
    )
    assert "webdash" not in error.detail


def test_a_note_of_an_exception_is_not_taken_for_the_exception(page: Page) -> None:
    error = failure(page, "e = KeyError('x')\ne.add_note('a note')\nraise e")
    assert error.message == "KeyError: 'x'"
    assert error.detail is not None
    assert error.detail.endswith("a note\n")


def test_exiting_with_a_status_is_an_exception(page: Page) -> None:
    error = failure(page, "import sys\nsys.exit('no database')")
    assert (error.code, error.message) == ("python-exception", "SystemExit: no database")


def test_a_missing_package_is_named(page: Page) -> None:
    error = failure(page, "import nowhere.at_all")
    assert error.code == "package-missing"
    assert "nowhere" in error.message


def test_an_optional_dependency_that_is_missing_is_named(page: Page) -> None:
    error = failure(page, """raise ImportError("Missing optional dependency 'openpyxl'.  Use pip.")""")
    assert error.code == "package-missing"
    assert "openpyxl" in error.message


def test_a_missing_package_is_named_behind_what_another_says_of_it(page: Page) -> None:
    error = failure(
        page,
        """
        try:
            import nowhere
        except ImportError:
            raise ImportError("This needs more packages.")
        """,
    )
    assert (error.code, error.module) == ("package-missing", "nowhere")


def test_a_missing_package_behind_another_exception_may_be_sought(page: Page) -> None:
    error = failure(
        page,
        """
        try:
            import nowhere
        except ImportError:
            raise NotImplementedError("This needs more packages.")
        """,
    )
    assert (error.code, error.module) == ("python-exception", "nowhere")


def test_a_package_that_a_request_lacks_is_named_with_what_to_write(page: Page) -> None:
    page.start_flask(
        "a",
        """
        @app.get("/")
        def hello():
            import nowhere.at_all
        """,
    )
    assert page.get("a").status == 500
    printed = "".join(text for _, _, text in page.output)
    assert "There is no package nowhere. Name the one that brings it in the attribute requirements" in printed


def test_a_missing_part_of_a_package_is_an_exception(page: Page) -> None:
    assert failure(page, "import dash.nowhere").code == "python-exception"


def test_a_main_file_in_a_folder_runs_beside_that_folder(page: Page) -> None:
    page.start(
        "a",
        """
        import os, pathlib, part, flask
        app = flask.Flask(__name__)
        app.get("/")(lambda: part.text + pathlib.Path("data.txt").read_text() + os.path.relpath(__file__))
        """,
        {"src/part.py": "text = 'a '", "data.txt": "b "},
        main="src/app.py",
    )
    assert page.text("a") == "a b src/app.py"


def test_the_folder_of_an_app_that_never_ran_goes_with_it(page: Page) -> None:
    folder = page.kernel.prepare("a")
    assert folder.is_dir()
    page.kernel.stop("a")
    assert not folder.exists()


def test_an_app_that_failed_can_be_started_again(page: Page) -> None:
    failure(page, "import part", {"part.py": "1 / 0"})
    page.start("a", "from part import app", {"part.py": "import flask\napp = flask.Flask(__name__)"})
    assert page.get("a").status == 404


def test_starting_again_replaces_the_app(page: Page) -> None:
    page.start_flask("a", "app.get('/')(lambda: 'one')")
    page.start_flask("a", "app.get('/')(lambda: 'two')")
    assert page.text("a") == "two"
