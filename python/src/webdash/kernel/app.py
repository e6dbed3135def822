"""An app that runs in the kernel, and how it is asked."""

import asyncio
import os
import sys
from collections.abc import Awaitable, Sequence
from contextvars import Context, ContextVar
from pathlib import Path
from typing import Any, Optional
from urllib.parse import urlsplit

from webdash.network.route import route
from webdash.threads.platform import Pause

from . import script, serving
from .awaiting import then
from .channels import Channels
from .cookies import CookieJar
from .isolation import Space
from .messages import Definition, Request, Response, Socket, SocketAnswer
from .missing_packages import advise_in_requests
from .server import Server


class App:
    """A running app: its server, its cookies, and its part of the process."""

    def __init__(self, name: str, folder: Path, definition: Definition, context: Context) -> None:
        self.folder = folder
        self.definition = definition
        self.space = Space(name)
        self.context = context
        self.cookies = CookieJar(urlsplit(definition.origin).hostname or "localhost")
        self.launch: serving.Launch | None = None
        self.owns_folder = True
        self.server: Server | None = None
        self.channels = Channels()
        self.running = 0
        self.stopped = False
        self.pauses: set[Pause] = set()
        self.tasks: set[asyncio.Task[Any]] = set()
        """Coroutines that requests wait for."""
        context.run(_app.set, self)
        context.run(route.set, definition.route)

    @staticmethod
    def current(context: Context | None = None) -> Optional["App"]:
        """Return the app whose code runs, or runs in `context`.

        Known to its tasks too, whichever app is in place when they are woken up.
        """
        return _app.get(None) if context is None else context.get(_app)

    def run_main(self) -> serving.Launch:
        """Run the main file up to where it would serve."""
        main = self.folder / self.definition.filename
        os.chdir(self.folder)
        sys.path.insert(0, str(main.parent))
        sys.argv[:] = [str(main)]
        # As in the process that Flask's reloader starts, so no banner names a port that nobody listens on.
        os.environ["WERKZEUG_RUN_MAIN"] = "true"
        advise_in_requests()
        return script.run(main, self.definition.code)

    def ask(self, request: Request) -> Response | Awaitable[Response]:
        """Have the app's server answer. A failure of the app itself is an answer of status 500."""
        path = request.target.partition("?")[0]

        def passed(response: Response) -> Response:
            for header, value in response.headers:
                if header.lower() == "set-cookie":
                    self.cookies.set_from_response(value, path)
            response.cookies = self.cookies.for_script()
            if response.rest is not None:
                response.channel = self.channels.add(response.rest)
            return response

        assert self.server is not None
        return then(self.server.ask(request, self._cookies_for(request)), passed)

    def connect(
        self, request: Request, protocols: Sequence[str]
    ) -> SocketAnswer | Awaitable[SocketAnswer | None] | None:
        """Open a WebSocket, a channel to be read; ``None``, if the app refuses it."""

        def passed(socket: Socket | None) -> SocketAnswer | None:
            return None if socket is None else SocketAnswer(self.channels.add(socket), socket.protocol or "")

        assert self.server is not None
        return then(self.server.connect(request, self._cookies_for(request), protocols), passed)

    def _cookies_for(self, request: Request) -> str:
        for cookie in request.script_cookies:
            self.cookies.set_from_script(cookie)
        return self.cookies.header(request.target.partition("?")[0])


_app: ContextVar[App] = ContextVar("app")
