"""Asks a WSGI application, as :pep:`3333` has it, and collects its answer."""

import io
import sys
from asyncio import Future
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes, urlsplit

from .messages import Request, Response

if TYPE_CHECKING:
    from types import TracebackType

    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment

LATE = "webdash.late"
"""Key of an environ: a list for what an application waits for before it goes on after an empty chunk."""

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
        "wsgi.url_scheme": url.scheme,
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }


def environ_of(request: Request, base: "WSGIEnvironment", cookie: str) -> "WSGIEnvironment":
    """Return the environ of `request`.

    :param base: What :func:`base_environ` made.
    :param cookie: The value of the ``Cookie`` header, which comes from the app's own jar alone.
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


def call(
    application: "WSGIApplication", environ: "WSGIEnvironment"
) -> "Generator[Future[Any], None, Response]":
    """Run `application` to its end and return all it answered.

    Yields what the application waits for: to be continued once that is done.

    werkzeug's ``run_wsgi_app(buffered=True)`` would do, but it drops what an application sends through
    the ``write`` callable and forbids an application to replace a response after an error.

    :raises Exception: What the application raises.
    """
    started: tuple[str, list[tuple[str, str]]] | None = None
    late: list[Future[Any]] = []
    environ[LATE] = late
    chunks: list[bytes] = []

    def start_response(
        status: str,
        headers: list[tuple[str, str]],
        exc_info: "tuple[type[BaseException], BaseException, TracebackType] | tuple[None, None, None] | None" = None,  # noqa: E501
        /,
    ) -> Any:
        nonlocal started
        if started is not None and exc_info is None:
            raise AssertionError("The application started its response twice.")
        chunks.clear()
        started = (status, headers)
        return chunks.append

    with closing_iterable(application(environ, start_response)) as iterable:
        for chunk in iterable:
            while late:
                yield late.pop()
            chunks.append(chunk)  # not extend(): start_response may clear the list meanwhile
    if started is None:
        raise AssertionError("The application did not start a response.")
    status, headers = started
    code, _, reason = status.partition(" ")
    return Response(int(code), reason, headers, b"".join(chunks))


@contextmanager
def closing_iterable(iterable: Iterable[bytes]) -> Iterator[Iterable[bytes]]:
    """Call the iterable's ``close`` at the end, where it has one, as :pep:`3333` asks."""
    try:
        yield iterable
    finally:
        close = getattr(iterable, "close", None)
        if close is not None:
            close()
