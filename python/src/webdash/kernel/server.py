"""Asks an application, whichever interface it has."""

import logging
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from inspect import iscoroutinefunction
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from .errors import KernelError
from .messages import Request, Response, Socket

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication
    from typing_extensions import TypeIs

_log = logging.getLogger(__name__)

Event: TypeAlias = MutableMapping[str, Any]
"""What ASGI calls a scope, or an event."""

ASGIApplication: TypeAlias = Callable[
    [Event, Callable[[], Awaitable[Event]], Callable[[Event], Awaitable[None]]], Awaitable[None]
]

Application: TypeAlias = "WSGIApplication | ASGIApplication"


class Server(Protocol):
    """What stands between the page and one application."""

    def ask(self, request: Request, cookie: str) -> Response | Awaitable[Response]:
        """Ask the application. A failure of its own is an answer of status 500.

        :param cookie: The value of the ``Cookie`` header, which comes from the app's own jar alone.
        """

    def stop(self) -> Awaitable[None] | None:
        """End what is under way."""

    def connect(
        self, request: Request, cookie: str, protocols: Sequence[str]
    ) -> Socket | Awaitable[Socket | None] | None:
        """Open a WebSocket, unless the application refuses it."""


def is_asgi(application: Application) -> "TypeIs[ASGIApplication]":
    """Return whether an application has the interface of ASGI: its calls are coroutines."""
    call = getattr(application, "__call__", None)  # noqa: B004 (its own, whatever its kind)
    return iscoroutinefunction(application) or iscoroutinefunction(call)


def failed(request: Request) -> Response:
    """Log the present exception of the application, and return what servers answer then."""
    _log.exception("The app failed to answer %s %s", request.method, request.target)
    headers = [("Content-Type", "text/plain; charset=utf-8")]
    return Response(500, "INTERNAL SERVER ERROR", headers, b"Internal Server Error")


def stopped() -> KernelError:
    """Return what is raised where an answer of an app doesn't come any more."""
    return KernelError("app-not-found", "The app was stopped before it answered.")
