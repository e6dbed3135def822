"""What an app imports before all else, imported ahead of it: for a snapshot of Python's memory.

The modules lie ready as a part of that app's space, and of nobody else's: it begins as it would be once these
imports have run. Taken are only imports that leave nothing but modules and what :mod:`.process_states` lists,
and that would do the same today and tomorrow.
"""

import asyncio
import builtins
import datetime
import logging
import os
import random
import sys
import threading
import time
import warnings
from collections.abc import Collection, Mapping, Sequence
from contextvars import ContextVar
from importlib.machinery import EXTENSION_SUFFIXES
from types import FrameType
from typing import Any

from .isolation import Isolation, Space
from .process_state import ProcessState
from .process_states import OWN_MODULES

_CLOCKS = (
    *(time.time, time.time_ns, time.monotonic, time.monotonic_ns, time.perf_counter, time.perf_counter_ns),
    *(time.process_time, time.localtime, time.gmtime, time.ctime, time.strftime),
)
_FLEETING = {id(function) for function in (*_CLOCKS, os.urandom, os.getpid, os.getcwd, builtins.print)}
_NOW = {"now", "utcnow", "today"}
_NETWORK = {"connect", "connect_ex", "bind", "getaddrinfo", "gethostbyname"}
_SCHEDULING = {"call_soon", "call_soon_threadsafe", "call_later", "call_at", "create_task", "run_in_executor"}

_ahead: dict[int, Any] = {}
"""Values of states, by their places in the list of all."""
_owner: str | None = None


class _Watch:
    """A profiler that notices what may come out differently another time, or doesn't last.

    That is: to look at the clock, at the process or at random numbers, to write to the console or to the
    network, and to leave something to threads, tasks or a context.
    """

    def __init__(self) -> None:
        self.noticed = False
        self._codes = {
            function.__code__
            for function in (threading.Thread.start, logging.Handler.handle, vars(warnings)["_showwarnmsg"])
        }

    def __call__(self, frame: FrameType, event: str, arg: Any) -> None:
        if event == "c_call":
            self.noticed |= _is_fleeting(arg) and not _is_importing(frame)
        elif event == "call":
            code = frame.f_code
            self.noticed |= code in self._codes or (
                code.co_name in _SCHEDULING
                and isinstance(frame.f_locals.get("self"), asyncio.AbstractEventLoop)
            )

    def run(self, statement: str) -> bool:
        """Run an import, and return whether it has done nothing of that, nor failed."""
        sys.setprofile(self)
        try:
            exec(compile(statement, "<import>", "exec"), {"__name__": "__main__"})
        except (Exception, SystemExit):
            return False
        finally:
            sys.setprofile(None)
        return not self.noticed


def run(
    statements: Sequence[str],
    isolation: Isolation,
    states: Sequence[ProcessState],
    adapted: Collection[str],
) -> int:
    """Run imports as an app would, up to the first that can't be taken ahead, and have what they leave ready.

    :param states: All of those that `isolation` switches.
    :param adapted: Names of modules which the kernel changes when they are imported: only it can import them.
    :return: How many could. If that isn't all, this process has run another one: then begin anew with those.
    """
    global _ahead
    space = Space(None)
    isolation.enter(space)
    # As when an app is run.
    os.environ["WERKZEUG_RUN_MAIN"] = "true"
    before = {state: _saved(state) for state in states}
    watch = _Watch()
    count = 0
    for statement in statements:
        present = set(sys.modules)
        if not watch.run(statement):
            break
        added = sys.modules.keys() - present
        if not added.isdisjoint(adapted) or any(map(_is_compiled, added)):
            break
        count += 1
    isolation.enter(isolation.kernel_space)
    _ahead = {
        place: space.values[state]
        for place, state in enumerate(states)
        if state in space.values and (state is OWN_MODULES or _differ(before[state], space.values[state]))
    }
    return count


def give(app: str) -> None:
    """Let what was imported be of an app, which is to be the next one of that name."""
    global _owner
    _owner = app


def take(app: str, states: Sequence[ProcessState]) -> Mapping[ProcessState, Any]:
    """Return what an app begins with besides what all do, once."""
    global _ahead, _owner
    if app != _owner:
        return {}
    taken = {states[place]: value for place, value in _ahead.items()}
    _ahead, _owner = {}, None
    return taken


def _is_fleeting(function: Any) -> bool:
    owner = getattr(function, "__self__", None)
    name = getattr(function, "__name__", "")
    return (
        id(function) in _FLEETING
        or isinstance(owner, random.Random)
        or type(owner) is ContextVar
        or (owner in (datetime.datetime, datetime.date) and name in _NOW)
        or (getattr(owner, "__name__", None) == "_socket" and name in _NETWORK)
    )


def _is_importing(frame: FrameType) -> bool:
    """Whether it is the import system's own code, which looks into the present folder too."""
    return frame.f_code.co_filename.startswith("<frozen importlib")


def _is_compiled(name: str) -> bool:
    return (getattr(sys.modules[name], "__file__", None) or "").endswith(tuple(EXTENSION_SUFFIXES))


def _saved(state: ProcessState) -> Any:
    try:
        return state.save()
    except AttributeError:
        # Its module hasn't been imported yet.
        return None


def _differ(one: Any, other: Any) -> bool:
    try:
        return bool(one != other)
    except Exception:
        return True
