"""The startup and the shutdown of an ASGI application."""

import asyncio
import logging
from contextlib import suppress
from typing import Any

from ..errors import KernelError
from ..server import ASGIApplication, Event
from .scope import VERSIONS

_log = logging.getLogger(__name__)


class Lifespan:
    """Tells an application when it begins and ends to serve. Many know nothing of that, and raise."""

    def __init__(self, application: ASGIApplication, state: dict[str, Any]) -> None:
        self._application = application
        self._state = state
        self._events: asyncio.Queue[Event] = asyncio.Queue()
        self._started = asyncio.Event()
        self._failure: str | None = None

    async def start(self) -> None:
        """Wait until the application is ready to serve.

        :raises KernelError: When it says that it can't.
        """
        self._task = asyncio.ensure_future(self._run())
        self._events.put_nowait({"type": "lifespan.startup"})
        await self._started.wait()
        if self._failure is not None:
            last = self._failure.strip().rpartition("\n")[2] or "The app failed at its startup."
            raise KernelError("python-exception", last, self._failure or None)

    async def stop(self, limit: float) -> None:
        """Wait until the application has done what it does at its end, for `limit` seconds at most."""
        self._events.put_nowait({"type": "lifespan.shutdown"})
        # Cancels it, where it takes longer.
        with suppress(TimeoutError, asyncio.CancelledError):
            await asyncio.wait_for(self._task, limit)

    async def _run(self) -> None:
        scope = {"type": "lifespan", "asgi": {**VERSIONS, "spec_version": "2.0"}, "state": self._state}
        try:
            await self._application(scope, self._events.get, self._send)
        except asyncio.CancelledError:
            raise
        except BaseException:
            # Unless the application has taken part, this means no more than that it doesn't.
            if self._started.is_set():
                _log.exception("The app failed at its shutdown")
        finally:
            self._started.set()

    async def _send(self, event: Event) -> None:
        kind, message = event["type"], event.get("message", "")
        if kind == "lifespan.startup.complete":
            self._started.set()
        elif kind == "lifespan.startup.failed":
            self._failure = message or "The app failed at its startup."
            self._started.set()
        elif kind == "lifespan.shutdown.failed":
            _log.error("The app failed at its shutdown: %s", message)
