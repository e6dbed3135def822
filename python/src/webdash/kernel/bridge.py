"""The border between the worker's JavaScript and Python: the twin of ``src/kernel/runtime.ts``.

Only this and files whose names say so know Pyodide. What crosses is described by ``src/kernel/protocol.ts``
(``AppDefinition``, ``PlainError``, ``Output``); JavaScript hands over plain objects of these types and gets
plain objects back, which need no ``destroy()``. Requests and responses, where each value that crosses costs,
are the ``FlatRequest`` (``…`` below) and the ``FlatResponse`` of ``src/kernel/python.ts``.

The worker imports this module once (``pyodide.pyimport("webdash.kernel.bridge")``), which imports Dash,
then calls, all from outside of coroutines (their context variables would be lost):

``boot(output, emit, job, outgoing, derivation)``
    Once, before any other call. `output` is called with each :class:`Output` object, `emit` with each
    ``HostEvent``, `job` with each ``JobMessage``; `outgoing` has the functions of ``src/kernel/outgoing.ts``,
    `derivation` those of ``src/kernel/key-derivation.ts``.
``prepare(app)``, ``start(app, definition)``, ``restart(app, definition)``, ``changed(app, changes)``,
``request(app, …)``, ``read(app, channel)``,
``connect(app, protocols, …)``, ``write(app, channel, data)``, ``close(app, channel, code, reason)``,
``emit(app, name, detail)``, ``run_job(app, job, function, input)``, ``tell_job(app, job, message, error)``,
``stop(app)``
    Through ``callPromising`` where the engine has JSPI, so that Python may wait in them; else as plain
    functions. While one call waits others may be made. Each returns ``{ok: true, value}``, where `value` is
    a ``FlatResponse`` for ``request``, a ``Part`` for ``read``, a ``SocketAnswer`` for ``connect``, the path
    of the app's folder for ``prepare``, a ``Started`` for ``start`` and ``restart``, for ``changed`` whether
    the app is to be restarted, what ``tell_job`` is to be given for ``run_job``, and undefined for the
    others, or ``{ok: false, error: PlainError}``; or a promise of that.

An exception that leaves one of these functions is an error of this package, not of an app.
An app's files and packages are the worker's business: it writes the ones into the folder that ``prepare``
makes, and installs the others, before ``start``.
"""

import asyncio
import gc
import os
from collections.abc import Callable
from contextlib import ExitStack
from contextvars import Context
from itertools import chain
from pathlib import Path
from typing import Any

import pyodide.ffi
import pyodide.webloop
from js import Object, Promise
from pyodide.ffi import JsProxy, to_js

import webdash.kernel.pyodide_threads  # (before all that makes locks when it is imported)
import webdash.network.install as network
import webdash.preload  # noqa: F401 (before the others, which import Dash)
from webdash.network import pyodide_functions
from webdash.network.pyodide_browser import PyodideBrowser
from webdash.network.route import Route

from . import background, coroutines, pyodide_key_derivation
from .awaiting import then
from .errors import KernelError
from .kernel import Kernel
from .messages import (
    Closed,
    Definition,
    FileChange,
    Level,
    Part,
    Request,
    Response,
    SocketAnswer,
    Started,
)
from .pyodide_threads import SCHEDULER, replace_workers, run_in_executor, wait_for

APPS_FOLDER = Path("/home/pyodide/apps")

_SEPARATOR = "\0"
"""Stands between headers that cross as one text."""

_kernel: Kernel


def boot(output: JsProxy, emit: JsProxy, job: JsProxy, outgoing: JsProxy, derivation: JsProxy) -> None:
    """Make the kernel. What it is given is kept for ever."""
    global _kernel
    tell_output: Any = output
    tell_event: Any = emit
    tell_page_of_job: Any = job

    def write(app: str | None, level: Level, text: str) -> None:
        tell_output(_plain({"app": app, "level": level, "text": text}))

    def tell(app: str | None, name: str, detail: str) -> None:
        tell_event(_plain({"app": app, "name": name, "detail": detail}))

    def tell_job(app: str | None, kind: background.Kind, job: str, function: str, content: bytes) -> None:
        message = {"app": app, "kind": kind, "job": job, "function": function, "content": content}
        tell_page_of_job(_plain(message))

    # Pyodide's Matplotlib would draw into the page's document, which a worker doesn't have.
    os.environ.setdefault("MPLBACKEND", "agg")
    _kernel = Kernel(APPS_FOLDER, write, tell, tell_job)
    SCHEDULER.host = _kernel
    _let_others_run_while_python_waits(_kernel)
    _run_tasks_as_their_app(_kernel)
    runner = coroutines.Runner(wait_for if SCHEDULER.platform.has_stacks else None, _kernel.awaited)
    coroutines.install(_kernel.imports, runner, ExitStack())
    _kernel.imports.watch("anyio._backends._asyncio", replace_workers)
    client = network.install(PyodideBrowser(outgoing), _kernel.imports, ExitStack())
    pyodide_functions.install(client, outgoing, _kernel.imports)
    pyodide_key_derivation.install(derivation)
    # All that exists now stays, so the collector need not look at it again.
    gc.freeze()


def prepare(app: str) -> JsProxy:
    """Make the folder of an app, for its files; an app of the same name is stopped before."""
    return _answer(lambda: str(_kernel.prepare(app)))


def start(app: str, definition: JsProxy) -> JsProxy:
    """Run the main file of an app whose folder has been prepared."""
    message = _definition(definition)
    return _answer(lambda: then(_kernel.start(app, message), _started))


def restart(app: str, definition: JsProxy) -> JsProxy:
    """Run the main file of an app anew, among the files that there are."""
    message = _definition(definition)
    return _answer(lambda: then(_kernel.restart(app, message), _started))


def changed(app: str, changes: JsProxy) -> JsProxy:
    """Tell an app that files of its folder have changed."""
    message = [FileChange(change["type"], change["path"]) for change in changes.to_py()]
    return _answer(lambda: _kernel.changed(app, message))


def request(app: str, *request: Any) -> JsProxy:
    """Ask an app."""
    message = _request(*request)
    return _answer(lambda: then(_kernel.request(app, message), _response))


def connect(app: str, protocols: JsProxy, *request: Any) -> JsProxy:
    """Open a WebSocket of an app."""
    message = _request(*request)
    return _answer(lambda: then(_kernel.connect(app, message, protocols.to_py()), _socket_answer))


def _request(method: str, target: str, headers: str, body: Any, cookies: str) -> Request:
    texts = iter(_split(headers))
    content = None if body is None else body.to_bytes()
    return Request(method, target, list(zip(texts, texts, strict=True)), content, _split(cookies))


def _split(joined: str) -> list[str]:
    return joined.split(_SEPARATOR) if joined else []


def read(app: str, channel: int) -> JsProxy:
    """Ask for what comes next through a channel of an app."""
    return _answer(lambda: then(_kernel.read(app, channel), _part))


def write(app: str, channel: int, data: Any) -> JsProxy:
    """Send a message through a WebSocket."""
    message = data if isinstance(data, str) else data.to_bytes()
    return _answer(lambda: _kernel.write(app, channel, message))


def close(app: str, channel: int, code: int, reason: str) -> JsProxy:
    """Give up a channel of an app, or close its WebSocket."""
    return _answer(lambda: _kernel.close_channel(app, channel, Closed(code, reason)))


def emit(app: str, name: str, detail: str) -> JsProxy:
    """Tell an app of an event of the page."""
    return _answer(lambda: _kernel.emit(app, name, detail))


def run_job(app: str, job: str, function: str, content: JsProxy) -> JsProxy:
    """Run a job of another kernel's app."""
    given: Any = content
    pickled = bytes(given.to_py())
    return _answer(lambda: _kernel.run_job(app, job, function, pickled))


def tell_job(app: str, job: str, content: JsProxy | None, error: str) -> JsProxy:
    """Tell an app what a job of it says, or why it ended."""
    given: Any = content
    pickled = None if error else bytes(given.to_py())
    return _answer(lambda: _kernel.tell_job(app, job, pickled, error))


def stop(app: str) -> JsProxy:
    """Forget an app, its files and modules."""
    return _answer(lambda: _kernel.stop(app))


def _definition(definition: Any) -> Definition:
    # Null isn't None in newer Pyodides.
    proxy = definition.proxy if isinstance(definition.proxy, str) else None
    route = Route(definition.page, proxy)
    return Definition(definition.code, definition.filename, definition.origin, route)


def _started(started: Started) -> dict[str, Any]:
    return {
        "lacksDevBundles": started.lacks_dev_bundles,
        "hotReloadInterval": started.hot_reload_interval,
        "suitePaths": started.suite_paths,
    }


def _response(response: Response) -> list[Any]:
    headers = _SEPARATOR.join(chain.from_iterable(response.headers))
    return [
        response.status,
        response.status_text,
        headers,
        response.body,
        response.cookies,
        response.channel,
    ]


def _socket_answer(answer: SocketAnswer | None) -> dict[str, Any] | None:
    return None if answer is None else {"channel": answer.channel, "protocol": answer.protocol}


def _part(part: Part) -> bytes | str | dict[str, Any] | None:
    return {"code": part.code, "reason": part.reason} if isinstance(part, Closed) else part


def _answer(call: Callable[[], Any]) -> JsProxy:
    try:
        value = call()
    except KernelError as error:
        plain = {"code": error.code, "message": error.message}
        if error.detail is not None:
            plain["detail"] = error.detail
        if error.module is not None:
            plain["module"] = error.module
        return _plain({"ok": False, "error": plain})
    return _promise(value) if asyncio.isfuture(value) else _plain({"ok": True, "value": value})


def _promise(future: "asyncio.Future[Any]") -> JsProxy:
    """Return a promise of an answer."""
    settling: Any = Promise.withResolvers()

    def settle(done: "asyncio.Future[Any]") -> None:
        try:
            settling.resolve(_answer(done.result))
        except BaseException as error:
            settling.reject(error)

    # As nobody's, since what is an app's isn't called any more once that has been stopped.
    future.add_done_callback(settle, context=Context())
    promise: JsProxy = settling.promise
    return promise


def _plain(value: dict[str, Any]) -> JsProxy:
    """Return a JavaScript object; ``bytes`` become a ``Uint8Array`` with a buffer of its own."""
    proxy: JsProxy = to_js(value, dict_converter=Object.fromEntries)
    return proxy


def _let_others_run_while_python_waits(kernel: Kernel) -> None:
    """Have an app's states put back in place when Python goes on after ``run_sync``."""
    run_sync = pyodide.ffi.run_sync

    def run_sync_suspended(awaitable: Any) -> Any:
        with kernel.suspended():
            return run_sync(awaitable)

    pyodide.ffi.run_sync = run_sync_suspended
    # WebLoop.run_until_complete has it from here.
    pyodide.webloop.run_sync = run_sync_suspended


def _run_tasks_as_their_app(kernel: Kernel) -> None:
    """Have what an app leaves to the event loop find that app's states in place."""
    call_later = pyodide.webloop.WebLoop.call_later

    def call_later_as_app(
        loop: Any, delay: float, callback: Callable[..., Any], *args: Any, context: Context | None = None
    ) -> Any:
        return call_later(loop, delay, kernel.scheduled(callback, context), *args, context=context)

    # call_soon, call_at and the steps of tasks come down to it.
    pyodide.webloop.WebLoop.call_later = call_later_as_app
    pyodide.webloop.WebLoop.run_in_executor = run_in_executor
