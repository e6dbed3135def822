"""Bytecode of packages, to be kept for the next visit.

Wheels hold source code, and to compile all that ``import pandas`` loads takes longer than to run it. Python
would keep what it has compiled in ``__pycache__``, but in a browser its file system ends with the visit.
"""

import marshal
from importlib.machinery import SourceFileLoader
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path
from types import CodeType
from typing import Any

# PEP 552: flags of a .pyc that is never compared with its source. https://docs.python.org/3/reference/import.html
_UNCHECKED = (1).to_bytes(4, "little") + bytes(8)

_compiled: dict[str, CodeType] = {}
_watched: set[Path] = set()


def watch(folder: Path) -> None:
    """Remember the bytecode of each module below `folder` that is compiled from now on."""
    if folder in _watched:
        return
    _watched.add(folder)
    compile_source = SourceFileLoader.source_to_code
    prefix = f"{folder}/"

    def source_to_code(loader: Any, data: Any, path: Any, **options: Any) -> CodeType:
        code: CodeType = compile_source(loader, data, path, **options)
        if isinstance(path, str) and path.startswith(prefix):
            _compiled[path.removeprefix(prefix)] = code
        return code

    SourceFileLoader.source_to_code = source_to_code  # type: ignore[method-assign, assignment]


def take() -> list[tuple[str, str, bytes]]:
    """Return what was compiled since the last call.

    For each source file: its path below the folder, that of the ``.pyc`` that Python looks for, and what
    that has to hold.
    """
    taken = [
        (path, cache_from_source(path), MAGIC_NUMBER + _UNCHECKED + marshal.dumps(code))
        for path, code in _compiled.items()
    ]
    _compiled.clear()
    return taken
