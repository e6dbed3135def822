"""The folder that a page is given: ``start.json`` and files; see ``src/prerendered/start-record.ts``."""

import base64
import json
import platform
import re
import shutil
from importlib.metadata import version
from pathlib import Path
from typing import Any

from webdash.kernel.messages import Response

from .recording import Exchange, Recording
from .sources import digest, digests_of

NAME = "start.json"
FORMAT = 1

_FILES = "files"
_COMPILE_HINT = b"//# allFunctionsCalledOnLoad\n"
"""Has V8 compile a script as it loads, beside the page's thread; see ``tools/runtime/static-scripts.mjs``."""
_SAID_BY_SERVER = {"connection", "content-length", "date", "server"}
"""Headers of responses that say nothing to the app's front end."""


def write(recording: Recording, folder: Path) -> None:
    """Make `folder` hold a recording, and nothing else."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / _FILES).mkdir(parents=True)
    files = {}
    for path, response in sorted(recording.static.items()):
        content = _COMPILE_HINT + response.body if _is_suite_script(path) else response.body
        name = _file_name(path, content)
        (folder / _FILES / name).write_bytes(content)
        files[path] = {"file": f"{_FILES}/{name}", "type": dict(response.headers).get("Content-Type", "")}
    record = {
        "format": FORMAT,
        "versions": versions(),
        "main": recording.main,
        "sources": dict(sorted(recording.files.items())),
        "needed": sorted(recording.read & recording.files.keys()),
        "exchanges": [_exchange(each) for each in recording.exchanges],
        "files": files,
    }
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    (folder / NAME).write_text(text + "\n", encoding="utf-8")


def difference(main: Path, folder: Path) -> str:
    """Return in what a record isn't that of the app as it is now; empty for nothing."""
    path = folder / NAME
    if not path.is_file():
        return "there is none."
    record = json.loads(path.read_text(encoding="utf-8"))
    if record.get("format") != FORMAT:
        return "it was made by another version of web-dash."
    if record["versions"]["dash"] != version("dash"):
        return f"it was made with Dash {record['versions']['dash']}."
    digests = digests_of(main)
    changed = {*digests.items()} ^ {*record["sources"].items()}
    return f"{min(changed)[0]} has changed." if changed else ""


def versions() -> dict[str, str]:
    """Return what a record was made with."""
    return {"python": platform.python_version(), "dash": version("dash")}


def _exchange(exchange: Exchange) -> dict[str, Any]:
    response = exchange.response
    written: dict[str, Any] = {"method": exchange.method, "target": exchange.target}
    if exchange.sent is not None:
        written["sent"] = exchange.sent
    written["status"] = response.status
    written["statusText"] = response.status_text
    written["headers"] = [
        [name, value] for name, value in response.headers if name.lower() not in _SAID_BY_SERVER
    ]
    return {**written, **_body(response)}


def _body(response: Response) -> dict[str, str]:
    try:
        return {"text": response.body.decode()}
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(response.body).decode()}


def _is_suite_script(path: str) -> bool:
    return "/_dash-component-suites/" in path and path.endswith(".js")


def _file_name(path: str, content: bytes) -> str:
    """Return a name that any server and file system takes, and that no other version of the file has."""
    stem, dot, extension = path.rpartition("/")[2].rpartition(".")
    safe = re.sub(r"[^A-Za-z0-9_]+", "-", stem or extension)
    return f"{safe}.{digest(content)[:12]}{dot if stem else ''}{extension if stem else ''}"
