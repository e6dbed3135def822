"""``multiprocessing.synchronize`` of one process: its locks are those of threads.

The module itself can't be imported without ``_multiprocessing``, which a browser's Python lacks; but packages
import it for the sake of annotations.
"""

import importlib.util
import sys
import threading
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from types import ModuleType
from typing import Any

_NAME = "multiprocessing.synchronize"
_KINDS = ("Lock", "RLock", "Condition", "Semaphore", "BoundedSemaphore", "Event", "Barrier")


def install(undo: ExitStack) -> None:
    """Have the module be found, where its own can't be imported, until `undo` is closed."""
    if importlib.util.find_spec("_multiprocessing") is not None:
        return
    module = ModuleType(_NAME, __doc__)
    for kind in _KINDS:
        setattr(module, kind, partial(_make, getattr(threading, kind)))
    sys.modules[_NAME] = module
    undo.callback(sys.modules.pop, _NAME, None)


def _make(kind: Callable[..., Any], *args: Any, ctx: object = None, **options: Any) -> Any:  # noqa: ARG001
    return kind(*args, **options)
