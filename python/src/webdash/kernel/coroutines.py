"""Runs ``async def`` on the kernel's event loop where Flask and Dash, which are synchronous, call it.

Elsewhere that is what ``dash[async]`` is for, and asgiref a part of it: it stops the thread of a request
until a coroutine is done. Here a stack of calls is left instead, where the engine has stacks that can be
(JSPI). Where it hasn't, a request whose view is a coroutine is answered by :func:`respond`, which awaits the
view, and the WSGI server is told to wait (:data:`~webdash.kernel.wsgi.LATE`).
"""

import asyncio
import functools
import inspect
import sys
from collections.abc import Callable, Coroutine, Iterable, Iterator
from contextlib import ExitStack
from contextvars import Context, ContextVar, copy_context
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeAlias

import flask

from webdash.replacing import replace

from .import_hook import ImportHook
from .wsgi import LATE

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

Wait: TypeAlias = Callable[["asyncio.Future[Any]"], None]
"""Lets others run until a future is done."""

_in_view: ContextVar[bool] = ContextVar("in_view", default=False)
"""Whether the result of the coroutine that is called now will be awaited."""


class Runner:
    """Runs coroutines for synchronous code.

    :param wait: ``None`` where Python can't be left in the middle of a call.
    :param begun: Told of each task that isn't done at once.
    """

    def __init__(self, wait: Wait | None, begun: Callable[["asyncio.Task[Any]"], None]) -> None:
        self._wait = wait
        self._begun = begun

    @property
    def can_wait(self) -> bool:
        """Whether Python can be left in the middle of a call."""
        return self._wait is not None

    def begin(self, coroutine: Coroutine[Any, Any, Any], context: Context) -> "asyncio.Task[Any]":
        """Run a coroutine up to where it first waits, which may be its end."""
        loop = asyncio.get_event_loop()
        task = _new_task(coroutine, loop, context)
        if not task.done():
            self._begun(task)
        return task

    def run(self, coroutine: Coroutine[Any, Any, Any]) -> Any:
        """Run a coroutine to its end, as if its code stood here: with these context variables.

        :raises RuntimeError: When it has to wait, and Python can't.
        """
        context = copy_context()
        context.run(_in_view.set, False)
        task = self.begin(coroutine, context)
        if not task.done():
            if self._wait is not None:
                self._wait(task)
            elif _in_view.get():
                return task
            else:
                task.cancel()
                raise RuntimeError(
                    f"{getattr(coroutine, '__name__', coroutine)} can't wait here: this browser"
                    " (it has no JSPI) can leave Python only in callbacks and views that are coroutines"
                )
        for variable, value in context.items():
            if variable is not _in_view and variable.get(None) is not value:
                variable.set(value)
        return task.result()

    def run_if_coroutine(self, value: Any) -> Any:
        """Return `value`, or what the coroutine that it is returns."""
        return self.run(value) if inspect.iscoroutine(value) else value


def _new_task(
    coroutine: Coroutine[Any, Any, Any], loop: asyncio.AbstractEventLoop, context: Context
) -> "asyncio.Task[Any]":
    if sys.version_info >= (3, 12):
        return asyncio.Task(coroutine, loop=loop, context=context, eager_start=True)
    return asyncio.Task(coroutine, loop=loop, context=context)


def install(hook: ImportHook, runner: Runner, undo: ExitStack) -> None:
    """Have Flask and Dash run coroutines by `runner`, now or when they are imported.

    :param undo: Puts everything back when it is closed.
    """
    hook.watch("flask.app", lambda module: _adapt_flask(module.Flask, runner, undo))
    hook.watch("dash._validate", lambda module: _adapt_check(module, undo))
    hook.watch("dash._hooks", lambda module: _adapt_hooks(module, runner, undo))
    hook.watch("dash.dash", lambda module: _adapt_layout(module.Dash, runner, undo))


def _adapt_flask(cls: type[flask.Flask], runner: Runner, undo: ExitStack) -> None:
    def async_to_sync(_app: flask.Flask, function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def call(*args: Any, **kwargs: Any) -> Any:
            return runner.run(function(*args, **kwargs))

        return call

    def wsgi_app(
        app: flask.Flask, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        task = runner.begin(respond(app, environ, start_response), copy_context())
        if task.done():
            iterable: Iterable[bytes] = task.result()
            return iterable
        if LATE not in environ:
            task.cancel()
            raise RuntimeError("A view that waits can be asked by the page only, as this browser has no JSPI")
        environ[LATE].append(task)
        return _LateResponse(task)

    replace(cls, "async_to_sync", async_to_sync, undo)
    if not runner.can_wait:
        replace(cls, "wsgi_app", wsgi_app, undo)


async def respond(
    app: flask.Flask, environ: "WSGIEnvironment", start_response: "StartResponse"
) -> Iterable[bytes]:
    """Do as ``Flask.wsgi_app`` and ``full_dispatch_request`` do, but await a view that is a coroutine."""
    context = app.request_context(environ)
    error: BaseException | None = None
    try:
        try:
            context.push()
            response = await _dispatch(app)
        except Exception as exception:
            error = exception
            response = app.handle_exception(exception)
        return response(environ, start_response)
    except BaseException as exception:
        error = exception
        raise
    finally:
        context.pop(error)


async def _dispatch(app: flask.Flask) -> flask.Response:
    app._got_first_request = True
    try:
        flask.request_started.send(app, _async_wrapper=app.ensure_sync)
        result: Any = app.preprocess_request()
        if result is None:
            token = _in_view.set(True)
            try:
                result = app.dispatch_request()
            finally:
                _in_view.reset(token)
            if isinstance(result, asyncio.Task):
                result = await result
    except Exception as error:
        result = app.handle_user_exception(error)
    return app.finalize_request(result)


class _LateResponse:
    """What a view answers while it waits: empty chunks, after which PEP 3333 has servers ask again."""

    def __init__(self, task: "asyncio.Task[Iterable[bytes]]") -> None:
        self._task = task

    def __iter__(self) -> Iterator[bytes]:
        while not self._task.done():
            yield b""
        yield from self._task.result()

    def close(self) -> None:
        """End the response, as of any iterable of PEP 3333."""
        if not self._task.done():
            self._task.cancel()
        elif not self._task.cancelled() and self._task.exception() is None:
            getattr(self._task.result(), "close", lambda: None)()


def _adapt_check(module: ModuleType, undo: ExitStack) -> None:
    """Have Dash do what it does where asgiref is installed. Dash 3 looks for that itself: ``dash[async]``."""
    if hasattr(module, "check_async"):
        replace(module, "check_async", lambda use_async: use_async is not False, undo)


def _adapt_hooks(module: ModuleType, runner: Runner, undo: ExitStack) -> None:
    original = module._Hook.__call__

    def call(hook: Any, *args: Any, **kwargs: Any) -> Any:
        return runner.run_if_coroutine(original(hook, *args, **kwargs))

    replace(module._Hook, "__call__", call, undo)


def _adapt_layout(cls: Any, runner: Runner, undo: ExitStack) -> None:
    """Let a layout be a coroutine function, as a page's may."""
    layout = cls.layout

    def set_layout(app: Any, value: Any) -> None:
        if inspect.iscoroutinefunction(value):
            function = value
            value = functools.wraps(function)(lambda: runner.run(function()))
        layout.fset(app, value)

    replace(cls, "layout", layout.setter(set_layout), undo)
