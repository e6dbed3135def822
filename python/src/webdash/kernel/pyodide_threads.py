"""Threads in Pyodide, whose stacks switch at JavaScript's promises (JavaScript Promise Integration).

Importing this module puts them in place.
"""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import ExitStack
from contextvars import copy_context
from types import ModuleType
from typing import Any

import pyodide.ffi
from js import Promise, WebAssembly, clearTimeout, setTimeout

from webdash.threads.install import install

_LONGEST = 2**31 - 1
"""What setTimeout takes, in milliseconds."""


class PyodidePause:
    """One wait of one stack; see :class:`webdash.threads.platform.Pause`."""

    def __init__(self) -> None:
        self._settling = Promise.withResolvers()

    def run(self, seconds: float | None) -> None:
        """Let other stacks run until :meth:`end` is called, or for at most `seconds`."""
        settling = self._settling
        timer = None
        if seconds is not None:
            timer = setTimeout(settling.resolve, min(seconds * 1000, _LONGEST))
        try:
            # Looked up here, as the bridge replaces it.
            pyodide.ffi.run_sync(settling.promise)
        finally:
            if timer is not None:
                clearTimeout(timer)

    def end(self) -> None:
        """End the wait, which may be over already."""
        self._settling.resolve()


class PyodideStacks:
    """See :class:`webdash.threads.platform.Platform`."""

    has_stacks: bool = hasattr(WebAssembly, "Suspending")

    def can_wait(self) -> bool:
        """Return whether the present stack can be left."""
        return self.has_stacks and pyodide.ffi.can_run_sync()

    def pause(self) -> PyodidePause:
        """Return a wait that has not begun."""
        return PyodidePause()

    def soon(self, call: Callable[[], None]) -> None:
        """Run `call` on a stack of its own when the present one is left."""
        asyncio.get_event_loop().call_soon(call)


SCHEDULER = install(PyodideStacks(), ExitStack())
"""To be told who runs the apps."""


def wait_for(future: "asyncio.Future[Any]") -> None:
    """Let others run until `future` is done."""
    pause = PyodidePause()
    future.add_done_callback(lambda _: pause.end())
    pause.run(None)


def run_in_executor(
    loop: asyncio.AbstractEventLoop, executor: Executor | None, call: Callable[..., Any], *args: Any
) -> "asyncio.Future[Any]":
    """Do as the method of event loops, where Pyodide's own runs `call` at once.

    Without an executor each call has a thread of its own: threads that wait for work would be one app's.
    """
    if executor is not None:
        return asyncio.wrap_future(executor.submit(call, *args), loop=loop)
    future: Future[Any] = Future()
    threading.Thread(target=_settle, args=(future, call, args), daemon=True).start()
    return asyncio.wrap_future(future, loop=loop)


def replace_workers(module: ModuleType) -> None:
    """Have anyio's asyncio backend, where there are no stacks, do at once what its threads would wait for."""
    if SCHEDULER.platform.has_stacks:
        return

    async def run_sync_in_worker_thread(
        _cls: type, /, call: Callable[..., Any], args: tuple[Any, ...], *_options: object, **_more: object
    ) -> Any:
        return copy_context().run(call, *args)

    module.AsyncIOBackend.run_sync_in_worker_thread = classmethod(run_sync_in_worker_thread)


def _settle(future: "Future[Any]", call: Callable[..., Any], args: tuple[Any, ...]) -> None:
    if future.set_running_or_notify_cancel():
        try:
            future.set_result(call(*args))
        except BaseException as error:
            future.set_exception(error)
