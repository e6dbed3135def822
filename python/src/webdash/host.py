"""Talks with the page that shows the app: to be imported by apps.

::

    from webdash import host

    host.emit("selected", {"city": "Oslo"})  # element.addEventListener("selected", …)
    host.on("zoom", lambda detail: …)  # element.emit("zoom", 3)

Where no page shows the app (``python app.py``), nobody hears what is emitted, and no handler is called.
"""

import asyncio
import inspect
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from plotly.io.json import to_json_plotly

Handler: TypeAlias = Callable[[Any], object]
"""Takes the detail of an event; may be a coroutine function."""

_log = logging.getLogger(__name__)

_handlers: dict[str, list[Handler]] = {}
"""Those of the app that runs: the kernel switches them with the app."""

_tasks: set[asyncio.Future[None]] = set()
"""What nothing else refers to while it waits."""


def _send(name: str, detail: str) -> None:
    """Tell the page of an event, whose detail is JSON. Replaced by the kernel."""


def emit(name: str, detail: Any = None) -> None:
    """Dispatch an event on the app's element: a ``CustomEvent`` that bubbles.

    :param name: What the page listens to; no name of the element's own events (``load``, ``error`` …).
    :param detail: The event's ``detail``: anything that a callback may return, also figures and arrays.
    :raises TypeError: When JSON can't hold the detail, or the name is no text.
    """
    if not isinstance(name, str):
        raise TypeError(f"An event's name is a str, not {type(name).__name__}.")
    _send(name, to_json_plotly(detail))


def on(name: str, handler: Handler) -> None:
    """Have `handler` called with the detail of each such event that the page emits (``element.emit``).

    What it raises goes to the console, as what callbacks raise does.

    :param handler: A function of one argument, or a coroutine function, which runs beside all else.
    """
    if not callable(handler):
        raise TypeError(f"A handler is a function, not {type(handler).__name__}.")
    _handlers.setdefault(name, []).append(handler)


def receive(name: str, detail: str) -> None:
    """Call the handlers of the app that runs, for an event of the page whose detail is JSON."""
    for handler in list(_handlers.get(name, ())):
        try:
            result = handler(json.loads(detail))
        except Exception:
            _log_failure(name)
        else:
            if inspect.isawaitable(result):
                task = asyncio.ensure_future(_finish(name, result))
                _tasks.add(task)
                task.add_done_callback(_tasks.discard)


async def _finish(name: str, result: Awaitable[object]) -> None:
    try:
        await result
    except Exception:
        _log_failure(name)


def _log_failure(name: str) -> None:
    _log.exception("A handler of the page's event %r failed", name)
