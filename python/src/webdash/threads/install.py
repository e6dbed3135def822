"""Puts threads of this kind in the place of the interpreter's own."""

import _thread
import _threading_local
import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import thread as executors
from contextlib import ExitStack
from typing import Any

from webdash.replacing import replace

from .locks import lock_types
from .platform import Platform
from .scheduler import Scheduler, get_ident
from .starting import Starter


def install(platform: Platform, undo: ExitStack) -> Scheduler:
    """Have ``threading`` and all that is built on it use `platform`.

    To be called before other packages are imported, as these may make locks then.

    :param undo: Puts everything back when it is closed.
    """
    scheduler = Scheduler(platform)
    lock, rlock = lock_types(scheduler)
    starter = Starter(scheduler, lock)
    replacements: list[tuple[Any, dict[str, object]]] = [
        (time, {"sleep": scheduler.sleep}),
        (_thread, {"allocate_lock": lock, "start_new_thread": starter.start_new_thread}),
        (
            threading,
            {
                "Lock": lock,
                "_allocate_lock": lock,
                "_CRLock": rlock,
                "get_ident": get_ident,
                # The interpreter's own belongs to its one thread.
                "local": _threading_local.local,
                # Until Python 3.12,
                "_start_new_thread": starter.start_new_thread,
                "_set_sentinel": starter.set_sentinel,
                # and since.
                "_start_joinable_thread": starter.start_joinable_thread,
                "_ThreadHandle": starter.handle,
            },
        ),
        # The interpreter's own blocks.
        (queue, {"SimpleQueue": queue._PySimpleQueue}),  # type: ignore[attr-defined]
    ]
    if not platform.has_stacks:
        replacements.append((executors.ThreadPoolExecutor, {"submit": _submit}))
    for owner, values in replacements:
        for name, value in values.items():
            if hasattr(owner, name):
                replace(owner, name, value, undo)
    return scheduler


def _submit(
    executor: executors.ThreadPoolExecutor, call: Callable[..., Any], /, *args: Any, **kwargs: Any
) -> "Future[Any]":
    """Do as ``ThreadPoolExecutor.submit``, at once: its threads would wait for work for ever."""
    if executor._shutdown:
        raise RuntimeError("cannot schedule new futures after shutdown")
    future: Future[Any] = Future()
    future.set_running_or_notify_cancel()
    try:
        future.set_result(call(*args, **kwargs))
    except BaseException as error:
        future.set_exception(error)
    return future
