"""One WebSocket of an ASGI application."""

import asyncio
import logging
from collections import deque

from ..messages import Closed
from ..server import ASGIApplication, Event

_log = logging.getLogger(__name__)

_ABNORMAL = Closed(1006)
_NORMAL = Closed(1000)
_FAILED = Closed(1011)


class Socket:
    """A connection of the page's: a ``Channel`` for what the application sends."""

    def __init__(self) -> None:
        self._incoming: asyncio.Queue[Event] = asyncio.Queue()
        self._incoming.put_nowait({"type": "websocket.connect"})
        self._outgoing: deque[str | bytes | Closed] = deque()
        self._arrived = asyncio.Event()
        self._answered = asyncio.Event()
        self.protocol: str | None = None
        """The subprotocol that the application has chosen; ``None`` as long as it hasn't accepted."""
        self._closed: Closed | None = None

    async def run(self, application: ASGIApplication, scope: Event) -> None:
        """Run the application to its end, which is that of the connection too."""
        end = _ABNORMAL
        try:
            await application(scope, self._receive, self._send)
            end = _NORMAL
        except asyncio.CancelledError:
            raise
        except BaseException:
            _log.exception("The app failed at its WebSocket %s", scope["path"])
            end = _FAILED
        finally:
            self._end(end)

    async def answered(self) -> bool:
        """Return whether the application accepts the connection."""
        await self._answered.wait()
        return self.protocol is not None

    async def read(self) -> str | bytes | Closed:
        """See :class:`webdash.kernel.messages.Channel`."""
        while not self._outgoing:
            self._arrived.clear()
            await self._arrived.wait()
        return self._outgoing.popleft()

    def write(self, data: str | bytes) -> None:
        """Hand over a message of the page's."""
        if self._closed is None:
            kind = "text" if isinstance(data, str) else "bytes"
            self._incoming.put_nowait({"type": "websocket.receive", kind: data})

    def close(self, closed: Closed) -> None:
        """See :class:`webdash.kernel.messages.Channel`: the application hears ``websocket.disconnect``."""
        self._end(closed)

    async def _receive(self) -> Event:
        return await self._incoming.get()

    async def _send(self, event: Event) -> None:
        kind = event["type"]
        if self._closed is not None:
            # What is sent after the end is lost.
            return
        if kind == "websocket.accept" and self.protocol is None:
            self.protocol = event.get("subprotocol") or ""
            self._answered.set()
        elif kind == "websocket.send" and self.protocol is not None:
            text = event.get("text")
            self._outgoing.append(bytes(event["bytes"]) if text is None else text)
            self._arrived.set()
        elif kind == "websocket.close":
            self._end(Closed(event.get("code", 1000), event.get("reason") or ""))
        elif not kind.startswith("websocket.http.response."):
            raise RuntimeError(f"An unexpected event: {kind}.")

    def _end(self, closed: Closed) -> None:
        if self._closed is not None:
            return
        self._closed = closed
        self._outgoing.append(closed)
        self._incoming.put_nowait(
            {"type": "websocket.disconnect", "code": closed.code, "reason": closed.reason}
        )
        self._arrived.set()
        self._answered.set()
