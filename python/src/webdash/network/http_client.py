"""Has connections of ``http.client`` be made by the browser, and with them all that is built on it."""

from contextlib import ExitStack
from typing import Any
from urllib.error import URLError

from webdash.replacing import replace

from .client import Client
from .messages import NoResponseError
from .wire import HttpSocket, limit, origin


def adapt_connections(module: Any, client: Client, undo: ExitStack) -> None:
    """Adapt ``http.client``, just imported."""

    def connect(self: Any) -> None:
        # Through a proxy that Python is told of, it would go by a tunnel; browsers have their own.
        host = self._tunnel_host or self.host
        port = self._tunnel_port if self._tunnel_host else self.port
        scheme = "https" if isinstance(self, module.HTTPSConnection) else "http"
        self.sock = HttpSocket(client, origin(scheme, host, port), limit(self.timeout))

    replace(module.HTTPConnection, "connect", connect, undo)
    replace(module.HTTPSConnection, "connect", connect, undo)


def adapt_urllib(module: Any, undo: ExitStack) -> None:
    """Have ``urllib.request`` raise its ``URLError`` also where a connection fails when it is read from."""
    do_open: Any = module.AbstractHTTPHandler.do_open

    def do_open_or_raise(*args: Any, **kwargs: Any) -> Any:
        try:
            return do_open(*args, **kwargs)
        except NoResponseError as error:
            raise URLError(error) from error

    replace(module.AbstractHTTPHandler, "do_open", do_open_or_raise, undo)
