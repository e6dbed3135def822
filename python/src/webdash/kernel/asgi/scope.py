"""What an ASGI application is told of a request at first."""

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import unquote, urlsplit

from ..messages import Request
from ..server import Event

_PORTS = {"http": 80, "https": 443}

VERSIONS = {"version": "3.0", "spec_version": "2.3"}
"""Those of uvicorn. From 2.4 on an application learns that a page has gone by an error of ``send`` alone."""


class Scopes:
    """Makes the scopes of one app.

    :param origin: The app's own origin.
    :param state: What the app's lifespan has put there for its requests.
    """

    def __init__(self, origin: str, state: dict[str, Any]) -> None:
        url = urlsplit(origin)
        self._url = url
        self._state = state
        self._server = (url.hostname or "localhost", url.port or _PORTS.get(url.scheme, 80))

    def http(self, request: Request, cookie: str) -> Event:
        """Return the scope of `request`."""
        return {
            "type": "http",
            "method": request.method.upper(),
            "scheme": self._url.scheme,
            **self._common(request, cookie),
        }

    def websocket(self, request: Request, cookie: str, protocols: Sequence[str]) -> Event:
        """Return the scope of a WebSocket that `request` asks for."""
        return {
            "type": "websocket",
            "scheme": "wss" if self._url.scheme == "https" else "ws",
            "subprotocols": list(protocols),
            "extensions": {"websocket.http.response": {}},
            **self._common(request, cookie),
        }

    def _common(self, request: Request, cookie: str) -> Event:
        path, _, query = request.target.partition("?")
        headers = [("host", self._url.netloc), *request.headers]
        if request.body is not None:
            headers.append(("content-length", str(len(request.body))))
        if cookie:
            headers.append(("cookie", cookie))
        return {
            "asgi": VERSIONS,
            "http_version": "1.1",
            "path": unquote(path),
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [_encoded(*header) for header in headers],
            "client": ("127.0.0.1", 0),
            "server": self._server,
            "state": self._state.copy(),
        }


def decoded(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[str, str]]:
    """Return headers as all but ASGI has them."""
    return [(bytes(name).decode("latin-1"), bytes(value).decode("latin-1")) for name, value in headers]


def _encoded(name: str, value: str) -> tuple[bytes, bytes]:
    return name.lower().encode("latin-1"), value.encode("latin-1", "replace")
