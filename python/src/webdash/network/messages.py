"""A request and a response as the browser exchanges them, and why an exchange can fail."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol, TypeAlias

Headers: TypeAlias = Sequence[tuple[str, str]]

FailureReason: TypeAlias = Literal[
    "timeout", "policy", "refused", "unreachable", "unreadable", "broken", "invalid"
]
"""The values of ``Failure`` in ``src/kernel/outgoing.ts``, where they are explained."""


@dataclass(frozen=True)
class Request:
    """A request to an absolute address."""

    method: str
    url: str
    headers: Headers = ()
    body: bytes | None = None
    timeout: float | None = None
    """Seconds to wait for the response. ``None``: without limit."""


class Body(Protocol):
    """The body of a response, read in parts of any size; ``b""`` is its end.

    `read` and `read_async` raise :class:`ExchangeError` where the next part doesn't come within `timeout`
    seconds.
    """

    def read(self, timeout: float | None) -> bytes: ...

    async def read_async(self, timeout: float | None) -> bytes: ...

    def close(self) -> None: ...


class BytesBody:
    """A body that is there already."""

    def __init__(self, content: bytes = b"") -> None:
        self._content = content

    def read(self, timeout: float | None) -> bytes:  # noqa: ARG002
        content, self._content = self._content, b""
        return content

    async def read_async(self, timeout: float | None) -> bytes:
        return self.read(timeout)

    def close(self) -> None:
        self._content = b""


@dataclass
class Response:
    """The response to a request, after all redirects."""

    status: int
    reason: str
    url: str
    headers: Headers = ()
    body: Body = field(default_factory=BytesBody)
    redirected: bool = False
    """Whether `url` is another than the one asked for."""
    length: int | None = None
    """The length of `body` in bytes, where it is known before reading."""


class ExchangeError(Exception):
    """An exchange that gave no response.

    :param reason: Why.
    :param message: What the browser said.
    """

    def __init__(self, reason: FailureReason, message: str = "") -> None:
        super().__init__(message)
        self.reason = reason


class NoResponseError(ConnectionError):
    """A request that brought no response, with a sentence that says why and what can be done."""


class Browser(Protocol):
    """What sends requests. Its methods raise :class:`ExchangeError`."""

    def send(self, request: Request) -> Response:
        """Return the response once its headers are there."""
        ...

    async def send_async(self, request: Request) -> Response:
        """Do as :meth:`send` does; its body may be readable by ``read_async`` alone."""
        ...
