"""What apps leave to the event loop. The bridge hands it over as the fixture `loop` does."""

import asyncio
from typing import Any

import pytest

from .conftest import Page

TASK = """
    import asyncio, os
    os.environ["WHO"] = "{0}"
    seen = []
    async def look():
        for _ in range(2):
            await asyncio.sleep(0.01)
            seen.append(os.environ.get("WHO"))
            print("looked")
    loop = asyncio.get_event_loop()
    task = loop.create_task(look())
    app.get("/")(lambda: " ".join(seen))
    """


def test_a_task_runs_as_its_own_app(page: Page, loop: asyncio.AbstractEventLoop) -> None:
    page.start_flask("a", TASK.format("a"))
    page.start_flask("b", TASK.format("b"))
    loop.run_until_complete(asyncio.sleep(0.1))
    assert page.text("a") == "a a"
    assert page.text("b") == "b b"
    assert sorted(page.output) == [("a", "info", "looked")] * 2 + [("b", "info", "looked")] * 2


def test_a_task_woken_up_while_another_app_is_in_place_runs_as_its_own(
    page: Page, loop: asyncio.AbstractEventLoop, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = loop.create_future()
    monkeypatch.setattr("builtins.answer", answer, raising=False)
    page.start_flask("a", TASK.replace("asyncio.sleep(0.01)", "answer").format("a"))
    page.start_flask("b", "app.get('/')(lambda: 'b')")
    loop.run_until_complete(asyncio.sleep(0.01))
    page.get("b")
    answer.set_result(None)
    loop.run_until_complete(asyncio.sleep(0.01))
    assert page.text("a") == "a a"


def test_a_stopped_apps_tasks_do_not_go_on(page: Page, loop: asyncio.AbstractEventLoop) -> None:
    page.start_flask("a", TASK.format("a"))
    page.start_flask("b", TASK.format("b"))
    loop.run_until_complete(asyncio.sleep(0))
    page.kernel.stop("a")
    loop.run_until_complete(asyncio.sleep(0.1))
    assert {app for app, _, text in page.output if text == "looked"} == {"b"}


def test_a_request_that_waits_for_a_task_is_answered_though_its_app_is_stopped(
    page: Page, loop: asyncio.AbstractEventLoop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wait(task: asyncio.Task[Any]) -> None:
        with page.kernel.suspended():
            page.kernel.stop("a")
            loop.run_until_complete(task)

    monkeypatch.setattr("builtins.wait", wait, raising=False)
    page.start_flask("a", TASK.format("a").replace('" ".join(seen)', 'wait(task) or "done"'))
    assert page.text("a") == "done"
