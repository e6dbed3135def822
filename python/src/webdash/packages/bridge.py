"""The border between the worker's JavaScript and the plans: the twin of ``src/kernel/packages/planner.ts``.

Texts of JSON cross it: what comes in is a ``PlanRequest`` or a ``Lack`` with its ``Document``, what goes
out is ``{"ok": true, "value": Plan}`` or ``{"ok": false, "error": PlainError}``. Dash is not imported, for
another version of it may be about to be installed.
"""

import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from sysconfig import get_platform
from typing import TYPE_CHECKING, Any

from ..kernel.errors import KernelError
from . import bytecode, failures, path_caches
from .abi import abi_version
from .modules import missing_modules, normalized
from .project import Project, Text

if TYPE_CHECKING:
    from .planner import Planner

_path: list[str]
_index_url: str | None
_made: "Planner | None" = None


def boot(index_url: str | None) -> None:
    """Remember the ways of this Python, before any app changes ``sys.path``.

    :param index_url: Of the default index; ``None`` for PyPI.
    """
    global _path, _index_url, _made
    _path = list(sys.path)
    _index_url = index_url
    # In a snapshot there is one, which has seen what indexes said then.
    _made = None
    # The folder in which packages are, this one among them.
    bytecode.watch(Path(__file__).parents[2])


def info() -> str:
    """Return what a lock says of the Pyodide that its packages are for."""
    platform, _, architecture = get_platform().rpartition("-")
    return json.dumps(
        {
            "abi_version": abi_version(),
            "arch": architecture,
            "platform": platform.replace("-", "_").replace(".", "_"),
            "python": ".".join(map(str, sys.version_info[:3])),
        }
    )


def compiled() -> list[tuple[str, str, bytes]]:
    """Return what was compiled of packages since the last call; see :func:`bytecode.take`."""
    return bytecode.take()


def begin() -> None:
    """Begin the plans of an app's start."""
    if _made is not None:
        _made.begin()


def renew() -> bool:
    """Forget what indexes said, and return whether they said anything."""
    return _made is not None and _made.renew()


def supply(lack: str, document: str) -> str:
    """Take what a plan lacks."""
    from .resolution import Document, Lack

    return _answer(lambda: _planner().supply(Lack(**json.loads(lack)), Document(**json.loads(document))))


def failed(package: str, code: str, message: str) -> None:
    """Remember that a package which an app can start without was planned and couldn't be installed."""
    failures.add(package, code, message)


def plan(request: str) -> str:
    """Plan for an app; null, where it needs nothing."""
    r = json.loads(request)
    project = Project.of(r)
    lock = Text(**r["lock"]) if r["lock"] is not None else None
    # Most apps need nothing more, and the planner's own imports take as long as the rest of a start.
    says_nothing = lock is None and not project.says_anything() and not any(missing_modules(project, _path))
    if says_nothing and not (_made and _made.replaced):
        return _answer(lambda: None)
    return _answer(lambda: asdict(_planner().plan(project, lock, replaceable=r["replaceable"])))


def _planner() -> "Planner":
    global _made
    if _made is None:
        from .planner import PYPI, Planner

        _made = Planner(_path, abi_version() or "", _index_url or PYPI)
    return _made


def replace(site_packages: str, names: str, modules: str) -> None:
    """Remove what is known of packages, and the modules where those of others are to be put."""
    packages = set(json.loads(names))
    tops = {module.removesuffix(".py") for module in json.loads(modules)}
    for path in Path(site_packages).iterdir():
        project, _, kind = path.name.rpartition(".")
        is_package = kind == "dist-info" and normalized(project.partition("-")[0]) in packages
        if is_package or path.name.partition(".")[0] in tops:
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()


def installed() -> None:
    """Let Python see that there are new files in its folders."""
    path_caches.forget_folders()


def _answer(call: Callable[[], Any]) -> str:
    try:
        return json.dumps({"ok": True, "value": call()})
    except KernelError as error:
        plain = {"code": error.code, "message": error.message}
        if error.detail is not None:
            plain["detail"] = error.detail
        return json.dumps({"ok": False, "error": plain})
