"""The apps of one kernel: starts them, asks them, stops them."""

import asyncio
import gc
import linecache
import shutil
import sys
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from contextvars import Context, copy_context
from inspect import isawaitable
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

from webdash import host
from webdash.packages.path_caches import forget_folders
from webdash.replacing import replace
from webdash.threads.scheduler import on_main_thread, suspended

from . import (
    background,
    dev_tools,
    imports_ahead,
    matplotlib_fonts,
    plain_data,
    plotly_encoder,
    processes,
    served_suites,
    serving,
    synchronization,
)
from .app import App
from .asgi import serving as asgi_serving
from .asgi.server import ASGIServer
from .awaiting import completed, then
from .channels import GOING_AWAY
from .errors import KernelError
from .import_hook import ImportHook
from .isolation import Isolation
from .messages import (
    Closed,
    Definition,
    EmitCallback,
    FileChange,
    OutputCallback,
    Part,
    Request,
    Response,
    SocketAnswer,
    Started,
)
from .output import Output
from .process_states import OWN_MODULES, process_states
from .server import is_asgi, stopped
from .wsgi import WSGIServer

T = TypeVar("T")


class Kernel:
    """Runs apps beside each other in this process.

    :param root: A folder for the apps' folders.
    :param output: Told of all that apps write.
    :param emit: Told of the events that apps emit.
    :param job: Told of the jobs of their background callbacks.
    """

    def __init__(
        self,
        root: Path,
        output: OutputCallback,
        emit: EmitCallback = lambda *_event: None,
        job: background.TellJob = lambda *_job: None,
    ) -> None:
        self._root = root
        self._apps: dict[str, App] = {}
        self._prepared: dict[str, Path] = {}
        self._halted: dict[str, App] = {}
        # Dash sets defaults of context variables when it is imported: what runs has to begin with them.
        self._context = copy_context()
        self._undo = ExitStack()
        self._output = Output(lambda: self._isolation.current.name, output)
        self._output.install(self._undo)
        self.imports = ImportHook()
        """To be watched by what adapts libraries."""
        self.imports.install(self._undo)
        serving.install(self.imports, self._undo)
        dev_tools.install(self.imports, self._undo)
        asgi_serving.install(self.imports, self._undo)
        processes.install(self.imports, self._undo)
        synchronization.install(self._undo)
        matplotlib_fonts.install(self.imports, self._undo)
        plain_data.install(self.imports, self._undo)
        plotly_encoder.install(self.imports, self._undo)
        background.install(self.imports, self._undo)
        replace(background, "tell", lambda *told: job(self._isolation.current.name, *told), self._undo)
        replace(host, "_send", lambda *event: emit(self._isolation.current.name, *event), self._undo)
        self._states = process_states()
        self._isolation: Isolation = Isolation(self._states, self.imports)

    def prepare(self, name: str) -> Path:
        """Make the folder of an app to come, for its files. An app of the same name is stopped before."""
        self.stop(name)
        folder = self._prepared[name] = self._new_folder(name)
        return folder

    def start(self, name: str, definition: Definition) -> Started | Awaitable[Started]:
        """Run the main file of an app whose files :meth:`prepare` has made place for.

        An app of ASGI is there when its startup is done.

        :raises KernelError: When there is no app to serve afterwards.
        """
        app = App(name, self._prepared.pop(name), definition, self._context.copy())
        app.space.values.update(imports_ahead.take(name, self._states))
        return self._start(name, app)

    def import_ahead(self, statements: Sequence[str]) -> int:
        """Run imports for an app to come; see :func:`imports_ahead.run`."""
        adapted = self.imports.watched - {state.module for state in self._states}
        return imports_ahead.run(statements, self._isolation, self._states, adapted)

    def restart(self, name: str, definition: Definition) -> Started | Awaitable[Started]:
        """Run the main file of an app anew, among the files and with the cookies that there are.

        If that fails, it can be tried again.

        :raises KernelError: When there is no app to serve afterwards.
        """
        before = self._halted[name] = self._apps.get(name) or self._halted[name]
        before.owns_folder = False
        self._forget(name)
        app = App(name, before.folder, definition, self._context.copy())
        app.owns_folder = False
        app.cookies = before.cookies

        def passed(started: Started) -> Started:
            app.owns_folder = True
            self._halted.pop(name, None)
            return started

        return then(self._start(name, app), passed)

    def changed(self, name: str, changes: Sequence[FileChange]) -> bool:
        """Tell an app that files in its folder have changed; return whether it is to be restarted."""
        if name in self._halted:
            # Whatever its code failed for may be mended now.
            return True
        app = self._apps.get(name)
        if app is None or app.launch is None:
            return False
        with self.running(app):
            return app.context.copy().run(dev_tools.take_changes, app.launch, app.folder, changes)

    def request(self, name: str, request: Request) -> Response | Awaitable[Response]:
        """Ask an app. A failure of the app itself is an answer of status 500.

        :raises KernelError: ``app-not-found``, when no app of that name runs.
        """
        app = self._running_app(name)
        return self._run(app, app.ask, request)

    def read(self, name: str, channel: int) -> Part | Awaitable[Part]:
        """Return what comes next through a channel of an app.

        :raises KernelError: When there is no such channel, or the app fails meanwhile.
        """
        app = self._running_app(name)
        return self._run(app, app.channels.read, channel)

    def close_channel(self, name: str, channel: int, closed: Closed = GOING_AWAY) -> None:
        """Give up what an app would still send through a channel."""
        app = self._apps.get(name)
        if app is not None:
            self._run(app, app.channels.close, channel, closed)

    def connect(
        self, name: str, request: Request, protocols: Sequence[str]
    ) -> SocketAnswer | Awaitable[SocketAnswer | None] | None:
        """Open a WebSocket of an app, a channel to be read; ``None``, if the app refuses it."""
        app = self._running_app(name)
        return self._run(app, app.connect, request, protocols)

    def write(self, name: str, channel: int, data: str | bytes) -> None:
        """Send a message to an app through a WebSocket."""
        self._running_app(name).channels.write(channel, data)

    def emit(self, name: str, event: str, detail: str) -> None:
        """Call the handlers that an app has for an event of the page, whose detail is JSON.

        :raises KernelError: ``app-not-found``, when no app of that name runs.
        """
        app = self._running_app(name)
        self._run(app, host.receive, event, detail)

    def run_job(self, name: str, job: str, function: str, pickled: bytes) -> bytes | Awaitable[bytes]:
        """Run the function of a background callback, which another kernel's app has asked for.

        :raises KernelError: ``app-not-found``, when no app of that name runs.
        """
        app = self._running_app(name)
        return self._run(app, _run_job, job, function, pickled)

    def tell_job(self, name: str, job: str, pickled: bytes | None, error: str) -> None:
        """Tell an app what a job of it says, or why it has ended otherwise.

        :raises KernelError: ``app-not-found``, when no app of that name runs.
        """
        app = self._running_app(name)
        self._run(app, background.receive, job, pickled, error)

    def stop(self, name: str) -> None:
        """Forget an app, its files and its modules; its threads end, all else comes to its end."""
        if name in self._prepared:
            shutil.rmtree(self._prepared.pop(name), ignore_errors=True)
        if name in self._halted:
            shutil.rmtree(self._halted.pop(name).folder, ignore_errors=True)
        self._forget(name)

    @contextmanager
    def suspended(self) -> Iterator[None]:
        """Let others run meanwhile; afterwards the app that runs now does so again."""
        space = self._isolation.current
        try:
            with suspended():
                yield
        finally:
            self._isolation.enter(space)

    def scheduled(self, callback: Callable[..., Any], context: Context | None) -> Callable[..., Any]:
        """Return `callback` for later, as the app that schedules it; not called once that has stopped.

        :param context: What it will run in, where that isn't the present one.
        """
        app = App.current() if context is None else App.current(context)
        if app is None:
            return callback

        def call(*args: Any) -> None:
            # A request that still waits in a stopped app needs its callbacks to come to its end.
            if app.running or not app.stopped:
                with self.running(app):
                    callback(*args)

        return call

    def awaited(self, task: asyncio.Task[Any]) -> None:
        """Have a task for which a request waits cancelled when the app whose code runs is stopped."""
        app = App.current()
        if app is not None:
            app.tasks.add(task)
            task.add_done_callback(app.tasks.discard)

    def owner(self) -> App | None:
        """Return the app whose code runs."""
        return App.current()

    def adopt(self, context: Context) -> None:
        """Have what runs in `context` be of the app whose code runs now."""
        app = App.current()
        for variable, value in (self._context if app is None else app.context).items():
            if variable not in context:
                context.run(variable.set, value)

    def close(self) -> None:
        """Stop all apps and give the process back what was replaced in it."""
        for name in [*self._apps, *self._prepared, *self._halted]:
            self.stop(name)
        self._isolation.enter(self._isolation.kernel_space)
        self._undo.close()

    def _start(self, name: str, app: App) -> Started | Awaitable[Started]:
        self._apps[name] = app
        with self.running(app), self._forgetting_at_failure(name, app):
            forget_folders()
            launch = app.launch = app.context.run(app.run_main)
            application, origin = launch.application, app.definition.origin
            assert application is not None
            started = Started(
                dev_tools.lacks_dev_bundles(launch),
                dev_tools.hot_reload_interval(launch),
                served_suites.paths(launch),
            )
            if is_asgi(application):
                server = ASGIServer(application, origin)
                return self._run(app, self._start_up, name, app, server, started)
            app.server = WSGIServer(application, origin)
            return started

    async def _start_up(self, name: str, app: App, server: ASGIServer, started: Started) -> Started:
        with self._forgetting_at_failure(name, app):
            await server.start()
            if app.stopped:
                await server.stop()
                raise stopped()
            app.server = server
            return started

    @contextmanager
    def _forgetting_at_failure(self, name: str, app: App) -> Iterator[None]:
        try:
            yield
        except BaseException:
            if self._apps.get(name) is app:
                self._forget(name)
            raise

    def _forget(self, name: str) -> None:
        app = self._apps.pop(name, None)
        if app is not None:
            app.stopped = True
            with self.running(app):
                app.channels.close_all()
                for pause in list(app.pauses):
                    pause.end()
                for task in list(app.tasks):
                    task.cancel()
                if app.server is not None:
                    self._run(app, app.server.stop)

    def _running_app(self, name: str) -> App:
        app = self._apps.get(name)
        if app is None or app.server is None:
            raise KernelError("app-not-found", f"No app {name!r} is running.")
        return app

    def _new_folder(self, name: str) -> Path:
        # No dots, of which some names of folders have a meaning.
        folder = self._root / quote(name, safe="").replace(".", "%2E")
        while folder.exists():
            # An app of this name was stopped, but still waits for something.
            folder = folder.with_name(f"{folder.name}~")
        folder.mkdir(parents=True)
        return folder

    def _run(self, app: App, function: Callable[..., T | Awaitable[T]], *args: Any) -> T | Awaitable[T]:
        """Run code of `app`, which stays until what it gives is there."""
        with self.running(app):
            # A copy, since one call may begin while another is suspended.
            context = app.context.copy()
            value = context.run(function, *args)
            if not isawaitable(value):
                return value
            future: asyncio.Future[T] = context.run(asyncio.ensure_future, value)
            app.running += 1
        future.add_done_callback(lambda _: self._leave(app), context=Context())
        return future

    @contextmanager
    def running(self, app: App) -> Iterator[None]:
        """Run code of `app` meanwhile."""
        self._isolation.enter(app.space)
        app.running += 1
        try:
            with on_main_thread():
                yield
        finally:
            self._output.finish()
            self._leave(app)

    def _leave(self, app: App) -> None:
        app.running -= 1
        self._dispose_if_done(app)

    def _dispose_if_done(self, app: App) -> None:
        if not app.stopped or app.running:
            return
        self._isolation.enter(self._isolation.kernel_space)
        # What still refers to a module or a function of the app shall not keep all of the app alive.
        for module in app.space.values.get(OWN_MODULES, {}).values():
            getattr(module, "__dict__", {}).clear()
        app.space.values.clear()
        app.launch = None
        app.server = None
        for cache in (linecache.cache, sys.path_importer_cache):
            for path in [path for path in cache if Path(path).is_relative_to(app.folder)]:
                del cache[path]
        if app.owns_folder:
            shutil.rmtree(app.folder, ignore_errors=True)
        gc.collect()


def _run_job(job: str, function: str, pickled: bytes) -> bytes | Awaitable[bytes]:
    return completed(background.run(job, function, pickled))
