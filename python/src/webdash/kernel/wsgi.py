"""Asks a WSGI application, as :pep:`3333` has it."""

import io
import logging
import sys
from asyncio import CancelledError, Future
from collections.abc import Awaitable, Callable, Generator
from contextvars import copy_context
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes, urlsplit

from .awaiting import completed
from .errors import KernelError
from .messages import Closed, Request, Response
from .server import failed, stopped

if TYPE_CHECKING:
    from types import TracebackType

    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment

LATE = "webdash.late"
"""Key of an environ: a list for what an application waits for before it goes on after an empty chunk."""

_log = logging.getLogger(__name__)

_DEFAULT_PORTS = {"http": "80", "https": "443"}


def base_environ(origin: str) -> "WSGIEnvironment":
    """Return what is the same in the environ of every request to `origin`."""
    url = urlsplit(origin)
    return {
        "SCRIPT_NAME": "",
        "SERVER_NAME": url.hostname or "localhost",
        "SERVER_PORT": str(url.port or _DEFAULT_PORTS.get(url.scheme, "80")),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "SERVER_SOFTWARE": "web-dash",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": url.netloc,
        "wsgi.version": (1, 0),
        # A body is read as it is, rather than copied in parts up to its length.
        "wsgi.input_terminated": True,
        "wsgi.url_scheme": url.scheme,
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }


def environ_of(request: Request, base: "WSGIEnvironment", cookie: str) -> "WSGIEnvironment":
    """Return the environ of `request`.

    :param base: What :func:`base_environ` made.
    :param cookie: The value of the ``Cookie`` header.
    """
    path, _, query = request.target.partition("?")
    body = request.body or b""
    environ: dict[str, Any] = {
        **base,
        "REQUEST_METHOD": request.method.upper(),
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query,
        "REQUEST_URI": request.target,
        "RAW_URI": request.target,
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
    }
    for name, value in request.headers:
        key = name.upper().replace("-", "_")
        if key not in ("CONTENT_TYPE", "CONTENT_LENGTH"):
            key = f"HTTP_{key}"
        environ[key] = f"{environ[key]},{value}" if key in environ and key != "HTTP_HOST" else value
    if request.body is not None:
        environ["CONTENT_LENGTH"] = str(len(body))
    environ.pop("HTTP_COOKIE", None)
    if cookie:
        environ["HTTP_COOKIE"] = cookie
    return environ


class WSGIServer:
    """Asks a WSGI application.

    :param origin: The app's own origin.
    """

    def __init__(self, application: "WSGIApplication", origin: str) -> None:
        self._application = application
        self._base = base_environ(origin)
        self._is_stopped = False

    def ask(self, request: Request, cookie: str) -> Response | Awaitable[Response]:
        """See :class:`webdash.kernel.server.Server`."""
        return completed(self._ask(request, environ_of(request, self._base, cookie)))

    def connect(self, _request: Request, _cookie: str, _protocols: object) -> None:
        """See :class:`webdash.kernel.server.Server`: WSGI knows no WebSockets."""

    def stop(self) -> None:
        """See :class:`webdash.kernel.server.Server`: what is under way comes to its end by itself."""
        self._is_stopped = True

    def _ask(self, request: Request, environ: "WSGIEnvironment") -> "Generator[Future[Any], None, Response]":
        try:
            return (yield from _Answer(self._application, environ).begin())
        except BaseException as error:
            if self._is_stopped and isinstance(error, CancelledError):
                raise stopped() from None
            return failed(request)


class _Answer:
    """The answer of an application, which makes it when it is asked for: a ``Channel`` for the rest of it.

    werkzeug's ``run_wsgi_app`` would do, but it drops what an application sends through the ``write``
    callable and forbids an application to replace a response after an error.
    """

    def __init__(self, application: "WSGIApplication", environ: "WSGIEnvironment") -> None:
        self._chunks: list[bytes] = []
        self._head: tuple[str, list[tuple[str, str]]] | None = None
        self._begun = False
        self._is_running = False
        self._is_closed = False
        self._late: list[Future[Any]] = []
        environ[LATE] = self._late
        # One for all parts: what is set in one may be reset in another.
        self._context = copy_context()
        iterable = self._context.run(application, environ, self._start)
        self._is_complete = isinstance(iterable, list | tuple)
        self._iterator = iter(iterable)
        self._close: Callable[[], object] = partial(
            self._context.run, getattr(iterable, "close", lambda: None)
        )

    def begin(self) -> "Generator[Future[Any], None, Response]":
        """Return the head of the answer, with as much of its body as is there.

        That is all of it where the application says how long it is, or has it at hand; else the first part
        that has any bytes.

        :raises Exception: What the application raises.
        """
        try:
            while (chunk := (yield from self._next())) is not None:
                self._chunks.append(chunk)
                if chunk and self._is_stream():
                    break
            if self._head is None:
                raise AssertionError("The application did not start a response.")
        except BaseException:
            self._close()
            raise
        if chunk is None:
            self._close()
        self._begun = True
        status, headers = self._head
        code, _, reason = status.partition(" ")
        return Response(int(code), reason, headers, self._take(), None if chunk is None else self)

    def read(self) -> bytes | Awaitable[bytes | None] | None:
        """See :class:`webdash.kernel.messages.Channel`."""
        return completed(self._read())

    def _read(self) -> "Generator[Future[Any], None, bytes | None]":
        self._is_running = True
        try:
            while not self._chunks and (chunk := (yield from self._next())) is not None:
                if chunk:
                    self._chunks.append(chunk)
        except BaseException as error:
            self._is_closed = True
            _log.exception("The app failed while it answered")
            raise KernelError("python-exception", "The app failed while it answered.") from error
        finally:
            self._is_running = False
            if self._is_closed:
                self._close()
        if self._chunks:
            return self._take()
        self._close()
        return None

    def _next(self) -> "Generator[Future[Any], None, bytes | None]":
        chunk = self._context.run(next, self._iterator, None)
        while self._late:
            yield self._late.pop()
        return chunk

    def close(self, _closed: Closed) -> None:
        """See :class:`webdash.kernel.messages.Channel`."""
        self._is_closed = True
        # One that waits is closed when it goes on, as a server notices only then that nobody listens.
        if not self._is_running:
            self._close()

    def _is_stream(self) -> bool:
        if self._head is None or self._is_complete:
            return False
        return not any(name.lower() == "content-length" for name, _ in self._head[1])

    def _take(self) -> bytes:
        body = b"".join(self._chunks)
        self._chunks.clear()
        return body

    def _start(
        self,
        status: str,
        headers: list[tuple[str, str]],
        exc_info: "tuple[type[BaseException], BaseException, TracebackType] | tuple[None, None, None] | None" = None,  # noqa: E501
        /,
    ) -> Callable[[bytes], object]:
        if self._begun and exc_info is not None and exc_info[1] is not None:
            raise exc_info[1]
        if self._head is not None and exc_info is None:
            raise AssertionError("The application started its response twice.")
        self._chunks.clear()
        self._head = (status, headers)
        return self._chunks.append
