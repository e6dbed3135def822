"""Which thread runs, and how it waits."""

import itertools
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NoReturn

from .platform import Host, NoApps, Pause, Platform

_INTERRUPTIONS = 100
"""How often a thread of a stopped app is told to end before it is left where it is."""

_idents = itertools.count(2**32)


class Stack:
    """A stack of calls: a thread's, or a request's on the main thread.

    :param ident: What ``threading.get_ident`` returns in it.
    """

    def __init__(self, ident: int) -> None:
        self.ident = ident
        self.interruptions = 0
        self.leave: Callable[[], object] = lambda: None
        self.at_end: list[Callable[[], object]] = []

    @classmethod
    def of_thread(cls) -> "Stack":
        """Return the stack of a new thread."""
        return cls(next(_idents))


_main = Stack(threading.main_thread().ident or 1)
_current = _main


def current_stack() -> Stack:
    """Return the stack that runs."""
    return _current


def enter_stack(stack: Stack) -> None:
    """Note that `stack` runs from now on."""
    global _current
    _current = stack


@contextmanager
def on_main_thread() -> Iterator[None]:
    """Run a stack of the main thread, which requests share, meanwhile."""
    before = _current
    enter_stack(Stack(_main.ident))
    try:
        yield
    finally:
        enter_stack(before)


@contextmanager
def suspended() -> Iterator[None]:
    """Let other stacks run meanwhile."""
    stack = _current
    try:
        yield
    finally:
        enter_stack(stack)


def get_ident() -> int:
    """Return the identifier of the present thread, a nonzero integer."""
    return _current.ident


class Scheduler:
    """Lets stacks wait.

    Its `host` is to be set by who runs apps.
    """

    def __init__(self, platform: Platform) -> None:
        self.platform = platform
        self.host: Host = NoApps()
        self._block = time.sleep

    def wait(self, pause: Pause, seconds: float | None) -> None:
        """Let others run until `pause` is ended, or for at most `seconds`.

        :raises RuntimeError: When no other can run, so that the wait would be in vain.
        :raises SystemExit: When the app has been stopped, to end the thread.
        """
        if not self.platform.can_wait():
            self._wait_alone(seconds)
            return
        owner = self.host.owner()
        if owner is None:
            pause.run(seconds)
            return
        if not owner.stopped:
            owner.pauses.add(pause)
            try:
                pause.run(seconds)
            finally:
                owner.pauses.discard(pause)
        if owner.stopped:
            self._end()

    def sleep(self, seconds: float) -> None:
        """Do as ``time.sleep`` does, while others run."""
        seconds = float(seconds)
        if seconds < 0:
            raise ValueError("sleep length must be non-negative")
        if self.platform.can_wait() or self._in_thread():
            self.wait(self.platform.pause(), seconds)
        else:
            self._block(seconds)

    def _wait_alone(self, seconds: float | None) -> None:
        if self.platform.has_stacks:
            reason = "it was called by JavaScript, or by a generator or coroutine of such a call"
        else:
            reason = "this browser can't switch between threads (it has no JSPI)"
        if self._in_thread():
            raise RuntimeError(f"The thread {threading.current_thread().name} can't wait: {reason}.")
        if seconds is None:
            raise RuntimeError(f"Python would wait for ever for another thread: {reason}.")
        self._block(seconds)

    def _in_thread(self) -> bool:
        return get_ident() != _main.ident

    def _end(self) -> NoReturn:
        """End the present stack, as a thread that its process outlives."""
        stack = current_stack()
        stack.interruptions += 1
        if stack.interruptions > _INTERRUPTIONS:
            # It handles SystemExit and goes on: so it is never waked up again.
            stack.leave()
            self.platform.pause().run(None)
        raise SystemExit
