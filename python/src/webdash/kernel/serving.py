"""Makes ``app.run()`` and its like mean "serve this app here" instead of opening a socket.

What is replaced is the last step alone: werkzeug's ``run_simple``, to which ``Dash.run`` and
``Flask.run`` come after their own work (dev tools, debug mode, environment variables), and
``waitress.serve``, where an author has brought waitress. Servers of ASGI are in ``asgi/serving.py``.
"""

import os
from collections.abc import Iterable
from contextlib import ExitStack
from contextvars import ContextVar
from dataclasses import dataclass, field
from fnmatch import fnmatch
from inspect import signature
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

import dash

from webdash.replacing import replace

from .debugger import Debugger
from .import_hook import ImportHook
from .server import Application


@dataclass
class Launch:
    """What a script asked to be served while it ran, and how."""

    application: "Application | None" = None
    reloader: "Reloader | None" = None
    """Where the server is to be started anew when code changes."""
    dash_apps: list[dash.Dash] = field(default_factory=list)
    """Those that the script has made, served or not."""


@dataclass(frozen=True)
class Reloader:
    """Says which files a server is started anew for, as werkzeug's reloader does."""

    extra_files: frozenset[str] = frozenset()
    exclude_patterns: frozenset[str] = frozenset()

    def minds(self, path: Path) -> bool:
        """Return whether the server is started anew when the file `path`, one of the app's, changes."""
        if path.suffix != ".py" and str(path) not in self.extra_files:
            return False
        return not any(fnmatch(str(path), pattern) for pattern in self.exclude_patterns)


class Serving(BaseException):
    """Ends a script where a server would begin to serve, as code after it would run at the server's end.

    A ``BaseException``, like ``KeyboardInterrupt``, which ends a server elsewhere: a script that handles
    its own errors doesn't handle this one.
    """


launch: ContextVar[Launch] = ContextVar("launch")
"""Set while a script runs."""


def serve(application: Application, reloader: Reloader | None = None) -> NoReturn:
    """Serve `application` as the app of the script that runs.

    :raises Serving: Always, to end the script.
    :raises RuntimeError: When no script runs, but a request does.
    """
    running = launch.get(None)
    if running is None:
        raise RuntimeError("An app can be run only while its file runs, not while it answers.")
    if running.application is None:
        running.application = application
        running.reloader = reloader
    raise Serving


def install(hook: ImportHook, undo: ExitStack) -> None:
    """Replace what starts servers, now or when it is imported.

    :param undo: Puts everything back when it is closed.
    """
    for name in ("werkzeug.serving", "werkzeug"):
        hook.watch(name, lambda module: _replace_run_simple(module, undo))
    hook.watch("waitress", lambda module: replace(module, "serve", _serve_by_waitress, undo))


def _replace_run_simple(module: ModuleType, undo: ExitStack) -> None:
    parameters = signature(module.run_simple)

    def run_simple(*args: Any, **kwargs: Any) -> NoReturn:
        options = parameters.bind(*args, **kwargs)
        options.apply_defaults()
        application = options.arguments["application"]
        if static_files := options.arguments["static_files"]:
            from werkzeug.middleware.shared_data import SharedDataMiddleware

            application = SharedDataMiddleware(application, static_files)
        if options.arguments["use_debugger"]:
            application = Debugger(application)
        serve(application, _reloader(**options.arguments))

    replace(module, "run_simple", run_simple, undo)


def _reloader(
    use_reloader: bool,
    extra_files: Iterable[str] | None,
    exclude_patterns: Iterable[str] | None,
    **_others: object,
) -> Reloader | None:
    if not use_reloader:
        return None
    extra = frozenset(os.path.abspath(path) for path in extra_files or ())
    return Reloader(extra, frozenset(exclude_patterns or ()))


def _serve_by_waitress(app: Application, **_options: object) -> NoReturn:
    serve(app)
