"""Dash's dev tools: what they need of the runtime, and what they are told of files that change.

On a server threads and processes look at files again and again: werkzeug's reloader starts the server anew
when code has changed, and Dash notes which assets have. Here both are told (:meth:`Kernel.changed`).
"""

import importlib.util
import os
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import dash

from webdash.replacing import replace

from .import_hook import ImportHook
from .messages import FileChange
from .serving import Launch, launch

_RENDERER = Path(dash.__file__).parent / "dash-renderer" / "build" / "dash_renderer.dev.js"


def install(hook: ImportHook, undo: ExitStack) -> None:
    """Note which Dash apps a script makes, and keep them from looking at files and for newer versions.

    :param undo: Puts everything back when it is closed.
    """
    hook.watch("dash.dash", lambda module: _note_apps(module.Dash, undo))
    hook.watch("dash._watch", lambda module: replace(module, "watch", _watch, undo))


def lacks_dev_bundles(launched: Launch) -> bool:
    """Return whether the apps serve dev bundles, and the runtime has yet to load them.

    Other versions of Dash than the runtime's bring their own.
    """
    return not _RENDERER.exists() and any(
        tools.serve_dev_bundles or tools.props_check for tools in map(_tools_of, launched.dash_apps)
    )


def hot_reload_interval(launched: Launch) -> float | None:
    """Return how often the apps' pages ask for changes, in seconds; ``None`` where they don't."""
    return min((_tools_of(app).hot_reload_interval for app in _hot_reloaded(launched)), default=None)


def take_changes(launched: Launch, folder: Path, changes: Sequence[FileChange]) -> bool:
    """Tell the apps of changed assets; return whether code has changed, for which a server starts anew.

    As on a server, a file that is new is none that has changed.

    :param folder: The apps' own, below which the files are.
    """
    needs_restart = False
    for change in changes:
        path = folder / change.path
        if change.type == "appeared" or path.is_dir():
            continue
        for app in _hot_reloaded(launched):
            if path.is_relative_to(app.config.assets_folder):
                deleted = change.type == "disappeared"
                app._on_assets_change(str(path), -1 if deleted else path.stat().st_mtime, deleted)
        if change.type == "modified" and launched.reloader and launched.reloader.minds(path):
            needs_restart = True
            # Python compares times in seconds.
            if path.suffix == ".py":
                Path(importlib.util.cache_from_source(path)).unlink(missing_ok=True)
    return needs_restart


def _note_apps(cls: type[dash.Dash], undo: ExitStack) -> None:
    setup: Any = cls._setup_dev_tools

    def setup_dev_tools(self: dash.Dash, **options: Any) -> Any:
        launched = launch.get(None)
        if launched is not None and self not in launched.dash_apps:
            launched.dash_apps.append(self)
        tools = setup(self, **options)
        # The menu would tell a third party the versions, from the browser of whoever reads the page.
        said = options.get("disable_version_check") is not None or "DASH_DISABLE_VERSION_CHECK" in os.environ
        if tools["ui"] and not said:
            tools["disable_version_check"] = True
        return tools

    replace(cls, "_setup_dev_tools", setup_dev_tools, undo)


def _watch(*_args: object, **_options: object) -> None:
    """Stand in for what looks at files in a thread for ever."""


def _hot_reloaded(launched: Launch) -> list[Any]:
    return [app for app in launched.dash_apps if _tools_of(app).hot_reload]


def _tools_of(app: dash.Dash) -> Any:
    return app._dev_tools
