"""Adapts what Pyodide itself offers for requests, and its event loop. Knows Pyodide."""

from io import StringIO
from types import ModuleType
from typing import Any, NoReturn

import pyodide.webloop
from pyodide.ffi import JsException, JsProxy

from .client import Client
from .failures import explained
from .install import ImportWatcher
from .messages import ExchangeError, Request
from .route import route
from .sockets import no_sockets

_MOST_REDIRECTS = 20


def install(client: Client, outgoing: JsProxy, imports: ImportWatcher) -> None:
    """Adapt ``pyodide.http`` and asyncio's connections, for good.

    :param outgoing: ``whyFailed`` of ``src/kernel/outgoing.ts``.
    """

    def adapt(http: ModuleType) -> None:
        _adapt_pyfetch(http, outgoing)
        _replace_open_url(http, client)

    imports.watch("pyodide.http", adapt)
    imports.watch("pyodide.http.pyxhr", _adapt_pyxhr)
    pyodide.webloop.WebLoop.create_connection = _create_connection


async def _create_connection(
    _loop: Any, _factory: Any, host: Any = None, port: Any = None, **_kwargs: Any
) -> NoReturn:
    raise no_sockets((host, port))


def _adapt_pyfetch(http: Any, outgoing: Any) -> None:
    original = http.pyfetch

    async def pyfetch(url: Any, **kwargs: Any) -> Any:
        if not isinstance(url, str):  # a JavaScript Request
            return await original(url, **kwargs)
        way = route.get()
        asked = Request(kwargs.get("method", "GET"), way.resolve(url))
        address = way.through_proxy(asked.url)
        try:
            return await original(address, **kwargs)
        except http.AbortError as error:
            # Pyodide has this one kind for all, and hides the cause.
            if isinstance(error.__context__, JsException) and error.__context__.name == "TypeError":
                reason = await outgoing.whyFailed(asked.method, address)
                error.args = (str(explained(ExchangeError(reason), asked, way)),)
            raise

    http.pyfetch = pyfetch


def _replace_open_url(http: Any, client: Client) -> None:
    def open_url(url: str) -> StringIO:
        """Return the text at an address, as ``pyodide.http.open_url`` does."""
        address = route.get().resolve(url)
        for _ in range(_MOST_REDIRECTS):
            response = client.send(Request("GET", address))
            if response.status != 302:
                break
            address = dict(response.headers)["location"]
        content = b"".join(iter(lambda: response.body.read(None), b""))
        return StringIO(content.decode("utf-8-sig", "replace"))

    http.open_url = open_url


def _adapt_pyxhr(pyxhr: Any) -> None:
    original = pyxhr._xhr_request

    def xhr_request(method: str, url: str, **kwargs: Any) -> Any:
        way = route.get()
        asked = Request(method, way.resolve(url))
        try:
            return original(method, way.through_proxy(asked.url), **kwargs)
        except OSError as error:
            error.args = (str(explained(ExchangeError("unreadable"), asked, way)),)
            raise

    pyxhr._xhr_request = xhr_request
