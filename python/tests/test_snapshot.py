import logging
import os
import random
import sys
from multiprocessing.process import current_process
from pathlib import Path

import dash
import pytest

from webdash.kernel import snapshot


def test_prepare_leaves_nothing_of_the_app_that_warms_python_up(tmp_path: Path) -> None:
    def state() -> object:
        return os.getcwd(), list(sys.path), list(sys.argv), dict(os.environ), "app" in sys.modules

    before = state()
    snapshot.prepare(tmp_path / "warm")
    assert state() == before
    assert not (tmp_path / "warm").exists()
    assert not dash._callback.GLOBAL_CALLBACK_LIST
    assert not dash._callback.GLOBAL_CALLBACK_MAP


def test_prepare_says_what_its_app_failed_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "_APP", snapshot._APP.replace("return go", "return nothing"))
    with pytest.raises(RuntimeError, match="name 'nothing' is not defined"):
        snapshot.prepare(tmp_path)


def test_restored_makes_fresh_what_is_not_to_be_the_same_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    random.seed(1)
    first = random.random()
    key = bytes(current_process().authkey)
    monkeypatch.setattr(logging, "_startTime", 0)
    random.seed(1)
    snapshot.restored()
    assert random.random() != first
    assert bytes(current_process().authkey) != key
    assert logging.makeLogRecord({}).relativeCreated < 60_000
