import json
import textwrap
from pathlib import Path
from typing import Any

import dash
import pytest

from webdash.prerender import record_file
from webdash.prerender.__main__ import main
from webdash.prerender.callbacks import Dependency, Reference
from webdash.prerender.layout import Places, components
from webdash.prerender.recording import ORIGIN, plain_path
from webdash.prerender.sources import code_digest, digests_of
from webdash.prerender.versions import RUNTIME

HEAD = """
    from dash import ALL, MATCH, Dash, Input, Output, State, callback, dcc, html, no_update, set_props
    from dash.exceptions import PreventUpdate
    app = Dash()
"""


def record(folder: Path, code: str, *options: str) -> dict[str, Any]:
    """Record an app of Dash, and return what is in its record."""
    (folder / "app.py").write_text(textwrap.dedent(HEAD) + textwrap.dedent(code))
    assert main([str(folder), *options]) == 0
    written: dict[str, Any] = json.loads((folder / "app.prerendered" / "start.json").read_text())
    return written


def sent(written: dict[str, Any]) -> list[tuple[str, list[str], list[Any]]]:
    """Return which callbacks were asked: their outputs, what has changed, and the values of their inputs."""
    return [
        (body["output"], body["changedPropIds"], [_values(value) for value in body["inputs"]])
        for body in (exchange.get("sent") for exchange in written["exchanges"])
        if body
    ]


def _values(value: Any) -> Any:
    return [each.get("value") for each in value] if isinstance(value, list) else value.get("value")


def test_first_callbacks_are_asked_once_what_they_need_is_there(tmp_path: Path) -> None:
    written = record(
        tmp_path,
        """
        app.layout = [dcc.Input(id="a", value=2), *(html.P(id=i) for i in "bcde")]
        @callback(Output("c", "children"), Input("b", "children"), Input("a", "value"))
        def c(b, a): return b + a
        @callback(Output("b", "children"), Input("a", "value"))
        def b(a): return a * 10
        @callback(Output("d", "children"), Input("a", "value"), prevent_initial_call=True)
        def d(a): return a
        @callback(Output("nowhere", "children"), Input("a", "value"))
        def nowhere(a): return a
        """,
    )
    assert sent(written) == [("b.children", [], [2]), ("c.children", ["b.children"], [20, 2])]


def test_a_chain_ends_where_nothing_is_updated(tmp_path: Path) -> None:
    written = record(
        tmp_path,
        """
        app.layout = [dcc.Input(id="a", value=1), *(html.P(id=i) for i in "bc")]
        @callback(Output("b", "children"), Input("a", "value"))
        def b(a): raise PreventUpdate
        @callback(Output("c", "children"), Input("b", "children"))
        def c(b): return b
        """,
    )
    assert sent(written) == [("b.children", [], [1])]


def test_patterns_and_components_that_callbacks_bring(tmp_path: Path) -> None:
    written = record(
        tmp_path,
        """
        app.layout = [dcc.Input(id="n", value=2), html.Div(id="place"), html.P(id="sum")]
        @callback(Output("place", "children"), Input("n", "value"))
        def place(n):
            return [html.Div([dcc.Input(id={"t": "in", "i": i}, value=i), html.P(id={"t": "out", "i": i})])
                    for i in range(n)]
        @callback(Output({"t": "out", "i": MATCH}, "children"), Input({"t": "in", "i": MATCH}, "value"))
        def out(value): return value * 2
        @callback(Output("sum", "children"), Input({"t": "out", "i": ALL}, "children"))
        def total(values): return sum(value or 0 for value in values)
        """,
    )
    asked = sent(written)
    assert asked[0] == ("place.children", [], [2])
    assert [(output, inputs) for output, _, inputs in asked if "MATCH" in output] == [
        ('{"i":["MATCH"],"t":"out"}.children', [0]),
        ('{"i":["MATCH"],"t":"out"}.children', [1]),
    ]
    assert asked[-1][0] == "sum.children"
    assert asked[-1][2] == [[0, 2]]


def test_what_only_a_browser_knows_is_not_recorded(tmp_path: Path) -> None:
    written = record(
        tmp_path,
        """
        app.layout = [dcc.Input(id="a", value=1), *(html.P(id=i) for i in "bcd")]
        app.clientside_callback("x => x", Output("b", "children"), Input("a", "value"))
        @callback(Output("c", "children"), Input("b", "children"))
        def c(b): return b
        @callback(Output("d", "children"), Input("c", "children"), State("a", "value"))
        def d(c, a): return c
        """,
    )
    assert sent(written) == []


def test_pages_are_asked_for_by_the_address_of_the_page(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    page = (
        "from dash import html, register_page\nregister_page(__name__, path='/')\nlayout = html.H2('Home')\n"
    )
    (tmp_path / "pages" / "home.py").write_text(page)
    written = record(
        tmp_path,
        """
        import dash
        app = Dash(__name__, use_pages=True)
        app.layout = [dash.page_container]
        """,
    )
    changed = ["_pages_location.pathname", "_pages_location.search"]
    assert sent(written)[0][1:] == (changed, ["/", ""])
    assert "Home" in written["exchanges"][3]["text"]
    assert written["needed"] == ["app.py", "pages/home.py"]


def test_answers_that_are_not_the_same_for_everyone_are_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written = record(
        tmp_path,
        """
        from flask import session
        import dash
        app.server.secret_key = "s"
        app.layout = [dcc.Input(id="a", value=1), *(html.P(id=i) for i in "bcd")]
        @callback(Output("b", "children"), Input("a", "value"))
        def b(a):
            dash.ctx.response.set_cookie("k", "v")
            return a
        @callback(Output("c", "children"), Input("a", "value"))
        def c(a): return session.get("user", "nobody")
        @callback(Output("d", "children"), Input("a", "value"))
        def d(a): return 1 / 0
        """,
    )
    assert sent(written) == []
    told = capsys.readouterr().err
    assert "(b.children): it sets a cookie" in told
    assert "(c.children): it differs by cookie" in told
    assert "(d.children): it failed" in told


def test_records_are_the_same_each_time_and_without_dev_tools(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "my style@1.css").write_text("p { color: red }")
    code = """
        app.layout = html.P(id="p")
        if __name__ == "__main__":
            app.run(debug=True)
    """
    first = record(tmp_path, code)
    assert first == record(tmp_path, code)
    page = first["exchanges"][0]["text"]
    assert '"ui":true' not in page.replace(" ", "")
    assert ".dev.js" not in page
    asset = first["files"]["/assets/my style@1.css"]
    assert asset["file"].startswith("files/my-style-1.")
    assert (tmp_path / "app.prerendered" / asset["file"]).read_text() == "p { color: red }"
    (script,) = (file for path, file in first["files"].items() if path.endswith("dcc/async-graph.js"))
    hint, _, content = (tmp_path / "app.prerendered" / script["file"]).read_bytes().partition(b"\n")
    assert hint == b"//# allFunctionsCalledOnLoad"
    assert content == Path(dash.dcc.__file__).with_name("async-graph.js").read_bytes()


def test_the_origin_in_answers_can_be_told_from_all_else(tmp_path: Path) -> None:
    written = record(
        tmp_path,
        """
        from flask import has_request_context, request
        app.layout = lambda: html.A("here", href=request.url_root if has_request_context() else "")
        """,
    )
    assert json.loads(written["exchanges"][1]["text"])["props"]["href"] == f"{ORIGIN}/"


def test_a_check_fails_when_the_app_has_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record(tmp_path, "app.layout = html.P()")
    assert main([str(tmp_path), "--check"]) == 0
    with (tmp_path / "app.py").open("a") as file:
        file.write("# changed\n")
    assert main([str(tmp_path), "--check"]) == 1
    assert "app.py has changed" in capsys.readouterr().err


def test_a_snippet_holds_the_code_and_the_record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record(tmp_path, 'app.layout = html.P("<b>")', "--inline")
    printed = capsys.readouterr().out
    assert printed.startswith('<web-dash prerendered="app.prerendered/">')
    text = printed.partition('<script type="application/web-dash-start+json">')[2].partition("</script>")[0]
    assert json.loads(text) == json.loads((tmp_path / "app.prerendered" / record_file.NAME).read_text())


def test_an_app_that_does_not_start_has_no_record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "app.py").write_text("1 / 0\n")
    assert main([str(tmp_path / "app.py")]) == 1
    assert "ZeroDivisionError" in capsys.readouterr().err
    assert not (tmp_path / "app.prerendered").exists()


def test_files_of_the_page_are_none_of_the_app(tmp_path: Path) -> None:
    for path in (
        "app.py",
        "data.csv",
        "index.html",
        "dist/web-dash.js",
        ".git/x",
        "app.prerendered/start.json",
    ):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text("<web-dash></web-dash>")
    assert list(digests_of(tmp_path / "app.py")) == ["app.py", "data.csv"]


def test_empty_lines_around_code_do_not_count() -> None:
    assert code_digest("\n \nimport dash\r\nx = 1\n\n") == code_digest("import dash\nx = 1")
    assert code_digest("  import dash") != code_digest("import dash")


def test_the_path_of_a_file_is_the_same_for_all_of_its_versions() -> None:
    assert plain_path("/_dash-component-suites/dash/dcc/async-graph.v4_4_1m17.js") == (
        "/_dash-component-suites/dash/dcc/async-graph.js"
    )
    assert plain_path("/deps/react@18.v4_4_1m0.3.1.min.js") == "/deps/react@18.3.1.min.js"
    assert plain_path("/assets/a%20b.css?m=1.0") == "/assets/a b.css"


def test_smaller_ids_are_those_below_the_one_that_is_set() -> None:
    layout = [{"props": {"id": {"i": i}}, "type": "P", "namespace": "html"} for i in (3, 1, 2)]
    places = Places().replaced((), components(layout))
    smaller = Dependency('{"i":["ALLSMALLER"]}', "children")
    match = Dependency('{"i":["MATCH"]}', "children")
    found = smaller.find(places, Reference.of(match, {"i": 3}))
    assert [each.place.id for each in found] == [{"i": 1}, {"i": 2}]


def test_the_versions_of_the_runtime_are_those_that_it_is_built_from() -> None:
    folder = Path(__file__).parents[1]
    for lock, expected in zip(("runtime.lock", "runtime-0.27.lock"), RUNTIME, strict=True):
        assert f"dash=={expected} " in (folder / lock).read_text()


@pytest.mark.parametrize("backend", ["fastapi", "quart"])
def test_apps_of_asgi_are_recorded_and_come_to_their_end(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], backend: str
) -> None:
    (tmp_path / "app.py").write_text(
        textwrap.dedent(f"""
            from dash import Dash, Input, Output, dcc, html
            app = Dash(backend="{backend}")
            app.layout = [dcc.Input(id="a", value=2), html.P(id="b")]
            @app.callback(Output("b", "children"), Input("a", "value"))
            async def b(a): return a * 10
        """)
    )
    assert main([str(tmp_path)]) == 0
    written = json.loads((tmp_path / "app.prerendered" / "start.json").read_text())
    assert sent(written) == [("b.children", [], [2])]
    assert "shutdown" not in capsys.readouterr().err
