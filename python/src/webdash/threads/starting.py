"""How a thread begins and ends."""

import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from contextvars import Context
from functools import partial
from typing import Any

from .locks import Lock
from .scheduler import Scheduler, Stack, current_stack, enter_stack, suspended


class ThreadHandle:
    """A thread as ``threading`` sees it since Python 3.13: ``_thread._ThreadHandle``."""

    def __init__(self, end: Lock) -> None:
        self.ident: int | None = None
        self._end = end

    def begin(self, ident: int) -> None:
        """Note that the thread has been started."""
        self.ident = ident
        self._end.acquire()

    def is_done(self) -> bool:
        """Return whether the thread has ended."""
        return self.ident is not None and not self._end.locked()

    def join(self, timeout: float | None = None) -> None:
        """Wait for the thread's end, at most for `timeout` seconds."""
        if self._end.acquire(timeout=-1 if timeout is None or timeout < 0 else timeout):
            self._end.release()

    def _set_done(self) -> None:
        if self._end.locked():
            self._end.release()


class Starter:
    """Stands in for the functions of ``_thread`` that start threads."""

    def __init__(self, scheduler: Scheduler, lock: type[Lock]) -> None:
        self._scheduler = scheduler
        self._lock = lock

    def handle(self) -> ThreadHandle:
        """Do as ``_thread._ThreadHandle()``."""
        return ThreadHandle(self._lock())

    def start_joinable_thread(
        self,
        function: Callable[[], object],
        handle: ThreadHandle | None = None,
        daemon: bool = True,  # noqa: ARG002 (no process ends here)
    ) -> ThreadHandle:
        """Do as ``_thread.start_joinable_thread``."""
        handle = handle or self.handle()
        stack = Stack.of_thread()
        handle.begin(stack.ident)
        stack.at_end.append(handle._set_done)
        self._start(stack, function)
        return handle

    def start_new_thread(
        self,
        function: Callable[..., object],
        args: tuple[Any, ...],
        kwargs: Mapping[str, Any] | None = None,
    ) -> int:
        """Do as ``_thread.start_new_thread``."""
        stack = Stack.of_thread()
        # Thread.start hands over a method, without arguments, and is to be found by it.
        self._start(stack, partial(function, *args, **(kwargs or {})) if args or kwargs else function)
        return stack.ident

    def set_sentinel(self) -> Lock:
        """Do as ``_thread._set_sentinel``: return a lock that is released when the present thread ends."""
        lock = self._lock()
        current_stack().at_end.append(lambda: lock.release() if lock.locked() else None)
        return lock

    def _start(self, stack: Stack, function: Callable[[], object]) -> None:
        host, platform = self._scheduler.host, self._scheduler.platform
        owner = host.owner()
        context = Context()
        thread = getattr(function, "__self__", None)
        # Since Python 3.14 a Thread runs its target in a context that it has got already.
        for each in (context, getattr(thread, "_context", None)):
            if each is not None:
                host.adopt(each)

        def run() -> None:
            with suspended(), ExitStack() as running:
                if owner is not None:
                    running.enter_context(host.running(owner))
                stack.leave = running.close
                enter_stack(stack)
                try:
                    context.run(function)
                except SystemExit:
                    pass
                except BaseException:
                    sys.excepthook(*sys.exc_info())
                finally:
                    for end in stack.at_end:
                        end()

        if not platform.has_stacks:
            run()
            return
        platform.soon(run)
        if isinstance(thread, threading.Thread) and not platform.can_wait():
            # Thread.start would wait until it has begun.
            thread._started.set()  # type: ignore[attr-defined]
