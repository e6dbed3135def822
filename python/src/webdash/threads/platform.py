"""What threads need of the engine that runs Python, and of who runs several apps in it."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from contextvars import Context
from typing import Any, Protocol


class Pause(Protocol):
    """One wait of one stack of calls."""

    def run(self, seconds: float | None) -> None:
        """Let other stacks run until :meth:`end` is called, or for at most `seconds`."""

    def end(self) -> None:
        """End the wait, which may be over already."""


class Platform(Protocol):
    """How stacks of calls are made and switched."""

    @property
    def has_stacks(self) -> bool:
        """Whether there can be several at all."""

    def can_wait(self) -> bool:
        """Return whether the present one can be left: not when JavaScript is among its callers."""

    def pause(self) -> Pause:
        """Return a wait that has not begun."""

    def soon(self, call: Callable[[], None]) -> None:
        """Run `call` on a stack of its own when the present one is left."""


class Owner(Protocol):
    """An app, of which threads are a part."""

    stopped: bool
    pauses: set[Pause]
    """Where its stacks wait; who stops the app ends them."""


class Host(Protocol):
    """Who runs the apps."""

    def owner(self) -> Owner | None:
        """Return the app whose code runs."""

    def adopt(self, context: Context) -> None:
        """Have what runs in `context` be the present app's."""

    def running(self, owner: Any) -> AbstractContextManager[None]:
        """Run an app's code meanwhile."""


class NoApps:
    """A host for the time before there is one: what runs is nobody's."""

    def owner(self) -> Owner | None:
        """Return nobody."""
        return None

    def adopt(self, context: Context) -> None:
        """Leave `context` as it is."""

    def running(self, owner: Any) -> AbstractContextManager[None]:  # noqa: ARG002
        """Do nothing meanwhile."""
        return nullcontext()
