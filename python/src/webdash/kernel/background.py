"""Background callbacks, each run in another kernel: a second Python, to which the page starts the same app.

This module is on both sides. Where the app is asked, :class:`BackgroundManager` tells the page of jobs, as
Dash's managers tell Celery or a process, and keeps what comes back. In the kernel of a job :func:`run` calls
the callback's function, which it finds by its key, as Celery's workers do. What crosses is pickled: the page
hands it on without a look at it.
"""

import asyncio
import inspect
import itertools
import logging
import pickle
import sys
import traceback
from collections.abc import Callable, Generator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from time import monotonic
from types import ModuleType
from typing import Any, Literal, TypeAlias

from dash import Dash
from dash._callback_context import context_value
from dash._utils import AttributeDict
from dash.exceptions import PreventUpdate

from webdash.replacing import replace

from .dash_background import ERROR, PACKAGE, BaseManager, proxied_props
from .import_hook import ImportHook

Kind: TypeAlias = Literal["start", "end", "update"]

TellJob: TypeAlias = Callable[[str | None, Kind, str, str, bytes], None]
"""Takes an app's id, what the page shall do, a job's id, the key of its function, and what is pickled."""

_STAND_INS = str(Path(__file__).parents[1] / "stand_ins")
"""Folder of what apps import to make Dash's own managers."""

_log = logging.getLogger(__name__)

_ids = itertools.count(1)

_running: dict[str, "BackgroundManager"] = {}
"""Who waits for which job of the app that runs: the kernel switches them with the app."""

_noticed: set[str] = set()
"""Names of the managers of the app that runs of which it has been told that they are replaced."""


def tell(kind: Kind, job: str, function: str, pickled: bytes) -> None:
    """Tell the page of a job. Replaced by the kernel."""


class BackgroundManager(BaseManager):
    """Runs background callbacks in other kernels of the page, and keeps what they return in memory.

    :param cache_by: As of Dash's managers: functions whose values belong to the key of what is kept.
    :param expire: Seconds after which a result that nobody has asked for is forgotten.
    """

    def __init__(self, cache_by: Any = None, expire: float | None = None) -> None:
        self.expire = expire
        self._results: dict[str, tuple[Any, float]] = {}
        self._progress: dict[str, Any] = {}
        self._props: dict[str, dict[str, Any]] = {}
        self._keys: dict[str, str] = {}
        self._secret: bytes | None = None
        # Its methods are also those of Dash's own managers, whose classes know no super() of this one.
        BaseManager.__init__(self, cache_by)  # type: ignore[no-untyped-call]

    def make_job_fn(self, fn: Any, progress: Any, key: str | None = None) -> str | None:  # noqa: ARG002
        """Return the key by which the function is found in the kernel of the job."""
        return key

    def call_job_fn(self, key: str, job_fn: str, args: Any, context: Any) -> str:
        """Start a job, unless its result is there already."""
        job = str(next(_ids))
        if self.result_ready(key):
            return job
        try:
            pickled = pickle.dumps((args, dict(context)))
        except Exception as error:
            self._results[key] = (_failure(error), monotonic())
            return job
        self._keys[job] = key
        _running[job] = self
        tell("start", job, job_fn, pickled)
        return job

    def receive(self, job: str, kind: str, value: Any) -> None:
        """Take what a job tells."""
        key = self._keys[job]
        if kind == "progress":
            self._progress[key] = value
        elif kind == "props":
            self._props.setdefault(key, {}).update(value)
        else:
            self._results[key] = (value, monotonic())
            self._forget(job)

    def _forget(self, job: str) -> bool:
        self._keys.pop(job, None)
        return _running.pop(job, None) is not None

    def terminate_job(self, job: str | None) -> None:
        """End a job that runs or waits."""
        if job is not None and self._forget(str(job)):
            tell("end", str(job), "", b"")

    def terminate_unhealthy_job(self, job: str) -> bool:  # noqa: ARG002
        """Do nothing: a job that dies tells so."""
        return False

    def job_running(self, job: str) -> bool:
        return str(job) in _running

    def result_ready(self, key: str) -> bool:
        _, last = self._results.get(key, (None, None))
        if last is not None and self.expire and monotonic() - last > self.expire:
            del self._results[key]
        return key in self._results

    def get_result(self, key: str, job: str | None) -> Any:
        if not self.result_ready(key):
            return self.UNDEFINED
        result, _ = self._results[key]
        if self.cache_by is None:
            del self._results[key]
        else:
            self._results[key] = (result, monotonic())
        self._progress.pop(key, None)
        self.terminate_job(job)
        return result

    def clear_cache_entry(self, key: str) -> None:
        """Forget a result."""
        self._results.pop(key, None)

    def get_progress(self, key: str) -> Any:
        return self._progress.pop(key, None)

    def get_updated_props(self, key: str) -> dict[str, Any]:
        return self._props.pop(key, {})

    def get_or_create_signing_secret(self, generate: Callable[[], bytes]) -> bytes:
        if self._secret is None:
            self._secret = generate()
        return self._secret


def receive(job: str, pickled: bytes | None, error: str) -> None:
    """Take what a job of the app that runs tells; `error` says why it ended, if it couldn't."""
    manager = _running.get(job)
    if manager is None:
        # It was ended meanwhile.
        return
    if pickled is None:
        manager.receive(job, "result", _failure(RuntimeError(error), traceback_of=error))
        return
    try:
        kind, value = pickle.loads(pickled)
    except Exception as exception:
        kind, value = "result", _failure(exception)
    manager.receive(job, kind, value)


def run(job: str, key: str, pickled: bytes) -> "Generator[asyncio.Future[Any], None, bytes]":
    """Run a job of the app that runs, and return its result for :func:`receive`.

    Yields the task of the coroutine that the callback's function gives: to be continued once that is done.
    """
    found = [entry for entry in BaseManager.functions if entry[0] == key]
    if not found:
        error = LookupError(
            "The callback isn't there where the app has just started: background callbacks are to be defined"
            " when the app's file runs"
        )
        return _packed("result", _failure(error, traceback_of=str(error)))
    _, function, has_progress = found[-1]
    args, context = pickle.loads(pickled)

    def set_progress(value: Any) -> None:
        update("progress", value if isinstance(value, (list, tuple)) else [value])

    def update(kind: str, value: Any) -> None:
        tell("update", job, "", _packed(kind, value))

    callback_context = AttributeDict(**context)
    callback_context.ignore_register_page = False
    callback_context.updated_props = proxied_props(lambda target, props: update("props", {target: props}))
    context_value.set(callback_context)
    leading = (set_progress,) if has_progress else ()
    try:
        if isinstance(args, dict):
            result = function(*leading, **args)
        elif isinstance(args, (list, tuple)):
            result = function(*leading, *args)
        else:
            result = function(*leading, args)
        if inspect.iscoroutine(result):
            task = asyncio.ensure_future(result)
            yield task
            result = task.result()
    except PreventUpdate:
        result = {"_dash_no_update": "_dash_no_update"}
    except Exception as error:
        result = _failure(error)
    try:
        return _packed("result", result)
    except Exception as error:
        return _packed("result", _failure(error))


def _packed(kind: str, value: Any) -> bytes:
    return pickle.dumps((kind, value))


def _failure(error: Exception, traceback_of: str | None = None) -> dict[str, Any]:
    """Return what Dash takes for the exception of a job."""
    trace = "".join(traceback.format_exception(error)) if traceback_of is None else traceback_of
    return {ERROR: {"msg": str(error), "tb": trace}}


def install(hook: ImportHook, undo: ExitStack) -> None:
    """Give each app a manager, and have Dash's own, which need other processes, do as that one.

    :param undo: Puts everything back when it is closed.
    """
    # After all that is installed.
    sys.path.append(_STAND_INS)
    undo.callback(sys.path.remove, _STAND_INS)
    original = Dash.__init__

    def init(self: Dash, *args: Any, **kwargs: Any) -> None:
        original(self, *args, **kwargs)
        if self._background_manager is None:
            self._background_manager = BackgroundManager()

    init.__wrapped__ = original  # type: ignore[attr-defined]
    replace(Dash, "__init__", init, undo)
    for name in ("Diskcache", "Celery"):
        hook.watch(f"{PACKAGE}.managers.{name.lower()}_manager", partial(_adapt, name, undo))


def _adapt(name: str, undo: ExitStack, module: ModuleType) -> None:
    cls = getattr(module, f"{name}Manager")

    def init(self: Any, _backend: Any = None, cache_by: Any = None, expire: float | None = None) -> None:
        if name not in _noticed:
            _noticed.add(name)
            _log.warning(
                "%sManager: a browser has no other processes. Background callbacks run in workers instead.",
                name,
            )
        BackgroundManager.__init__(self, cache_by, expire)

    for attribute, value in {**vars(BackgroundManager), "__init__": init}.items():
        if inspect.isfunction(value):
            if attribute not in vars(cls):
                undo.callback(delattr, cls, attribute)
                setattr(cls, attribute, value)
            else:
                replace(cls, attribute, value, undo)
