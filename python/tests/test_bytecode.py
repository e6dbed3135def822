import importlib
import sys
from collections.abc import Iterator
from importlib.machinery import SourceFileLoader
from pathlib import Path

import pytest

from webdash.packages import bytecode


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of packages whose compilation is watched, in a Python that writes no bytecode by itself."""
    folder = tmp_path / "packages"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.setattr(SourceFileLoader, "source_to_code", SourceFileLoader.source_to_code)
    bytecode.watch(folder)
    yield folder
    bytecode.take()
    for name in [name for name in sys.modules if name.startswith("bytecode_subject")]:
        del sys.modules[name]


def visit_again() -> None:
    """Forget the modules, as another visit knows none."""
    for name in [name for name in sys.modules if name.startswith("bytecode_subject")]:
        del sys.modules[name]
    importlib.invalidate_caches()


def test_python_uses_what_was_taken_instead_of_compiling(packages: Path) -> None:
    source = packages / "bytecode_subject.py"
    source.write_text("VALUE = 1")
    importlib.import_module("bytecode_subject")
    [(path, pyc, content)] = bytecode.take()
    assert path == "bytecode_subject.py"

    (packages / pyc).parent.mkdir()
    (packages / pyc).write_bytes(content)
    source.write_text("VALUE = 2, which only who compiles sees")
    visit_again()
    assert importlib.import_module("bytecode_subject").VALUE == 1
    assert bytecode.take() == []


def test_modules_of_packages_are_named_by_their_path(packages: Path) -> None:
    package = packages / "bytecode_subject"
    package.mkdir()
    (package / "__init__.py").write_text("from . import part")
    (package / "part.py").write_text("")
    importlib.import_module("bytecode_subject")
    taken = {path: pyc for path, pyc, _ in bytecode.take()}
    assert set(taken) == {"bytecode_subject/__init__.py", "bytecode_subject/part.py"}
    assert Path(taken["bytecode_subject/part.py"]).parent == Path("bytecode_subject/__pycache__")


def test_modules_of_an_app_are_not_taken(packages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = packages.parent / "app"
    app.mkdir()
    monkeypatch.syspath_prepend(str(app))
    (app / "bytecode_subject_of_app.py").write_text("VALUE = 1")
    assert importlib.import_module("bytecode_subject_of_app").VALUE == 1
    assert bytecode.take() == []


def test_nothing_is_taken_twice(packages: Path) -> None:
    (packages / "bytecode_subject.py").write_text("")
    importlib.import_module("bytecode_subject")
    assert len(bytecode.take()) == 1
    assert bytecode.take() == []


def test_a_module_that_cannot_be_compiled_is_an_error_as_ever(packages: Path) -> None:
    (packages / "bytecode_subject.py").write_text("1 +")
    with pytest.raises(SyntaxError):
        importlib.import_module("bytecode_subject")
    assert bytecode.take() == []
