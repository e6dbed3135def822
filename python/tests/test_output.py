import pytest

from .conftest import Page


def test_print_arrives_with_the_app_that_printed(page: Page) -> None:
    page.start_flask("a", "print('start'); app.get('/')(lambda: print('one\\ntwo') or 'x')")
    page.start_flask("b", "print('other')")
    page.get("a")
    assert page.output == [
        ("a", "info", "start"),
        ("b", "info", "other"),
        ("a", "info", "one"),
        ("a", "info", "two"),
    ]


def test_a_line_without_an_end_arrives_when_the_app_is_done(page: Page) -> None:
    page.start_flask("a", "print('a', end='')\nprint('b', end='')")
    assert page.output == [("a", "info", "ab")]


def test_errors_warnings_and_logs_have_their_level(page: Page) -> None:
    page.start_flask(
        "a",
        """
        import logging, sys, warnings
        warnings.simplefilter("default")
        print("to stderr", file=sys.stderr)
        warnings.warn("careful")
        logging.warning("root")
        app.logger.error("flask")
        logging.basicConfig(level=logging.DEBUG, format="%(message)s", force=True)
        logging.getLogger("x").info("info")
        logging.getLogger("x").debug("debug")
        """,
    )
    levels = [(level, text) for _, level, text in page.output]
    assert levels[0] == ("error", "to stderr")
    assert levels[1][0] == "warning"
    assert "UserWarning: careful" in levels[1][1]
    assert 'warnings.warn("careful")' in levels[1][1]
    assert levels[2] == ("warning", "WARNING:root:root")
    assert levels[3][0] == "error"
    assert levels[3][1].endswith("flask")
    assert levels[4:] == [("info", "info"), ("debug", "debug")]


def test_starting_prints_no_banner_of_a_server(page: Page) -> None:
    page.start("a", "import dash\napp = dash.Dash()\napp.layout = []\napp.run(debug=True)")
    page.start_flask("b", "app.run(debug=True)")
    assert page.output == []


def test_the_traceback_of_a_callback_is_written(page: Page) -> None:
    page.start(
        "a",
        """
        from dash import Dash, Input, Output, html
        app = Dash()
        app.layout = html.Div([html.Div(id="i"), html.Div(id="o")])
        @app.callback(Output("o", "children"), Input("i", "n_clicks"))
        def fail(n):
            raise ValueError("because")
        """,
    )
    with pytest.raises(AssertionError):
        page.callback("a", "o.children", i__n_clicks=1)
    errors = [text for _, level, text in page.output if level == "error"]
    assert any("ValueError: because" in text for text in errors)
