"""Puts the browser below all HTTP libraries, those loaded now and those imported later."""

from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from types import ModuleType
from typing import Protocol

from . import http_client, httpx_transports, sockets, urllib3_backend
from .client import Client
from .messages import Browser


class ImportWatcher(Protocol):
    """Tells of imports; see :class:`webdash.kernel.import_hook.ImportHook`."""

    def watch(self, name: str, callback: Callable[[ModuleType], None]) -> None: ...


def install(browser: Browser, imports: ImportWatcher, undo: ExitStack) -> Client:
    """Have all requests of Python's be sent by `browser`, by way of the client that is returned.

    :param imports: Tells of imports.
    :param undo: Puts the standard library back when it is closed.
    """
    client = Client(browser)
    imports.watch("socket", partial(sockets.adapt, undo=undo))
    imports.watch("http.client", partial(http_client.adapt_connections, client=client, undo=undo))
    imports.watch("urllib.request", partial(http_client.adapt_urllib, undo=undo))
    imports.watch("urllib3.contrib.emscripten", urllib3_backend.keep_native_connections)
    imports.watch("urllib3.connection", partial(urllib3_backend.adapt, client=client))
    imports.watch("httpx", partial(httpx_transports.adapt, client=client))
    return client
