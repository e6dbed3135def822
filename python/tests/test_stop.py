import gc
import linecache
import sys
import weakref
from pathlib import Path

import pytest

from webdash.kernel.errors import KernelError

from .conftest import Page

APP = """
    import typing
    import dash, logging
    import plotly.graph_objects as go
    from dash import Input, Output, callback, dcc, html
    app = dash.Dash(__name__)

    class Thing: ...
    Maybe = typing.Optional[Thing]  # typing remembers it

    graph = dcc.Graph(figure=go.Figure(go.Scatter(y=[1, 2])))
    app.layout = html.Div([graph, html.Div(id="i"), html.Div(id="o")])
    log = logging.getLogger(__name__)
    @callback(Output("o", "children"), Input("i", "n_clicks"))
    def answer(n):
        log.warning("asked")
        return Maybe and "yes"
    app.run(debug=True)
    """


def test_nothing_is_left_of_a_stopped_app(page: Page) -> None:
    page.start("a", APP)
    page.start("b", APP)
    page.get("a")
    assert page.callback("a", "o.children", i__n_clicks=1) == "yes"
    page.get("b")
    page.get("a")
    main = sys.modules["__main__"]
    app, folder = weakref.ref(main.app), Path(main.__file__ or "").parent
    del main
    assert app() is not None
    page.kernel.stop("a")
    gc.collect()
    assert app() is None
    assert not folder.exists()
    assert not any(str(folder) in path for path in (*linecache.cache, *sys.path_importer_cache))
    assert page.callback("b", "o.children", i__n_clicks=1) == "yes"


def test_stopping_what_does_not_run_is_no_error(page: Page) -> None:
    page.kernel.stop("nobody")


def test_an_app_stopped_while_it_starts_does_not_run(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    def wait() -> None:
        with page.kernel.suspended():
            page.kernel.stop("a")

    monkeypatch.setattr("builtins.wait", wait, raising=False)
    page.start_flask("a", "wait(); assert app; print('to the end')")
    assert page.output == [("a", "info", "to the end")]
    with pytest.raises(KernelError):
        page.get("a")


def test_an_app_can_be_started_again_while_a_request_of_the_last_one_waits(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = "from pathlib import Path\napp.get('/')(lambda: wait('{0}') or Path('x').read_text())\n"

    def wait(name: str) -> None:
        if name == "old":
            with page.kernel.suspended():
                page.start_flask("a", code.format("new") + "Path('x').write_text('new')")

    monkeypatch.setattr("builtins.wait", wait, raising=False)
    page.start_flask("a", code.format("old") + "Path('x').write_text('old')")
    assert page.text("a") == "old"
    assert page.text("a") == "new"


def test_a_name_of_dots_is_a_folder_like_others(page: Page, tmp_path: Path) -> None:
    for name in ("..", ".", "a/b"):
        page.start_flask(name, "import os\napp.get('/')(lambda: os.getcwd())")
        folder = Path(page.text(name))
        assert folder.parent == tmp_path / "apps"
        page.kernel.stop(name)
    assert list((tmp_path / "apps").iterdir()) == []
