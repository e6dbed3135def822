"""One HTTP request to an ASGI application, and its answer."""

import asyncio
from http import HTTPStatus

from ..errors import KernelError
from ..messages import Closed, Request, Response
from ..server import ASGIApplication, Event, failed, stopped
from .scope import decoded

_WAITING = 65_536
"""How many bytes may wait for the page before the application has to wait for it, as in uvicorn."""


class Exchange:
    """One request and its answer: a ``Channel`` for the part of it that is still to come."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._body = request.body or b""
        self._asked = False
        self._response: Response | None = None
        self._parts = bytearray()
        self._complete = False
        self._is_stream = False
        self._is_broken = False
        self._begun = asyncio.Event()
        """The page may have the answer, whole or in parts."""
        self._arrived = asyncio.Event()
        self._taken = asyncio.Event()
        self._gone = asyncio.Event()
        """There is nobody to hear more."""

    async def run(self, application: ASGIApplication, scope: Event) -> None:
        """Run the application to its end."""
        try:
            await application(scope, self._receive, self._send)
            if not self._complete:
                raise RuntimeError("The application returned without completing its response.")
        except asyncio.CancelledError:
            self._is_broken = True
            raise
        except BaseException:
            answer = failed(self._request)
            if self._begun.is_set():
                self._is_broken = True
            else:
                self._response, self._parts = answer, bytearray(answer.body)
        finally:
            self._end()

    async def begin(self) -> Response:
        """Return the answer, or its head while the application is still at its body."""
        await self._begun.wait()
        response = self._response
        if response is None:
            raise stopped()
        response.body = self._take()
        response.rest = None if self._complete else self
        return response

    async def read(self) -> bytes | None:
        """See :class:`webdash.kernel.messages.Channel`."""
        while not self._parts and not self._complete:
            self._arrived.clear()
            await self._arrived.wait()
        if self._parts:
            return self._take()
        if self._is_broken:
            raise KernelError("python-exception", "The app failed while it answered.")
        return None

    def close(self, _closed: Closed) -> None:
        """See :class:`webdash.kernel.messages.Channel`: the application hears ``http.disconnect``."""
        self._end()

    async def _receive(self) -> Event:
        if not self._asked:
            self._asked = True
            return {"type": "http.request", "body": self._body, "more_body": False}
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, event: Event) -> None:
        if self._gone.is_set():
            return
        if event["type"] == "http.response.start":
            self._start(event)
        elif event["type"] == "http.response.body":
            await self._continue(event)
        else:
            raise RuntimeError(f"An unexpected event: {event['type']}.")

    def _start(self, event: Event) -> None:
        if self._response is not None:
            raise RuntimeError("The application started its response twice.")
        status = event["status"]
        headers = decoded(event.get("headers", ()))
        self._response = Response(status, _phrase(status), headers, b"")
        has_length = any(name.lower() == "content-length" for name, _ in headers)
        self._is_stream = not (has_length or self._request.method.upper() == "HEAD" or status in (204, 304))
        if self._is_stream:
            self._begun.set()

    async def _continue(self, event: Event) -> None:
        if self._response is None:
            raise RuntimeError("The application sent a body before it started its response.")
        if self._request.method.upper() != "HEAD":
            self._parts += event.get("body", b"")
        if not event.get("more_body", False):
            self._complete = True
            self._end()
            return
        self._arrived.set()
        while self._is_stream and len(self._parts) > _WAITING and not self._gone.is_set():
            self._taken.clear()
            await self._taken.wait()

    def _take(self) -> bytes:
        part = bytes(self._parts)
        self._parts.clear()
        self._taken.set()
        return part

    def _end(self) -> None:
        self._complete = True
        for event in (self._begun, self._arrived, self._taken, self._gone):
            event.set()


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
