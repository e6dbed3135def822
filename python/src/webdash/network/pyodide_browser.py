"""Sends requests by the functions of ``src/kernel/outgoing.ts``. Knows Pyodide."""

from typing import Any

import pyodide.ffi
from js import Object
from pyodide.ffi import JsProxy, can_run_sync, to_js

from .headers import value_of
from .messages import BytesBody, ExchangeError, Request, Response
from .route import origin_of, route


class PyodideBrowser:
    """The browser in whose worker Python runs.

    :param outgoing: ``send``, which gives a promise, and ``sendBlocking``.
    """

    def __init__(self, outgoing: JsProxy) -> None:
        self._outgoing: Any = outgoing

    def send(self, request: Request) -> Response:
        """Wait for a promise where that is possible (JSPI), so that others can go on; else block all."""
        plain = _plain(request)
        if can_run_sync():
            return _streamed(pyodide.ffi.run_sync(self._outgoing.send(plain)), request)
        answer = _checked(self._outgoing.sendBlocking(plain))
        content = answer.bytes.to_bytes()
        length = _stated_length(answer) if request.method == "HEAD" else len(content)
        return _response(answer, BytesBody(content), length)

    async def send_async(self, request: Request) -> Response:
        return _streamed(await self._outgoing.send(_plain(request)), request)


class _StreamBody:
    """A body that is still on its way."""

    def __init__(self, answer: Any) -> None:
        self._answer = answer

    def read(self, timeout: float | None) -> bytes:
        if not can_run_sync():
            raise ExchangeError("broken", "Python cannot wait here for what a response still brings.")
        return _part(pyodide.ffi.run_sync(self._answer.read(_milliseconds(timeout))))

    async def read_async(self, timeout: float | None) -> bytes:
        return _part(await self._answer.read(_milliseconds(timeout)))

    def close(self) -> None:
        self._answer.cancel()


def _part(answer: Any) -> bytes:
    content: bytes = _checked(answer).bytes.to_bytes()
    return content


def _plain(request: Request) -> JsProxy:
    plain: dict[str, Any] = {"method": request.method, "url": request.url, "headers": request.headers}
    if request.body is not None:
        plain["body"] = request.body
    if request.timeout is not None:
        plain["timeout"] = _milliseconds(request.timeout)
    proxy: JsProxy = to_js(plain, dict_converter=Object.fromEntries)
    return proxy


def _milliseconds(timeout: float | None) -> float | None:
    return None if timeout is None else timeout * 1000


def _checked(answer: Any) -> Any:
    if not answer.ok:
        raise ExchangeError(answer.failure, answer.message)
    return answer


def _streamed(answer: Any, request: Request) -> Response:
    _checked(answer)
    # Of another origin one can't see whether it is the length of something compressed.
    is_own = origin_of(answer.url) == route.get().origin
    known = request.method == "HEAD" or (is_own and value_of(_headers(answer), "content-encoding") is None)
    return _response(answer, _StreamBody(answer), _stated_length(answer) if known else None)


def _response(answer: Any, body: Any, length: int | None) -> Response:
    return Response(
        answer.status, answer.statusText, answer.url, _headers(answer), body, answer.redirected, length
    )


def _headers(answer: Any) -> list[tuple[str, str]]:
    return [(name, value) for name, value in answer.headers.to_py()]


def _stated_length(answer: Any) -> int | None:
    stated = value_of(_headers(answer), "content-length")
    return int(stated) if stated is not None and stated.isdigit() else None
