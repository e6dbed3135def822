"""The files of an app, as the element's ``src`` and its children have them, and their digests."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

MAIN_NAMES = ("app.py", "main.py", "index.py", "wsgi.py", "run.py")
"""Names of main files, those first that win, as ``src/files/project.ts`` has them."""

_NEVER_MAIN = re.compile(r"(setup|conftest|noxfile|__init__|test_.*|.*_test)\.py")
_FOREIGN = {"__pycache__", "node_modules"}
_ENVIRONMENT_MARK = "pyvenv.cfg"
_MADE_BY_US = ".prerendered"


class SourceError(Exception):
    """That there is no app where one was named; the message says what to do."""


def find_main(path: Path) -> Path:
    """Return the main file of an app: `path` itself, or the one in the folder `path`.

    :raises SourceError: When there is none, or it isn't clear which.
    """
    if path.is_file():
        return path
    if not path.is_dir():
        raise SourceError(f"{path} isn't there.")
    for name in MAIN_NAMES:
        if (path / name).is_file():
            return path / name
    found = [file for file in path.glob("*.py") if not _NEVER_MAIN.fullmatch(file.name)]
    if len(found) != 1:
        raise SourceError(f"{path} has {len(found) or 'no'} Python files at its top: name the one to be run.")
    return found[0]


def files_below(folder: Path, prefix: str = "") -> Iterator[str]:
    """Yield the paths of an app's files below its folder, without what is no part of it."""
    entries = sorted((folder / prefix).iterdir())
    if any(entry.name == _ENVIRONMENT_MARK for entry in entries):
        return
    for entry in entries:
        name = entry.name
        if name.startswith(".") or name in _FOREIGN or name.endswith(_MADE_BY_US):
            continue
        if _is_of_page(entry):
            continue
        if entry.is_dir():
            yield from files_below(folder, f"{prefix}{name}/")
        elif entry.is_file():
            yield f"{prefix}{name}"


def _is_of_page(entry: Path) -> bool:
    """Return whether something is not the app's but of the page that shows it, or the element's own."""
    if entry.is_dir():
        return (entry / "web-dash.js").exists()
    return entry.suffix in (".html", ".htm") and b"<web-dash" in entry.read_bytes()


def digests_of(main: Path) -> dict[str, str]:
    """Return the digests of an app's files by their paths; that of `main` is :func:`code_digest`'s."""
    return {
        path: code_digest(main.read_text(encoding="utf-8-sig"))
        if path == main.name
        else digest((main.parent / path).read_bytes())
        for path in files_below(main.parent)
    }


def code_digest(code: str) -> str:
    """Return the SHA-256 of the main file's text, the same where it stands in a page instead.

    Ends of lines, and empty lines around the code, are the page's.
    """
    text = re.sub(r"\r\n?", "\n", code.removeprefix("\ufeff"))
    text = re.sub(r"^(?:[ \t]*\n)+", "", text)
    return digest(re.sub(r"[ \t\n]+$", "", text).encode())


def digest(content: bytes) -> str:
    """Return the SHA-256 of `content` in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
