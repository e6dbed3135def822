"""What crosses the border to the page, as Python sees it: the twin of ``src/kernel/protocol.ts``."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol, TypeAlias

from webdash.network.route import Route

Headers: TypeAlias = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Definition:
    """All that is needed to run one app."""

    code: str
    """The author's main file, run as ``__main__``."""
    filename: str = "app.py"
    """That file's path below the app's folder, as tracebacks show it."""
    origin: str = "http://localhost"
    """The app's own origin, without a slash at its end."""
    route: Route = field(default_factory=Route)
    """How its requests go to the outside."""


@dataclass(slots=True)
class Request:
    """A request of an app's front end to its own server."""

    method: str = "GET"
    target: str = "/"
    """Path and query, percent-encoded."""
    headers: Headers = ()
    body: bytes | None = None
    script_cookies: Sequence[str] = ()
    """Cookies set through ``document.cookie``, as ``Set-Cookie`` strings."""


@dataclass(frozen=True, slots=True)
class Closed:
    """The end of a WebSocket, as its ``close`` event tells of it."""

    code: int
    reason: str = ""


Part: TypeAlias = bytes | str | Closed | None
"""What comes through a channel: bytes of a body, a message of a WebSocket, or its end."""


class Channel(Protocol):
    """What an app sends in parts."""

    def read(self) -> Part | Awaitable[Part]:
        """Return what comes next; ``None`` at the end of a body. Asked again only when it has answered."""

    def close(self, closed: Closed) -> None:
        """Give up what is still to come."""


class Socket(Channel, Protocol):
    """A WebSocket that an app has accepted."""

    protocol: str | None
    """The subprotocol that it has chosen, if any."""

    def write(self, data: str | bytes) -> None:
        """Hand over a message of the page's."""


@dataclass(frozen=True, slots=True)
class SocketAnswer:
    """That an app has accepted a WebSocket."""

    channel: int
    protocol: str


@dataclass(slots=True)
class Response:
    """The app's answer."""

    status: int
    status_text: str
    headers: Headers
    body: bytes
    rest: Channel | None = None
    """What follows on `body`, where the app is still making it."""
    channel: int | None = None
    """The number by which :meth:`Kernel.read` finds `rest`."""
    cookies: str = ""
    """What ``document.cookie`` reads from now on."""


@dataclass(frozen=True, slots=True)
class Started:
    """What an app that runs asks for."""

    lacks_dev_bundles: bool = False
    """Whether it needs ``dev.pack``, which has not been loaded yet."""
    hot_reload_interval: float | None = None
    """How often to look for changes of its files, in seconds; ``None`` where it isn't reloaded for them."""
    suite_paths: Sequence[str] = ()
    """The paths below which it serves component suites as they are; each ends in ``/``."""


@dataclass(frozen=True, slots=True)
class FileChange:
    """What has happened to a file or folder of an app."""

    type: Literal["appeared", "modified", "disappeared"]
    path: str
    """Below the app's folder."""


Level: TypeAlias = Literal["debug", "info", "warning", "error"]

OutputCallback: TypeAlias = Callable[[str | None, Level, str], None]
"""Takes an app's id (``None``: the kernel's own), a level and the text written."""

EmitCallback: TypeAlias = Callable[[str | None, str, str], None]
"""Takes an app's id, the name of an event that it emits, and the event's detail as JSON."""
