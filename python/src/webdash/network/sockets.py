"""Refuses what needs a socket, with a sentence instead of an error number."""

from contextlib import ExitStack
from typing import Any, NoReturn

from webdash.replacing import replace

_SENTENCE = (
    "A browser gives Python no sockets, so it cannot connect to {address}. "
    "HTTP(S) requests work: use requests, urllib or httpx."
)
_LISTENING = (
    "A browser gives Python no sockets, so it cannot listen at {address}. "
    "The routes of the app are served without one: use app.run()."
)


def adapt(module: Any, undo: ExitStack) -> None:
    """Adapt ``socket``, just imported."""
    replace(module.socket, "connect", _connect, undo)
    replace(module.socket, "connect_ex", _connect, undo)
    replace(module.socket, "bind", _bind, undo)
    replace(module, "create_connection", _create_connection, undo)


def no_sockets(address: object) -> OSError:
    """Return the exception for a connection to `address`."""
    return OSError(_SENTENCE.format(address=_name(address)))


def _connect(_socket: Any, address: object) -> NoReturn:
    raise no_sockets(address)


def _bind(_socket: Any, address: object) -> NoReturn:
    raise OSError(_LISTENING.format(address=_name(address)))


def _name(address: object) -> str:
    return ":".join(str(part) for part in address[:2]) if isinstance(address, tuple) else str(address)


def _create_connection(address: object, *_args: Any, **_kwargs: Any) -> NoReturn:
    # Before it asks for the host's number, which Emscripten would make up.
    raise no_sockets(address)
