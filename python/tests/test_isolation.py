import logging
import os
import sys
import threading
import warnings
from collections.abc import Iterator
from types import ModuleType

import plotly.io
import pytest
from plotly.io import _templates

from webdash.kernel.errors import KernelError
from webdash.kernel.process_state import Contents
from webdash.kernel.process_states import process_states

from .conftest import Page

FIGURE = """
    import plotly.graph_objects as go
    import plotly.io as pio
    import dash
    from dash import Input, Output, dcc, html
    app = dash.Dash(__name__)
    app.layout = lambda: html.Div(dcc.Graph(figure=go.Figure()))
    """


def template_of(page: Page, name: str) -> object:
    layout = page.json(name, "/_dash-layout")
    figure = layout["props"]["children"]["props"]["figure"]
    return figure["layout"]["template"].get("layout", {}).get("paper_bgcolor")


def test_a_default_template_stays_with_its_app(page: Page) -> None:
    page.start("dark", FIGURE + "pio.templates.default = 'plotly_dark'")
    page.start("plain", FIGURE)
    page.start(
        "own",
        FIGURE
        + "pio.templates['x'] = go.layout.Template(layout={'paper_bgcolor': 'red'});"
        + "pio.templates.default = 'x'",
    )
    for _ in range(2):
        assert template_of(page, "dark") == "rgb(17,17,17)"
        assert template_of(page, "plain") == "white"
        assert template_of(page, "own") == "red"
    page.start("later", FIGURE + "assert 'x' not in pio.templates")
    assert template_of(page, "later") == "white"


@pytest.fixture(params=[False, True], ids=["template loaded by the app", "template loaded at boot"])
def templates(request: pytest.FixtureRequest) -> None:
    templates = plotly.io.templates
    templates._templates["plotly"] = _templates.Lazy
    if request.param:
        assert templates["plotly"]


@pytest.mark.usefixtures("templates", "page")
def test_a_change_within_a_template_stays_with_its_app(page: Page) -> None:
    page.start("a", FIGURE + "pio.templates['plotly'].layout.paper_bgcolor = 'red'")
    page.start("b", FIGURE)
    assert template_of(page, "a") == "red"
    assert template_of(page, "b") == "white"


CALLBACK = """
    from dash import Dash, Input, Output, callback, html
    app = Dash(__name__)
    app.layout = html.Div([html.Div(id="i"), html.Div(id="o")])
    @callback(Output("o", "children"), Input("i", "n_clicks"))
    def answer(n):
        return "{0}"
    """


def test_callbacks_without_an_app_belong_to_the_app_of_their_file(page: Page) -> None:
    # None of them is asked before all have run, so the callbacks still lie in Dash's global list.
    for name in ("a", "b", "c"):
        page.start(name, CALLBACK.format(name))
    for name in ("a", "b", "c"):
        assert len(page.json(name, "/_dash-dependencies")) == 1
        assert page.callback(name, "o.children", i__n_clicks=1) == name


PAGES = """
    import dash
    from dash import html
    app = dash.Dash(__name__, use_pages=True)
    app.layout = html.Div(dash.page_container)
    app.server.get("/names")(lambda: ",".join(p["name"] for p in dash.page_registry.values()))
    """


def test_pages_belong_to_their_app(page: Page) -> None:
    file = "import dash\ndash.register_page(__name__, path='/', name={!r})\nlayout = []"
    page.start("a", PAGES, {"pages/home.py": file.format("one")})
    page.start("b", PAGES, {"pages/home.py": file.format("two")})
    for _ in range(2):
        assert page.text("a", "/names") == "one"
        assert page.text("b", "/names") == "two"


@pytest.mark.newest_dash
def test_hooks_belong_to_their_app(page: Page) -> None:
    page.start("a", CALLBACK + "import dash; dash.hooks.layout()(lambda layout: html.B())")
    page.start("b", CALLBACK)
    assert page.json("a", "/_dash-layout")["type"] == "B"
    assert page.json("b", "/_dash-layout")["type"] == "Div"


@pytest.mark.newest_dash
def test_hooks_of_a_package_are_those_of_each_app_that_finds_it(page: Page) -> None:
    package = {
        "own_plugin-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: own-plugin\nVersion: 1.0\n",
        "own_plugin-1.0.dist-info/entry_points.txt": "[dash_hooks]\nown = own_plugin\n",
        "own_plugin.py": """
            from dash import hooks, html
            hooks.layout()(lambda layout: html.B())
            """,
    }
    for name, files in (("a", package), ("b", package), ("c", {})):
        page.start(name, CALLBACK, files)
    types = [page.json(name, "/_dash-layout")["type"] for name in ("a", "b", "c")]
    assert types[:2] == ["B", "B"]
    assert types[2] != "B"


def test_a_page_loads_only_the_libraries_its_own_file_imports(page: Page) -> None:
    pytest.importorskip("dash_bootstrap_components")
    app = "import dash\n{}\napp = dash.Dash(); app.layout = []"
    imports = "import dash_bootstrap_components as dbc"
    page.start("with", app.format(imports))
    page.start("without", app.format(""))
    page.start("also", app.format(imports + "; dbc.Button()"))
    library = "_dash-component-suites/dash_bootstrap_components/"
    for _ in range(2):
        assert library in page.text("with")
        assert library not in page.text("without")
        assert library in page.text("also")
    script = page.text("also").partition(library)[2].partition('"')[0]
    assert page.get("also", f"/{library}{script}").status == 200


def test_each_app_has_its_own_modules_of_one_name(page: Page) -> None:
    code = "from lib.utils import app, count"
    lib = """
        import flask
        app = flask.Flask("x")
        count = []
        app.get("/")(lambda: count.append({0!r}) or repr(count))
        @app.get("/late")
        def late():
            from lib import other
            return other.name
        """
    for name in ("a", "b"):
        page.start(name, code, {"lib/utils.py": lib.format(name), "lib/other.py": f"name = {name!r}"})
    assert page.text("a") == "['a']"
    assert page.text("b") == "['b']"
    assert page.text("a") == "['a', 'a']"
    assert (page.text("a", "/late"), page.text("b", "/late")) == ("a", "b")


PROCESS = """
    import flask, logging, os, random, sys, warnings
    app = flask.Flask(__name__)
    os.environ["WHO"] = "{0}"
    os.environ.pop("HOME", None)
    os.makedirs("{0}"); os.chdir("{0}")
    sys.path.append("{0}")
    logging.getLogger().setLevel({1})
    logging.getLogger("who").addHandler(logging.NullHandler())
    logging.getLogger("werkzeug").setLevel({1})
    warnings.simplefilter("{2}")
    random.seed({1})
    @app.get("/")
    def state():
        return repr((
            os.environ["WHO"], os.environ.get("HOME"), os.path.basename(os.getcwd()), sys.path[-1],
            logging.getLogger().level, len(logging.getLogger("who").handlers),
            logging.getLogger("werkzeug").level, warnings.filters[0][0],
            sys.modules["__main__"].app is app,
        ))
    app.get("/random")(lambda: str(random.random()))
    """


def test_the_process_belongs_to_the_app_that_is_asked(page: Page) -> None:
    def state() -> object:
        return (
            dict(os.environ),
            os.getcwd(),
            list(sys.path),
            logging.getLogger().level,
            "who" in logging.root.manager.loggerDict,
            list(warnings.filters),
            sys.modules["__main__"],
        )

    before = state()
    page.start("a", PROCESS.format("a", 11, "ignore"))
    page.start("b", PROCESS.format("b", 22, "error"))
    for _ in range(2):
        assert eval(page.text("a")) == ("a", None, "a", "a", 11, 1, 11, "ignore", True)
        assert eval(page.text("b")) == ("b", None, "b", "b", 22, 1, 22, "error", True)
    page.kernel.stop("a")
    page.kernel.stop("b")
    assert state() == before


HOOKS = """
    import sys, threading
    {0}
    @app.get("/")
    def found():
        return repr((len(sys.path_hooks), threading.excepthook is print))
    """


def test_what_loads_modules_and_tells_of_threads_belongs_to_an_app(page: Page) -> None:
    count = len(sys.path_hooks)
    page.start_flask("a", HOOKS.format("sys.path_hooks.append(None); threading.excepthook = print"))
    page.start_flask("b", HOOKS.format(""))
    for _ in range(2):
        assert page.text("b") == repr((count, False))
    assert page.text("a") == repr((count + 1, True))


FINDERS = """
    import sys
    from unittest.mock import Mock
    class Finder:
        def find_spec(self, name, *rest):
            if name == "own": raise ImportError("of a")
    {0}
    @app.get("/")
    def found():
        try:
            import own
        except ImportError as error:
            return repr((str(error), [type(f).__name__ for f in sys.meta_path].count("Mock")))
    """


def test_finders_of_modules_belong_to_their_app_and_those_of_shared_modules_to_all(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    shared = "sys.meta_path.append(Mock(find_spec=lambda *_: None))"
    page.start_flask("a", FINDERS.format(f"sys.meta_path.insert(0, Finder()); {shared}"))
    page.start_flask("b", FINDERS.format(""))
    assert page.text("a") == repr(("of a", 1))
    assert page.text("b") == repr(("No module named 'own'", 1))
    assert page.text("a") == repr(("of a", 1))
    # As long as the finders are this test's, which apps that stop later would put back.
    page.kernel.stop("a")
    page.kernel.stop("b")


def test_random_numbers_are_the_apps_own(page: Page) -> None:
    page.start("a", PROCESS.format("a", 11, "ignore"))
    page.start("b", PROCESS.format("b", 11, "ignore"))
    first = page.text("a", "/random")
    assert page.text("b", "/random") == first
    assert page.text("a", "/random") == page.text("b", "/random") != first
    unseeded = "import random\napp.get('/')(lambda: str(random.random()))"
    page.start_flask("c", unseeded)
    page.start_flask("d", unseeded)
    assert page.text("c") != page.text("d")


def test_media_types_and_the_locale_are_the_apps_own(page: Page) -> None:
    code = """
        import locale, mimetypes
        {}
        @app.get("/")
        def state():
            return repr((mimetypes.guess_type("a.own")[0], locale.setlocale(locale.LC_TIME)))
        """
    own = "mimetypes.add_type('text/x-own', '.own'); locale.setlocale(locale.LC_TIME, 'C.UTF-8')"
    page.start_flask("a", code.format(own))
    page.start_flask("b", code.format(""))
    for _ in range(2):
        assert page.text("a") == "('text/x-own', 'C.UTF-8')"
        assert page.text("b") == "(None, 'C')"


class Alive(dict[str, int]):
    """As Matplotlib's parameters are: some, when they are asked for, begin to work."""

    def __iter__(self) -> Iterator[str]:
        raise AssertionError("asked")

    def __getitem__(self, key: str) -> int:
        raise AssertionError("asked")


def test_a_dict_is_switched_without_asking_its_own_methods() -> None:
    owner = ModuleType("owner")
    owner.options = Alive(width=1)  # type: ignore[attr-defined]
    state = Contents("owner", "options")
    state.attach(owner)
    state.restore({"width": 2})
    assert state.save() == {"width": 2}
    state.restore(state.fresh())
    assert state.save() == {"width": 1}


def test_signals_reach_only_the_app_that_connected(page: Page) -> None:
    page.start_flask(
        "a",
        """
        from flask import request_started
        seen = []
        @request_started.connect
        def note(sender, **extra):
            seen.append(1)
        app.get("/")(lambda: str(len(seen)))
        """,
    )
    page.start_flask("b", "app.get('/')(lambda: 'b')")
    assert page.text("a") == "1"
    assert page.text("b") == "b"
    assert page.text("a") == "2"


def test_options_of_packages_imported_later_belong_to_their_app(page: Page) -> None:
    pytest.importorskip("pandas")
    code = """
        import numpy as np, pandas as pd
        {}
        app.get("/")(lambda: repr((pd.get_option("display.max_rows"), np.geterr()["divide"])))
        """
    page.start_flask("a", code.format("pd.set_option('display.max_rows', 7); np.seterr(divide='ignore')"))
    page.start_flask("b", code.format(""))
    page.start_flask("c", "app.get('/')(lambda: 'c')")
    for _ in range(2):
        assert page.text("a") == "(7, 'ignore')"
        assert page.text("b") == "(60, 'warn')"
        assert page.text("c") == "c"


def test_packages_with_compiled_parts_and_what_they_use_are_loaded_once(page: Page) -> None:
    pytest.importorskip("pandas")
    code = "import dateutil.tz, pandas\napp.get('/')(lambda: f'{id(pandas)} {id(dateutil.tz)}')"
    page.start_flask("a", code)
    page.start_flask("b", code)
    assert page.text("a") == page.text("b")


def test_an_app_may_take_the_streams_for_itself(page: Page) -> None:
    page.start_flask("a", "import io, sys\nsys.stdout = io.StringIO()\nprint('hidden')")
    page.start_flask("b", "print('seen')")
    assert page.output == [("b", "info", "seen")]


@pytest.mark.newest_dash
def test_every_state_is_there_in_the_installed_versions(page: Page) -> None:
    pytest.importorskip("numpy")
    page.start_flask("a", "import plotly.express")
    for state in process_states():
        if (module := sys.modules.get(state.module)) is not None:
            state.attach(module)
            saved = state.save()
            state.restore(saved)
            assert type(state.fresh()) is type(saved)


def test_an_app_that_removes_its_working_directory_goes_on_in_its_folder(page: Page) -> None:
    code = """
        import os
        os.mkdir("work"); os.chdir("work"); os.rmdir("../work")
        app.get("/")(lambda: os.path.basename(os.getcwd()))
        """
    page.start_flask("a", code)
    page.start_flask("b", "import os\napp.get('/')(lambda: os.path.basename(os.getcwd()))")
    for _ in range(2):
        assert page.text("b") == "b"
        assert page.text("a") == "a"


def test_a_state_that_an_app_breaks_is_no_harm_to_others(page: Page) -> None:
    page.start_flask("a", "import os, sys\nos.environ['WHO'] = 'a'\ndel sys.excepthook")
    who = "app.get('/')(lambda: repr((os.environ.get('WHO'), hasattr(sys, 'excepthook'))))"
    page.start_flask("b", f"import os, sys\n{who}")
    assert page.text("b") == "(None, True)"
    page.get("a")
    assert page.text("b") == "(None, True)"


SLOW = """
    import builtins, flask, os, sys
    app = flask.Flask(__name__)
    os.environ["WHO"] = "{0}"
    @app.get("/")
    def slow():
        before = os.environ["WHO"], os.getcwd(), sys.modules["__main__"].app is app
        builtins.wait("{0}")
        print("{0}")
        return repr((before, (os.environ["WHO"], os.getcwd(), sys.modules["__main__"].app is app)))
    """


@pytest.mark.skipif(sys.platform == "emscripten", reason="threads stand in for JavaScript's stacks")
def test_requests_of_two_apps_can_wait_in_turns(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two requests suspend and go on in the order in which they began, as none is nested in the other."""
    turn = {"a": threading.Event(), "b": threading.Event()}
    reached = {"a": threading.Event(), "b": threading.Event()}

    def wait(name: str) -> None:
        with page.kernel.suspended():
            reached[name].set()
            assert turn[name].wait(10)

    monkeypatch.setattr("builtins.wait", wait, raising=False)
    answers: dict[str, str] = {}
    threads = {}

    def ask(name: str) -> None:
        answers[name] = page.text(name)

    for name in ("a", "b"):
        page.start(name, SLOW.format(name))
    for name in ("a", "b"):
        threads[name] = threading.Thread(target=ask, args=(name,))
        threads[name].start()
        assert reached[name].wait(10)
    for name in ("a", "b"):
        turn[name].set()
        threads[name].join(10)
    for name in ("a", "b"):
        before, after = eval(answers[name])
        assert before == after
        assert before[0] == name
        assert before[1].endswith(f"/{name}")
    assert page.output == [("a", "info", "a"), ("b", "info", "b")]


def test_an_app_stopped_while_a_request_waits_still_answers_it(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.start_flask("b", "app.get('/')(lambda: 'b')")

    def wait(name: str) -> None:
        with page.kernel.suspended():
            page.kernel.stop(name)
            assert page.text("b") == "b"

    monkeypatch.setattr("builtins.wait", wait, raising=False)
    page.start("a", SLOW.format("a"))
    before, after = eval(page.text("a"))
    assert before == after
    assert before[0] == "a"
    with pytest.raises(KernelError):
        page.get("a")
