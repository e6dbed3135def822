"""Views that are coroutines, where Python can't be left in the middle of a call."""

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from webdash.kernel import coroutines
from webdash.kernel.errors import KernelError
from webdash.kernel.messages import Request, Response

from .conftest import Page

APP = """
    import asyncio
    from flask import g, session, stream_with_context
    app.secret_key = "s"
    seen = []

    @app.before_request
    def before():
        g.n = 1

    @app.after_request
    def after(response):
        response.headers["X-N"] = str(g.n)
        seen.append("after")
        return response

    app.teardown_request(lambda error: seen.append(f"teardown {error!r}"))

    @app.get("/wait")
    async def wait():
        await asyncio.sleep(0.01)
        g.n += 1
        session["n"] = g.n
        return f"waited at {request.path}"

    @app.get("/raise")
    async def fail():
        await asyncio.sleep(0.01)
        raise KeyError("gone")

    app.errorhandler(KeyError)(lambda error: (f"handled {error}", 418))
    app.get("/seen", endpoint="seen")(lambda: seen)
    app.get("/sync", endpoint="sync")(lambda: "at once")

    @app.get("/parts")
    async def parts():
        await asyncio.sleep(0.01)
        return stream_with_context(f"part of {request.path} " for _ in range(2))

    @app.get("/nested")
    async def nested():
        return str(app.test_client().get("/wait").status_code)

    @app.get("/long")
    async def long():
        try:
            await asyncio.sleep(1000)
        finally:
            print("ended")
    """


@pytest.fixture
def waiting(page: Page) -> Iterator[Page]:
    with ExitStack() as undo:
        coroutines.install(page.kernel.imports, coroutines.Runner(None, page.kernel.awaited), undo)
        yield page


def later(page: Page, loop: asyncio.AbstractEventLoop, target: str) -> Response:
    answer: Any = page.kernel.request("a", Request(target=target))
    assert asyncio.isfuture(answer)
    response: Response = loop.run_until_complete(answer)
    return response


def test_a_view_waits_within_its_request(waiting: Page, loop: asyncio.AbstractEventLoop) -> None:
    waiting.start_flask("a", APP)
    response = later(waiting, loop, "/wait")
    assert (response.status, response.body) == (200, b"waited at /wait")
    headers = dict(response.headers)
    assert headers["X-N"] == "2"
    assert "session=" in headers["Set-Cookie"]
    assert later(waiting, loop, "/seen").body.startswith(b'["after","teardown None"]')


def test_what_a_view_raises_after_it_has_waited_is_handled(
    waiting: Page, loop: asyncio.AbstractEventLoop
) -> None:
    waiting.start_flask("a", APP)
    response = later(waiting, loop, "/raise")
    assert (response.status, response.body) == (418, b"handled 'gone'")


def test_an_answer_in_parts_begins_after_its_view_has_waited(
    waiting: Page, loop: asyncio.AbstractEventLoop
) -> None:
    waiting.start_flask("a", APP)
    response = later(waiting, loop, "/parts")
    assert response.body == b"part of /parts "
    assert response.channel is not None
    assert waiting.kernel.read("a", response.channel) == b"part of /parts "
    assert waiting.kernel.read("a", response.channel) is None


def test_requests_wait_beside_each_other(waiting: Page, loop: asyncio.AbstractEventLoop) -> None:
    waiting.start_flask("a", APP)
    first, second = (waiting.kernel.request("a", Request(target=target)) for target in ("/wait", "/sync"))
    assert isinstance(first, asyncio.Future)
    assert isinstance(second, asyncio.Future)
    assert loop.run_until_complete(second).body == b"at once"
    assert not first.done()
    assert loop.run_until_complete(first).status == 200


def test_a_waiting_view_is_cancelled_with_its_app(waiting: Page, loop: asyncio.AbstractEventLoop) -> None:
    waiting.start_flask("a", APP)
    answer = waiting.kernel.request("a", Request(target="/long"))
    assert isinstance(answer, asyncio.Future)
    loop.run_until_complete(asyncio.sleep(0.01))
    waiting.kernel.stop("a")
    with pytest.raises(KernelError, match="stopped"):
        loop.run_until_complete(answer)
    assert ("a", "info", "ended") in waiting.output


def test_a_view_that_another_view_asks_cannot_wait(waiting: Page, loop: asyncio.AbstractEventLoop) -> None:
    waiting.start_flask("a", APP)
    assert later(waiting, loop, "/nested").status == 500
    assert any("no JSPI" in text for _, _, text in waiting.output)
