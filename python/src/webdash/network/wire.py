"""A socket that understands HTTP: what ``http.client`` writes to it is sent by a :class:`Client`."""

import io
import socket
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from .client import Client
from .headers import value_of
from .messages import NoResponseError, Request, Response
from .route import origin_of


class HttpSocket:
    """One exchange with a server, in the shape of a connected socket. Its answer says that it closes.

    :param origin: Of the server: ``https://example.org``.
    :param timeout: In seconds; ``None``: without limit. What it is when the answer is read counts.
    :param refused: Makes the exception for a request that brings no response.
    """

    def __init__(
        self,
        client: Client,
        origin: str,
        timeout: float | None,
        refused: Callable[[NoResponseError], Exception] = lambda error: error,
    ) -> None:
        self._client = client
        self._origin = origin
        self._timeout = timeout
        self._refused = refused
        self._written = bytearray()

    def sendall(self, data: bytes | bytearray | memoryview, flags: int = 0) -> None:  # noqa: ARG002
        # The view refuses what isn't bytes, as a socket does.
        self._written += memoryview(data)

    def makefile(self, *_args: Any, **_kwargs: Any) -> io.BufferedReader:
        return io.BufferedReader(_Answer(self))

    def settimeout(self, value: float | None) -> None:
        self._timeout = value

    def gettimeout(self) -> float | None:
        return self._timeout

    def setsockopt(self, *args: Any) -> None:
        """Do nothing: the browser has the connection."""

    def shutdown(self, how: int) -> None:
        """Do nothing: the answer ends the exchange."""

    def close(self) -> None:
        """Do nothing: who reads the answer closes it."""

    def answer(self) -> tuple[Response, bool]:
        """Send what was written; return the response, and whether it comes with a body."""
        request = parse(bytes(self._written), self._origin, self._timeout)
        try:
            response = self._client.send(request)
        except NoResponseError as error:
            raise self._refused(error) from None
        return response, request.method != "HEAD"


class _Answer(io.RawIOBase):
    """The bytes of an answer. The request is sent when the first of them are read."""

    def __init__(self, connection: HttpSocket) -> None:
        self._connection = connection
        self._response: Response | None = None
        self._has_body = True
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        if not self._ready:
            self._ready = self._next()
        count = min(len(buffer), len(self._ready))
        buffer[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count

    def close(self) -> None:
        if self._response is not None:
            self._response.body.close()
        super().close()

    def _next(self) -> bytes:
        if self._response is None:
            self._response, self._has_body = self._connection.answer()
            return head_of(self._response)
        return self._response.body.read(self._connection.gettimeout()) if self._has_body else b""


def parse(written: bytes, origin: str, timeout: float | None) -> Request:
    """Return the request that a client has written to a server."""
    head, _, body = written.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    method, target, _version = first.split(" ", 2)
    headers = []
    for line in lines:
        name, _, value = line.partition(":")
        headers.append((name, value.strip()))
    if (value_of(headers, "transfer-encoding") or "").lower() == "chunked":
        body = _joined(body)
    elif value_of(headers, "content-length") is None:
        body = b""
    # A client that believes to speak to a proxy writes the whole address.
    url = target if target.startswith(("http://", "https://")) else origin + target
    return Request(method, url, headers, body or None, timeout)


def head_of(response: Response) -> bytes:
    """Return status line and headers as a server would write them."""
    reason = response.reason or _phrase(response.status)
    lines = [f"HTTP/1.1 {response.status} {reason}"]
    lines += [f"{name}: {value}" for name, value in response.headers]
    lines += ["connection: close", "", ""]
    return "\r\n".join(lines).encode("latin-1", "replace")


def origin(scheme: str, host: str, port: int | None) -> str:
    """Return the address of a server."""
    name = f"[{host}]" if ":" in host else host
    return origin_of(f"{scheme}://{name}:{port}" if port else f"{scheme}://{name}")


def limit(timeout: Any) -> float | None:
    """Return seconds for what libraries take as a timeout."""
    if timeout is None or isinstance(timeout, int | float):
        return timeout
    # An object that stands for the default.
    return socket.getdefaulttimeout()


def _joined(chunks: bytes) -> bytes:
    """Return a body that was written in chunks."""
    body = bytearray()
    position = 0
    while True:
        end = chunks.index(b"\r\n", position)
        size = int(chunks[position:end].partition(b";")[0], 16)
        if size == 0:
            return bytes(body)
        body += chunks[end + 2 : end + 2 + size]
        position = end + 2 + size + 2


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
