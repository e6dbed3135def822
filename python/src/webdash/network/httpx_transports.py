"""Gives httpx transports that send by the browser."""

import sys
from collections.abc import AsyncIterator, Iterator
from types import ModuleType
from typing import Any

from .client import Client
from .messages import NoResponseError, Request, Response

_MODULES = ("httpx", "httpx._client", "httpx._transports", "httpx._transports.default")


def adapt(httpx: ModuleType, client: Client) -> None:
    """Adapt ``httpx``, just imported: its clients use these transports unless they are given others."""
    transports = _transports(httpx, client)
    for module in (sys.modules.get(name) for name in _MODULES):
        for name, transport in transports.items():
            if hasattr(module, name):
                setattr(module, name, transport)


def _transports(httpx: Any, client: Client) -> dict[str, type]:
    def translated(error: Exception, request: Any, refused: Any = httpx.ConnectError) -> Exception:
        kind = httpx.ReadTimeout if isinstance(error, TimeoutError) else refused
        exception: Exception = kind(str(error), request=request)
        return exception

    def responded(response: Response, stream: Any) -> Any:
        headers = [(_encoded(name), _encoded(value)) for name, value in response.headers]
        extensions = {"http_version": b"HTTP/1.1"}
        if response.reason:
            extensions["reason_phrase"] = _encoded(response.reason)
        return httpx.Response(response.status, headers=headers, stream=stream, extensions=extensions)

    class Stream(httpx.SyncByteStream):  # type: ignore[misc]
        def __init__(self, response: Response, request: Any) -> None:
            self._body = response.body
            self._request = request

        def __iter__(self) -> Iterator[bytes]:
            try:
                while part := self._body.read(_timeout(self._request)):
                    yield part
            except (NoResponseError, TimeoutError) as error:
                raise translated(error, self._request, httpx.ReadError) from error

        def close(self) -> None:
            self._body.close()

    class AsyncStream(httpx.AsyncByteStream):  # type: ignore[misc]
        def __init__(self, response: Response, request: Any) -> None:
            self._body = response.body
            self._request = request

        async def __aiter__(self) -> AsyncIterator[bytes]:
            try:
                while part := await self._body.read_async(_timeout(self._request)):
                    yield part
            except (NoResponseError, TimeoutError) as error:
                raise translated(error, self._request, httpx.ReadError) from error

        async def aclose(self) -> None:
            self._body.close()

    class HTTPTransport(httpx.BaseTransport):  # type: ignore[misc]
        def __init__(self, *_args: Any, **_kwargs: Any) -> None:
            """Take what httpx's own takes: certificates, proxies and limits are the browser's business."""

        def handle_request(self, request: Any) -> Any:
            try:
                response = client.send(_request(request, b"".join(request.stream)))
            except (NoResponseError, TimeoutError) as error:
                raise translated(error, request) from error
            return responded(response, Stream(response, request))

    class AsyncHTTPTransport(httpx.AsyncBaseTransport):  # type: ignore[misc]
        def __init__(self, *_args: Any, **_kwargs: Any) -> None:
            """Take what httpx's own takes."""

        async def handle_async_request(self, request: Any) -> Any:
            body = b"".join([part async for part in request.stream])
            try:
                response = await client.send_async(_request(request, body))
            except (NoResponseError, TimeoutError) as error:
                raise translated(error, request) from error
            return responded(response, AsyncStream(response, request))

    return {"HTTPTransport": HTTPTransport, "AsyncHTTPTransport": AsyncHTTPTransport}


def _request(request: Any, body: bytes) -> Request:
    headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in request.headers.raw]
    return Request(request.method, str(request.url), headers, body or None, _timeout(request))


def _encoded(text: str) -> bytes:
    return text.encode("latin-1", "replace")


def _timeout(request: Any) -> float | None:
    timeout: float | None = request.extensions.get("timeout", {}).get("read")
    return timeout
