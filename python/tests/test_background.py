"""Background callbacks: both sides, with what crosses between them in hand."""

import asyncio
import json
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from webdash.kernel import coroutines
from webdash.kernel.kernel import Kernel

from .conftest import Page

APP = """
    from celery import Celery
    from dash import CeleryManager, Dash, Input, Output, dcc, html, set_props
    from dash.exceptions import PreventUpdate

    celery = Celery(__name__, broker="redis://nowhere", backend="redis://nowhere")
    celery.conf.task_serializer = "pickle"
    celery.task(print)
    own = CeleryManager(celery, cache_by=[lambda: 1])
    app = Dash()
    app.layout = html.Div([*[html.Button(id=n) for n in "abcd"], *[html.P(id=f"{n}-out") for n in "abcd"]])

    @app.callback(Output("a-out", "children"), Input("a", "n_clicks"), background=True,
                  progress=[Output("b-out", "title"), Output("c-out", "title")])
    def a(set_progress, clicks):
        set_progress(("half", clicks))
        set_props("d-out", {"title": "set"})
        return f"did {clicks}"

    @app.callback(Output("b-out", "children"), Input("b", "n_clicks"), background=True)
    def b(clicks):
        raise PreventUpdate if clicks else ValueError("on purpose")

    @app.callback(Output("c-out", "children"), Input("c", "n_clicks"), background=True, manager=own)
    async def c(clicks):
        return dcc.Graph(id="g")

    @app.callback(Output("d-out", "children"), Input("d", "n_clicks"), background=True)
    def d(clicks):
        return lambda: "which can't be sent"
    """


class Jobs:
    """The page: the app runs in one kernel (here), and once more for its jobs (there)."""

    def __init__(self, folder: Path) -> None:
        self.told: list[tuple[str | None, str, str, str, bytes]] = []
        self.output: list[str] = []
        self.kernel = Kernel(
            folder,
            lambda _app, _level, text: self.output.append(text),
            job=lambda *message: self.told.append(message),
        )
        self.page = Page(self.kernel)

    def start(self) -> None:
        self.page.start("here", APP)
        self.page.start("there", APP)

    def ask(self, letter: str, clicks: int, **query: str) -> Any:
        body = {
            "output": f"{letter}-out.children",
            "outputs": {"id": f"{letter}-out", "property": "children"},
            "inputs": [{"id": letter, "property": "n_clicks", "value": clicks}],
            "changedPropIds": [f"{letter}.n_clicks"],
        }
        end = re.search(r'"end_id": ?"([^"]+)"', self.page.text("here"))
        token = self.__dict__.setdefault("token", end[1] if end else "")
        response = self.page.get(
            "here",
            f"/_dash-update-component?{urlencode({'endId': token, **query})}",
            method="POST",
            headers=[("Content-Type", "application/json")],
            body=json.dumps(body).encode(),
        )
        return json.loads(response.body) if response.status == 200 else response.status

    def begin(self, letter: str, clicks: int) -> Callable[[], Any]:
        """Start a job, and return what asks for its result."""
        handle = self.ask(letter, clicks)
        query = {name: handle[name] for name in ("cacheKey", "job")}
        return lambda: self.ask(letter, clicks, **query)

    def run(self, loop: asyncio.AbstractEventLoop | None = None) -> None:
        """Do what a page does with the jobs that have been started."""
        while self.told:
            app, kind, job, function, content = self.told.pop(0)
            if kind == "start":
                result: Any = self.kernel.run_job("there", job, function, content)
                if isinstance(result, asyncio.Future):
                    assert loop is not None
                    result = loop.run_until_complete(result)
                self.told.append(("there", "update", job, "", result))
            elif kind == "update":
                assert app == "there"
                self.kernel.tell_job("here", job, content, "")


@pytest.fixture
def jobs(tmp_path: Path) -> Iterator[Jobs]:
    jobs = Jobs(tmp_path)
    yield jobs
    jobs.kernel.close()


def test_a_job_tells_how_far_it_is_and_what_it_returns(jobs: Jobs) -> None:
    jobs.start()
    poll = jobs.begin("a", 3)
    assert "progress" not in poll()
    jobs.run()
    answer = poll()
    assert answer["progress"] == {"b-out.title": "half", "c-out.title": 3}
    assert answer["sideUpdate"] == {"d-out": {"title": "set"}}
    assert answer["response"]["a-out"]["children"] == "did 3"


def test_a_job_that_raises_fails_its_callback(jobs: Jobs) -> None:
    jobs.start()
    poll = jobs.begin("b", 0)
    jobs.run()
    assert poll() == 500
    assert any("ValueError: on purpose" in text for text in jobs.output)


def test_a_job_that_prevents_the_update_changes_nothing(jobs: Jobs) -> None:
    jobs.start()
    poll = jobs.begin("b", 1)
    jobs.run()
    assert poll() == 204


def test_a_result_that_cannot_be_sent_fails_the_callback(jobs: Jobs) -> None:
    jobs.start()
    poll = jobs.begin("d", 1)
    jobs.run()
    assert poll() == 500
    assert any("pickle" in text for text in jobs.output)


def test_a_job_that_ended_without_a_result_fails_its_callback(jobs: Jobs) -> None:
    jobs.start()
    poll = jobs.begin("d", 1)
    jobs.kernel.tell_job("here", jobs.told[0][2], None, "Python stopped: out of memory")
    assert poll() == 500
    assert any("Python stopped: out of memory" in text for text in jobs.output)


@pytest.mark.newest_dash
def test_a_manager_of_another_kind_runs_coroutines_and_keeps_results(tmp_path: Path) -> None:
    jobs = Jobs(tmp_path / "jobs")
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    runner = coroutines.Runner(lambda task: _finish(loop, task), lambda _: None)
    with ExitStack() as undo:
        undo.callback(asyncio.set_event_loop, None)
        undo.callback(loop.close)
        undo.callback(jobs.kernel.close)
        coroutines.install(jobs.kernel.imports, runner, undo)
        jobs.start()
        assert sum("CeleryManager: a browser has no other processes" in text for text in jobs.output) == 2
        poll = jobs.begin("c", 1)
        jobs.run(loop)
        assert poll()["response"]["c-out"]["children"]["type"] == "Graph"
        again = jobs.begin("c", 1)
        assert jobs.told == []
        assert again()["response"]["c-out"]["children"]["type"] == "Graph"


def _finish(loop: asyncio.AbstractEventLoop, task: "asyncio.Future[Any]") -> None:
    loop.run_until_complete(asyncio.wait([task]))


def test_a_job_of_a_callback_that_is_asked_again_is_ended(jobs: Jobs) -> None:
    jobs.start()
    first = jobs.ask("a", 1)
    jobs.ask("a", 2, oldJob=first["job"])
    assert [(kind, job) for _, kind, job, *_ in jobs.told] == [
        ("start", jobs.told[0][2]),
        ("end", jobs.told[0][2]),
        ("start", jobs.told[2][2]),
    ]
