"""What apps and the page tell each other."""

import asyncio
import json

import pytest

from webdash import host

from .conftest import Page

TALK = """
    import os
    from webdash import host
    seen = []
    os.environ["WHO"] = "{0}"
    def handle(detail):
        seen.append(f"{{os.environ['WHO']}} {{detail}}")
        host.emit("heard", detail)
    host.on("call", handle)
    app.get("/")(lambda: ", ".join(seen))
    """


def test_events_of_an_app_are_told_with_its_name(page: Page) -> None:
    page.start_flask(
        "one",
        """
        import datetime
        from webdash import host
        host.emit("started")
        host.emit("array", {"day": datetime.date(2026, 5, 1), "no number": float("nan")})
        """,
    )
    expected = [("one", "started", None), ("one", "array", {"day": "2026-05-01", "no number": None})]
    assert page.events == expected


def test_a_handler_runs_as_its_app_and_hears_of_no_others_events(page: Page) -> None:
    for name in ("one", "two"):
        page.start_flask(name, TALK.format(name))
    page.kernel.emit("one", "call", json.dumps({"n": 1}))
    page.kernel.emit("one", "other", "null")
    assert page.text("one") == "one {'n': 1}"
    assert page.text("two") == ""
    assert page.events == [("one", "heard", {"n": 1})]


def test_the_handlers_of_an_app_are_gone_when_it_is_started_anew(page: Page) -> None:
    page.start_flask("one", TALK.format("one"))
    page.start_flask("one", "")
    page.kernel.emit("one", "call", "1")
    assert page.events == []


def test_a_handler_that_raises_is_told_and_the_next_one_is_called(page: Page) -> None:
    page.start_flask(
        "one",
        """
        from webdash import host
        host.on("call", lambda detail: 1 / detail)
        host.on("call", lambda detail: host.emit("heard", detail))
        """,
    )
    page.kernel.emit("one", "call", "0")
    assert page.events == [("one", "heard", 0)]
    (told,) = page.output
    assert told[:2] == ("one", "error")
    assert "'call' failed" in told[2]
    assert told[2].endswith("ZeroDivisionError: division by zero")


def test_a_coroutine_function_is_a_handler_too(page: Page, loop: asyncio.AbstractEventLoop) -> None:
    page.start_flask(
        "one",
        """
        import asyncio, os
        from webdash import host
        os.environ["WHO"] = "one"
        async def handle(detail):
            await asyncio.sleep(0.01)
            host.emit("heard", os.environ.get("WHO"))
            raise ValueError(detail)
        host.on("call", handle)
        """,
    )
    page.start_flask("two", "")
    page.kernel.emit("one", "call", '"late"')
    page.get("two")
    loop.run_until_complete(asyncio.sleep(0.1))
    assert page.events == [("one", "heard", "one")]
    assert page.output[-1][2].endswith("ValueError: late")


def test_what_json_cannot_hold_is_refused(page: Page) -> None:
    page.start_flask(
        "one",
        """
        from webdash import host
        def try_(call):
            try:
                call()
            except TypeError as error:
                host.emit("refused", str(error))
        try_(lambda: host.emit("set", {1, 2}))
        try_(lambda: host.emit(1))
        try_(lambda: host.on("call", None))
        """,
    )
    messages = [detail for _, _, detail in page.events]
    assert messages == [
        "Object of type set is not JSON serializable",
        "An event's name is a str, not int.",
        "A handler is a function, not NoneType.",
    ]


def test_without_a_page_nothing_is_told() -> None:
    host.emit("unheard", 1)
    with pytest.raises(TypeError):
        host.emit("unheard", object())
