import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from webdash.kernel import imports_ahead, snapshot
from webdash.kernel.kernel import Kernel
from webdash.kernel.messages import Response

from .conftest import Page

Package = Callable[[str, str], None]

APP = """
    import sys
    import package
    from flask import Flask
    app = Flask(__name__)
    @app.get("/")
    def state():
        return f"{package.state} {id(package)}"
    @app.get("/set")
    def set():
        package.state = "changed"
        return ""
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Package]:
    """Write a module that others than the app have made."""
    folder = tmp_path / "packages"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.setattr(imports_ahead, "_ahead", {})
    monkeypatch.setattr(imports_ahead, "_owner", None)
    before = set(sys.modules)

    def write(name: str, code: str) -> None:
        (folder / f"{name}.py").write_text(code)

    yield write
    for name in sys.modules.keys() - before:
        del sys.modules[name]


@contextmanager
def kernel(root: Path) -> Iterator[Page]:
    kernel = Kernel(root, lambda *_line: None)
    yield Page(kernel)
    kernel.close()


def ahead(code: str, root: Path, limit: int = 9, paths: tuple[str, ...] = ()) -> int:
    files = dict.fromkeys(paths, "")
    request = {"app": "app", "code": code, "filename": "app.py", "requirements": []}
    return snapshot.import_ahead(json.dumps({**request, "files": files, "paths": paths}), limit, root)


def text(page: Page, app: str, target: str = "/") -> str:
    response = page.get(app, target)
    assert isinstance(response, Response)
    return response.body.decode()


def test_an_app_begins_with_what_was_imported_ahead_of_it_and_others_do_not(
    package: Package, tmp_path: Path
) -> None:
    package("package", "import sys\nstate = len(sys.modules)")
    assert ahead("import sys\nimport package", tmp_path) == 9
    assert "package" not in sys.modules
    package("package", "state = 'imported anew'")
    snapshot.restored("first")
    with kernel(tmp_path / "apps") as page:
        page.start("other", APP)
        assert text(page, "other").startswith("imported anew")
        page.start("first", APP)
        assert text(page, "first").split()[0].isdigit()
        page.get("first", "/set")
        assert text(page, "other").startswith("imported anew")
        # Once only: what the app has done with it since then is its own.
        page.start("first", APP)
        assert text(page, "first").startswith("imported anew")


def test_what_imports_register_is_that_app_s_alone(package: Package, tmp_path: Path) -> None:
    package(
        "package",
        "import os, warnings, dash\nfrom dash.development.base_component import ComponentRegistry\n"
        "ComponentRegistry.registry.add('package')\nwarnings.simplefilter('error', BytesWarning)",
    )
    code = """
        import package
        import os, warnings
        from dash.development.base_component import ComponentRegistry
        from flask import Flask
        app = Flask(__name__)
        @app.get("/")
        def state():
            filters = [kind for action, _, kind, *_ in warnings.filters if action == "error"]
            return f"{'package' in ComponentRegistry.registry} {BytesWarning in filters} {os.getcwd()}"
    """
    assert ahead("import package", tmp_path) == 9
    snapshot.restored("app")
    with kernel(tmp_path / "apps") as page:
        page.start("other", code.replace("import package", ""))
        page.start("app", code)
        assert text(page, "app") == f"True True {tmp_path / 'apps' / 'app'}"
        assert text(page, "other") == f"False False {tmp_path / 'apps' / 'other'}"
        page.kernel.stop("app")
        assert text(page, "other").startswith("False False")


@pytest.mark.parametrize(
    "code",
    [
        "import time; started = time.time()",
        "import datetime; started = datetime.datetime.now()",
        "from datetime import date; started = date.today()",
        "import uuid; key = uuid.uuid4()",
        "import secrets; key = secrets.token_hex()",
        "import random; choice = random.random()",
        "import random; numbers = random.Random()",
        "import os; folder = os.getcwd()",
        "print('hello')",
        "import warnings; warnings.warn('old', UserWarning)",
        "import logging; logging.getLogger('package').warning('old')",
        "import threading; thread = threading.Thread(target=int); thread.start()",
        "import asyncio; loop = asyncio.new_event_loop(); loop.call_soon(int); loop.close()",
        "from contextvars import ContextVar; ContextVar('x').set(1)",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "raise ValueError",
        "raise SystemExit",
    ],
)
def test_what_would_come_out_otherwise_another_time_is_left_to_the_app(
    code: str, package: Package, tmp_path: Path
) -> None:
    package("before", "")
    package("package", code)
    assert ahead("import before\nimport package\nimport csv", tmp_path) == 1
    assert "package" not in sys.modules
    # In a process of its own it ends there.
    assert ahead("import before\nimport package\nimport csv", tmp_path, limit=1) == 1


def test_modules_that_the_kernel_adapts_are_left_to_the_app(package: Package, tmp_path: Path) -> None:
    package("waitress", "def serve(*args, **options): ...")
    package("package", "from waitress import serve")
    assert ahead("import package", tmp_path) == 0


def test_compiled_modules_are_left_to_the_app(
    package: Package, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package("package", "")
    monkeypatch.setattr(imports_ahead, "EXTENSION_SUFFIXES", [".py"])
    assert ahead("import package", tmp_path) == 0


def test_modules_of_the_app_itself_are_not_imported_ahead(package: Package, tmp_path: Path) -> None:
    package("package", "raise ValueError")
    assert ahead("import csv\nimport package", tmp_path, paths=("package.py",)) == 9


def test_nobody_begins_with_imports_that_are_of_no_app(package: Package, tmp_path: Path) -> None:
    package("package", "state = 'ahead'")
    assert ahead("import package", tmp_path) == 9
    package("package", "state = 'imported anew'")
    snapshot.restored()
    with kernel(tmp_path / "apps") as page:
        page.start("app", APP)
        assert text(page, "app").startswith("imported anew")
