import importlib.util
import sys
from contextlib import ExitStack
from typing import Any

import pytest

from webdash.kernel import synchronization


def test_locks_of_processes_are_those_of_threads_where_there_are_no_processes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    find_spec = importlib.util.find_spec
    monkeypatch.setattr(
        "importlib.util.find_spec", lambda name: None if name == "_multiprocessing" else find_spec(name)
    )
    monkeypatch.delitem(sys.modules, "multiprocessing.synchronize", raising=False)
    with ExitStack() as undo:
        synchronization.install(undo)
        import multiprocessing
        from multiprocessing.synchronize import Event

        event: Any = multiprocessing.Event()
        assert not event.is_set()
        assert type(event) is type(Event())  # type: ignore[call-arg]
        with multiprocessing.Lock(), multiprocessing.RLock(), multiprocessing.Semaphore(2):
            pass
    assert "multiprocessing.synchronize" not in sys.modules
