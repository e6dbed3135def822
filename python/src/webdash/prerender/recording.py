"""Runs an app and writes down what it answers at its start."""

import asyncio
import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Awaitable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from inspect import isawaitable
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote, unquote, urljoin, urlsplit

import dash

from webdash.kernel.kernel import Kernel
from webdash.kernel.messages import Definition, Level, Request, Response
from webdash.replacing import replace

from .front_end import FrontEnd
from .sources import digests_of, files_below

T = TypeVar("T")

ORIGIN = "http://web-dash.invalid"
"""Stands in a record for the origin of whichever page shows it; see ``src/prerendered/start-record.ts``."""

_APP = "app"
_PATIENCE = 15
"""How long an app may take to come to its end, in seconds."""
_ACCEPT_PAGE = ("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
_JSON = [("Accept", "application/json"), ("Content-Type", "application/json")]


@dataclass(frozen=True)
class Exchange:
    """A request, and its recorded answer."""

    method: str
    target: str
    sent: Any
    response: Response


@dataclass
class Recording:
    """How an app starts."""

    main: str
    files: dict[str, str] = field(default_factory=dict)
    """Digests of the app's files by their paths, with that of the main file's text."""
    read: set[str] = field(default_factory=set)
    """Paths of those that it has read."""
    exchanges: list[Exchange] = field(default_factory=list)
    static: dict[str, Response] = field(default_factory=dict)
    """What is the same for everyone, by its path."""
    skipped: list[str] = field(default_factory=list)
    """What is not recorded, and why."""


def record(main: Path) -> Recording:
    """Run the app whose main file is `main`, and record its start.

    It runs in a copy of its folder.

    :raises webdash.kernel.errors.KernelError: When the app doesn't start.
    """
    code = main.read_text(encoding="utf-8-sig")
    recording = Recording(main.name)
    with tempfile.TemporaryDirectory() as root, ExitStack() as undo:
        # Symbolic links have no place in the paths by which files that are read are known.
        kernel = Kernel(Path(root).resolve(), _print)
        undo.callback(kernel.close)
        folder = kernel.prepare(_APP)
        recording.files = digests_of(main)
        for path in recording.files:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(main.parent / path, folder / path)
            # Addresses of assets hold the time of their last change, which is none of the app's.
            os.utime(folder / path, (0, 0))
        _make_repeatable(undo)
        with asyncio.Runner() as runner, _noting_reads(folder, recording.read):
            _Recorder(kernel, runner, recording).run(Definition(code, main.name, ORIGIN))
            runner.run(_stop(kernel))
    recording.read.add(main.name)
    return recording


async def _stop(kernel: Kernel) -> None:
    """Stop the app, and let one of ASGI come to its end."""
    before = asyncio.all_tasks()
    kernel.stop(_APP)
    if ending := asyncio.all_tasks() - before:
        await asyncio.wait(ending, timeout=_PATIENCE)


class _Recorder:
    """Asks an app that runs in a kernel."""

    def __init__(self, kernel: Kernel, runner: asyncio.Runner, recording: Recording) -> None:
        self._kernel = kernel
        self._runner = runner
        self._recording = recording

    def run(self, definition: Definition) -> None:
        self._settled(self._kernel.start(_APP, definition))
        found = self._page("/")
        if found is None:
            return
        shown, page = found
        for target in _resources(page):
            self._take_static(target)
        config = _config_of(page)
        if config is None:
            return
        prefix = config.get("requests_pathname_prefix") or "/"
        layout = self._json(f"{prefix}_dash-layout")
        dependencies = self._json(f"{prefix}_dash-dependencies")
        if layout is not None and dependencies is not None:
            target = f"{prefix}_dash-update-component"
            if "end_id" in config:
                target += f"?endId={config['end_id']}"
            address = f"{ORIGIN}{shown}"
            FrontEnd(layout, dependencies, lambda sent: self._callback(target, sent), address).start()
        # What callbacks have brought (a component of another library) is among them now.
        for target in self._dash_files(prefix):
            self._take_static(target)

    def _page(self, target: str) -> tuple[str, str] | None:
        """Record a page, and the redirects that lead to it; return where it is in the end, and its text."""
        for _ in range(20):
            response = self._ask("GET", target, headers=[_ACCEPT_PAGE])
            location = {name.lower(): value for name, value in response.headers}.get("location")
            if response.status not in (301, 302, 303, 307, 308) or location is None:
                return (target, response.body.decode()) if self._take("GET", target, None, response) else None
            if not self._take("GET", target, None, response):
                return None
            leads = urlsplit(urljoin(f"{ORIGIN}{target}", location))
            target = leads.path + (f"?{leads.query}" if leads.query else "")
        return None

    def _json(self, target: str) -> Any:
        response = self._ask("GET", target, headers=_JSON)
        return json.loads(response.body) if self._take("GET", target, None, response) else None

    def _callback(self, target: str, payload: dict[str, Any]) -> dict[str, Any] | None:
        body = json.dumps(payload, ensure_ascii=False).encode()
        response = self._ask("POST", target, headers=_JSON, body=body)
        if not self._take("POST", target, payload, response, payload["output"]):
            return None
        return json.loads(response.body) if response.body else {}

    def _take(self, method: str, target: str, sent: Any, response: Response, what: str = "") -> bool:
        """Record an answer, unless it is not the same for everyone."""
        reason = _reason_against(response)
        if reason:
            self._recording.skipped.append(f"{method} {target}{what and f' ({what})'}: {reason}")
            return False
        self._recording.exchanges.append(Exchange(method, target, sent, response))
        return True

    def _take_static(self, target: str) -> None:
        path = plain_path(target)
        if path in self._recording.static:
            return
        response = self._ask("GET", target)
        if response.status == 200 and not _reason_against(response):
            self._recording.static[path] = response

    def _dash_files(self, prefix: str) -> Iterator[str]:
        """Yield the addresses of all that the app's pages may load later: component suites and assets."""
        for app in self._dash_apps():
            for package, paths in sorted(app.registered_paths.items()):
                for path in sorted(paths):
                    # Source maps are for debuggers.
                    if not path.endswith(".map"):
                        yield f"{prefix}_dash-component-suites/{package}/{path}"
            assets = Path(app.config.assets_folder)
            url = app.config.assets_url_path.strip("/")
            for path in files_below(assets) if assets.is_dir() else ():
                yield f"{prefix}{url}/{quote(path)}"

    def _dash_apps(self) -> list[dash.Dash]:
        launch = self._kernel._apps[_APP].launch
        return launch.dash_apps if launch else []

    def _ask(self, method: str, target: str, **options: Any) -> Response:
        response = self._settled(self._kernel.request(_APP, Request(method, target, **options)))
        if response.channel is not None:
            self._kernel.close_channel(_APP, response.channel)
        return response

    def _settled(self, value: T | Awaitable[T]) -> T:
        return self._runner.run(_awaited(value)) if isawaitable(value) else value


async def _awaited(value: Awaitable[T]) -> T:
    return await value


def plain_path(target: str) -> str:
    """Return the path of a static file without what only tells its versions from each other."""
    path = unquote(target.partition("?")[0])
    return re.sub(r"\.v[\w-]+m[0-9a-fA-F]+(?=\.[^/]*$)", "", path)


def _reason_against(response: Response) -> str:
    """Return why an answer isn't recorded; empty if it is."""
    names = {name.lower() for name, _ in response.headers}
    vary = {
        each.strip().lower()
        for name, value in response.headers
        if name.lower() == "vary"
        for each in value.split(",")
    }
    if response.channel is not None:
        return "it comes in parts"
    if response.status >= 400:
        return f"it failed with status {response.status}"
    if "set-cookie" in names:
        return "it sets a cookie"
    if vary - {"accept-encoding"}:
        return f"it differs by {', '.join(sorted(vary))}"
    return ""


class _Resources(HTMLParser):
    """Collects what a page loads."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get("href" if tag == "link" else "src")
        if tag in ("link", "script", "img") and address:
            self.found.append(address)


def _resources(page: str) -> list[str]:
    parser = _Resources()
    parser.feed(page)
    addresses = [urlsplit(urljoin(f"{ORIGIN}/", address)) for address in parser.found]
    return [
        f"{url.path}?{url.query}" if url.query else url.path
        for url in addresses
        if f"{url.scheme}://{url.netloc}" == ORIGIN
    ]


def _config_of(page: str) -> dict[str, Any] | None:
    """Return what a page tells Dash's front end; ``None`` for one that isn't Dash's."""
    found = re.search(r'<script id="_dash-config" type="application/json">(.*?)</script>', page, re.DOTALL)
    return json.loads(found[1]) if found else None


def _make_repeatable(undo: ExitStack) -> None:
    """Have apps run as for readers, whatever ``debug`` says, without salts and times in their answers."""
    module: Any = dash.dash
    replace(module.Dash, "enable_dev_tools", lambda *_args, **_options: False, undo)
    build = module.build_fingerprint
    replace(module, "build_fingerprint", lambda path, version, _time: build(path, version, 0), undo)
    # Tells the pages of one server from each other; older versions don't have it.
    if hasattr(module, "gen_salt"):
        replace(module, "gen_salt", "0".__mul__, undo)


@contextmanager
def _noting_reads(folder: Path, read: set[str]) -> Iterator[None]:
    """Note which files of a folder are opened."""
    top = f"{folder}{os.sep}"
    is_over = False

    def note(event: str, args: tuple[Any, ...]) -> None:
        if event not in ("open", "sqlite3.connect") or is_over or not isinstance(args[0], str | os.PathLike):
            return
        path = os.path.abspath(os.fspath(args[0]))
        if isinstance(path, str) and path.startswith(top) and "__pycache__" not in path:
            read.add(path.removeprefix(top).replace(os.sep, "/"))

    # There is no way to take one out.
    sys.addaudithook(note)
    try:
        yield
    finally:
        is_over = True


def _print(_app: str | None, level: Level, text: str) -> None:
    print(text, file=sys.__stderr__ if level in ("warning", "error") else sys.__stdout__)
