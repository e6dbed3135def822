"""Dash's dev tools, and the reloader of a server in debug mode."""

import json
from pathlib import Path
from typing import Any

import pytest

from webdash.kernel import dev_tools
from webdash.kernel.errors import KernelError
from webdash.kernel.messages import Definition, FileChange

from .conftest import Page

APP = """
    import flask, helper
    from dash import Dash, html
    app = Dash()
    app.layout = html.Div(helper.TEXT)

    @app.server.route("/visit")
    def visit():
        response = flask.make_response(helper.TEXT + flask.request.cookies.get("seen", ""))
        response.set_cookie("seen", "yes")
        return response

    """
HELPER = {"helper.py": "TEXT = 'one'"}


def write(page: Page, path: str, text: str) -> bool:
    """Change a file of the app `a`; return whether the app is to be restarted."""
    (page.kernel._apps["a"].folder / path).write_text(text)
    return page.kernel.changed("a", [FileChange("modified", path)])


def restart(page: Page, code: str) -> None:
    page.kernel.restart("a", Definition(code, "app.py", "http://example.org"))


def code(page: Page) -> str:
    return (page.kernel._apps["a"].folder / "app.py").read_text()


def reload_hash(page: Page) -> Any:
    return page.json("a", "/_reload-hash")


def config(page: Page) -> Any:
    text = page.text("a").partition('<script id="_dash-config" type="application/json">')[2]
    return json.loads(text.partition("</script>")[0])


def test_an_app_without_debug_mode_has_no_dev_tools(page: Page) -> None:
    page.start("a", APP + "app.run()", HELPER)
    assert not config(page)["ui"]
    assert "hot_reload" not in config(page)
    # As on a server, where there is no menu that would ask.
    assert not config(page)["disable_version_check"]
    assert not write(page, "helper.py", "TEXT = 'two'")


def test_no_third_party_is_asked_for_newer_versions_unless_the_author_says_so(page: Page) -> None:
    for option, disabled in (("None", True), ("False", False), ("True", True)):
        page.start("a", APP + f"app.run(debug=True, dev_tools_disable_version_check={option})", HELPER)
        assert config(page)["disable_version_check"] == disabled
    env = "import os; os.environ['DASH_DISABLE_VERSION_CHECK'] = 'false'; app.run(debug=True)"
    page.start("a", APP + env, HELPER)
    assert not config(page)["disable_version_check"]


@pytest.mark.parametrize(
    "run",
    [
        "app.run(debug=True)",
        "app.run(debug=True, port=443, threaded=True, ssl_context='adhoc', use_reloader=True)",
        "app.run(debug=True, host='0.0.0.0', jupyter_mode='external')",
        "app.enable_dev_tools(debug=True)",
        "import os; os.environ['DASH_DEBUG'] = 'true'; app.run()",
    ],
)
def test_debug_mode_has_them_and_restarts_for_code(page: Page, run: str) -> None:
    page.start("a", APP + run, HELPER)
    assert config(page)["ui"]
    assert config(page)["hot_reload"] == {"interval": 3000, "max_retry": 8}
    assert write(page, "helper.py", "TEXT = 'two'")
    assert not write(page, "data.csv", "1")


def test_options_of_dev_tools_are_honoured(page: Page) -> None:
    started = page.start(
        "a",
        APP
        + "app.run(debug=True, use_reloader=False, dev_tools_ui=False, dev_tools_hot_reload_interval=0.5,"
        + " dev_tools_props_check=False, dev_tools_serve_dev_bundles=False)",
        HELPER,
    )
    assert started.hot_reload_interval == 0.5
    assert not started.lacks_dev_bundles
    assert not config(page)["ui"]
    assert not write(page, "helper.py", "TEXT = 'two'")


def test_an_app_without_hot_reload_is_left_alone(page: Page) -> None:
    started = page.start("a", APP + "app.run(debug=True, dev_tools_hot_reload=False)", HELPER)
    assert started.hot_reload_interval is None


def test_dev_bundles_are_asked_for_where_they_are_served_and_not_there(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev_tools, "_RENDERER", Path("nowhere"))
    for run, lacks in (
        ("app.run()", False),
        ("app.run(debug=True)", True),
        ("app.run(debug=True, dev_tools_serve_dev_bundles=False)", True),  # (React's, for the props)
        ("app.run(debug=True, dev_tools_serve_dev_bundles=False, dev_tools_props_check=False)", False),
        ("app.run(dev_tools_props_check=True)", True),
    ):
        assert page.start("a", APP + run, HELPER).lacks_dev_bundles == lacks, run


def test_extra_files_and_patterns_are_the_reloaders(page: Page) -> None:
    run = "app.run(debug=True, extra_files=['data.csv'], exclude_patterns=['*/helper.py'])"
    page.start("a", APP + run, HELPER)
    assert write(page, "data.csv", "1")
    assert not write(page, "helper.py", "TEXT = 'two'")


def test_a_restarted_app_keeps_its_files_and_cookies_and_has_another_hash(page: Page) -> None:
    page.start("a", APP + "app.run(debug=True)", HELPER)
    page.text("a", "/visit")
    before = reload_hash(page)
    write(page, "data.csv", "1")
    # Within the second of which the bytecode was written, and of the same length.
    write(page, "helper.py", "TEXT = 'two'")
    restart(page, code(page))
    assert page.text("a", "/visit") == "twoyes"
    assert (page.kernel._apps["a"].folder / "data.csv").exists()
    after = reload_hash(page)
    assert after["reloadHash"] != before["reloadHash"]
    assert not after["hard"]
    assert after["packages"] == before["packages"]


def test_code_that_fails_is_told_and_the_next_is_run(page: Page) -> None:
    page.start("a", APP + "app.run(debug=True)", HELPER)
    good = code(page)
    folder = page.kernel._apps["a"].folder
    for _ in range(2):
        with pytest.raises(KernelError, match="NameError"):
            restart(page, "name")
        assert folder.exists()
        assert page.kernel.changed("a", [FileChange("modified", "app.py")])
    restart(page, good)
    assert page.text("a", "/visit") == "one"
    page.kernel.stop("a")
    assert not folder.exists()


def test_an_app_that_failed_is_stopped_with_its_files(page: Page) -> None:
    page.start("a", APP + "app.run(debug=True)", HELPER)
    folder = page.kernel._apps["a"].folder
    with pytest.raises(KernelError):
        restart(page, "name")
    page.kernel.stop("a")
    assert not folder.exists()


def test_changed_assets_are_told_by_dash(page: Page) -> None:
    page.start("a", APP + "app.run(debug=True)", {**HELPER, "assets/a.css": "p {}", "assets/b.js": "1"})
    page.text("a")
    before = reload_hash(page)
    assert not write(page, "assets/a.css", "p { color: red }")
    changed = reload_hash(page)
    assert changed["reloadHash"] != before["reloadHash"]
    assert changed["hard"]
    [file] = changed["files"]
    assert file["url"] == "/assets/a.css"
    assert file["is_css"]
    assert reload_hash(page)["files"] == []
    (page.kernel._apps["a"].folder / "assets" / "b.js").unlink()
    assert not page.kernel.changed("a", [FileChange("disappeared", "assets/b.js")])
    assert [file["modified"] for file in reload_hash(page)["files"]] == [-1]
    assert "b.js" not in page.text("a")
