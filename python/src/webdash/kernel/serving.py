"""Makes ``app.run()`` and its like mean "serve this app here" instead of opening a socket.

What is replaced is the last step alone: werkzeug's ``run_simple``, to which ``Dash.run`` and
``Flask.run`` come after their own work (dev tools, debug mode, environment variables), and
``waitress.serve``, where an author has brought waitress.
"""

from collections.abc import Callable
from contextlib import ExitStack
from contextvars import ContextVar
from dataclasses import dataclass
from inspect import signature
from types import ModuleType
from typing import TYPE_CHECKING, Any, NoReturn

import dash

from webdash.replacing import replace

from .debugger import Debugger
from .import_hook import ImportHook

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


@dataclass
class Launch:
    """What a script asked to be served while it ran."""

    application: "WSGIApplication | None" = None


class Serving(BaseException):
    """Ends a script where a server would begin to serve, as code after it would run at the server's end.

    A ``BaseException``, like ``KeyboardInterrupt``, which ends a server elsewhere: a script that handles
    its own errors doesn't handle this one.
    """


launch: ContextVar[Launch] = ContextVar("launch")
"""Set while a script runs."""


def serve(application: "WSGIApplication") -> NoReturn:
    """Serve `application` as the app of the script that runs.

    :raises Serving: Always, to end the script.
    :raises RuntimeError: When no script runs, but a request does.
    """
    running = launch.get(None)
    if running is None:
        raise RuntimeError("An app can be run only while its file runs, not while it answers.")
    if running.application is None:
        running.application = application
    raise Serving


def install(hook: ImportHook, undo: ExitStack) -> None:
    """Replace what starts servers, now or when it is imported.

    :param undo: Puts everything back when it is closed.
    """
    for name in ("werkzeug.serving", "werkzeug"):
        hook.watch(name, lambda module: _replace_run_simple(module, undo))
    hook.watch("waitress", lambda module: replace(module, "serve", _serve_by_waitress, undo))
    hook.watch("dash.dash", lambda module: _adapt_dev_tools(module.Dash, undo))


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
        serve(application)

    replace(module, "run_simple", run_simple, undo)


def _serve_by_waitress(app: "WSGIApplication", **_options: object) -> NoReturn:
    serve(app)


def _adapt_dev_tools(cls: type[dash.Dash], undo: ExitStack) -> None:
    """Turn off two of Dash's dev tools, however they are asked for.

    Hot reload watches files in a thread, and a page's Python has neither. Dev bundles, 8 MB of JavaScript
    that hold the menu and the error cards, aren't part of the runtime.
    """
    original: Callable[..., Any] = cls._setup_dev_tools

    def setup_dev_tools(self: dash.Dash, **options: Any) -> Any:
        return original(self, **options | {"hot_reload": False, "serve_dev_bundles": False})

    replace(cls, "_setup_dev_tools", setup_dev_tools, undo)
