"""One ASGI application."""

import asyncio
from collections.abc import Sequence
from typing import Any

from ..channels import GOING_AWAY
from ..messages import Request, Response
from ..server import ASGIApplication, Event
from .exchange import Exchange
from .lifespan import Lifespan
from .scope import Scopes
from .socket import Socket

_SHUTDOWN_LIMIT = 5.0
"""How long what is cancelled, and then the app's shutdown, may take, in seconds."""


class ASGIServer:
    """Asks an ASGI application.

    :param origin: The app's own origin.
    """

    def __init__(self, application: ASGIApplication, origin: str) -> None:
        self._application = application
        state: dict[str, Any] = {}
        self._lifespan = Lifespan(application, state)
        self._scopes = Scopes(origin, state)
        self._calls: dict[asyncio.Task[None], Exchange | Socket] = {}
        """What is under way."""

    async def start(self) -> None:
        """Run the application's startup.

        :raises KernelError: When it failed.
        """
        await self._lifespan.start()

    async def stop(self) -> None:
        """End what is under way, then run the application's shutdown; each has its time."""
        for task, call in list(self._calls.items()):
            call.close(GOING_AWAY)
            task.cancel()
        if self._calls:
            await asyncio.wait(list(self._calls), timeout=_SHUTDOWN_LIMIT)
        await self._lifespan.stop(_SHUTDOWN_LIMIT)

    async def ask(self, request: Request, cookie: str) -> Response:
        """See :class:`webdash.kernel.server.Server`."""
        exchange = Exchange(request)
        self._run(exchange, self._scopes.http(request, cookie))
        return await exchange.begin()

    async def connect(self, request: Request, cookie: str, protocols: Sequence[str]) -> Socket | None:
        """See :class:`webdash.kernel.server.Server`."""
        socket = Socket()
        self._run(socket, self._scopes.websocket(request, cookie, protocols))
        return socket if await socket.answered() else None

    def _run(self, call: Exchange | Socket, scope: Event) -> None:
        task = asyncio.ensure_future(call.run(self._application, scope))
        self._calls[task] = call
        task.add_done_callback(self._calls.pop)
