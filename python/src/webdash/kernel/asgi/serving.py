"""Makes what starts a server of ASGI mean "serve this app here", as ``serving.py`` does for those of WSGI."""

import sys
from contextlib import ExitStack
from functools import partial, wraps
from inspect import signature
from types import ModuleType
from typing import Any, NoReturn

from webdash.replacing import replace

from ..import_hook import ImportHook
from ..server import Application
from ..serving import Reloader, serve


def install(hook: ImportHook, undo: ExitStack) -> None:
    """Replace what starts servers, when it is imported.

    Dash starts uvicorn in a process of its own, and Quart prepares a loop and the signals of a process: so
    their own methods are replaced, rather than the servers that these come to.

    :param undo: Puts everything back when it is closed.
    """
    for name in ("uvicorn.main", "uvicorn"):
        hook.watch(name, partial(_replace_uvicorn, undo))
    # Plain functions, as what they return would be awaited in a loop that is made for it.
    hook.watch("hypercorn.asyncio", lambda module: replace(module, "serve", _serve_first, undo))
    hook.watch("quart.app", lambda module: _replace_methods(module.Quart, ("run", "run_task"), undo))
    for backend, name in (("_fastapi", "FastAPIDashServer"), ("_quart", "QuartDashServer")):
        hook.watch(f"dash.backends.{backend}", partial(_replace_backend, name, undo))


def _replace_uvicorn(undo: ExitStack, module: ModuleType) -> None:
    parameters = signature(module.run)

    @wraps(module.run)
    def run(*args: Any, **kwargs: Any) -> NoReturn:
        options = parameters.bind(*args, **kwargs)
        options.apply_defaults()
        arguments = options.arguments
        if arguments["app_dir"]:
            sys.path.insert(0, arguments["app_dir"])
        serve(_loaded(arguments["app"], arguments["factory"]), Reloader() if arguments["reload"] else None)

    def serve_configured(server: Any, sockets: object = None) -> NoReturn:  # noqa: ARG001
        serve(_loaded(server.config.app, server.config.factory))

    replace(module, "run", run, undo)
    for name in ("run", "serve"):
        replace(module.Server, name, serve_configured, undo)


def _loaded(app: Any, is_factory: bool) -> Application:
    if isinstance(app, str):
        from uvicorn.importer import import_from_string

        app = import_from_string(app)
    application: Application = app() if is_factory else app
    return application


def _serve_first(app: Application, *_args: object, **_options: object) -> NoReturn:
    serve(app)


def _replace_methods(cls: type, names: tuple[str, ...], undo: ExitStack) -> None:
    for name in names:
        replace(cls, name, _serve_first, undo)


def _replace_backend(name: str, undo: ExitStack, module: ModuleType) -> None:
    def run(backend: Any, *_args: object, debug: bool = False, **options: Any) -> NoReturn:
        reload = options.get("reload", options.get("use_reloader"))
        serve(backend.server, Reloader() if (debug if reload is None else reload) else None)

    replace(getattr(module, name), "run", run, undo)
