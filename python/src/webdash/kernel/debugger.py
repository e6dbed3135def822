"""The page that shows an exception in debug mode."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from werkzeug.debug import DebuggedApplication
from werkzeug.debug.tbtools import DebugTraceback
from werkzeug.security import gen_salt
from werkzeug.wrappers import Request, Response

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class Debugger(DebuggedApplication):
    """werkzeug's debugger, with a console in the frames of the request that failed last.

    The PIN protects a server from those who visit it; here they run its Python themselves. To count wrong
    ones would take ``multiprocessing``, which a browser lacks.
    """

    def __init__(self, app: "WSGIApplication") -> None:
        self.app = app
        self.evalex = True
        self.console_path = None  # type: ignore[assignment]
        self.secret = gen_salt(20)
        self.frames = {}
        self.frame_contexts: dict[int, list[AbstractContextManager[None]]] = {}
        self.pin = None

    def check_host_trust(self, environ: "WSGIEnvironment") -> bool:  # noqa: ARG002
        """Return true: no host but the app's own leads here."""
        return True

    def execute_command(self, request: Request, command: str, frame: Any) -> Response:
        """Run what was entered in the console of a frame."""
        stdout = sys.stdout
        try:
            return super().execute_command(request, command, frame)
        finally:
            # werkzeug's own stream stays there otherwise, and for all apps.
            sys.stdout = stdout

    def debug_application(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterator[bytes]:
        """Run the application; answer an exception with the page that shows it."""
        contexts: list[AbstractContextManager[None]] = []
        environ["werkzeug.debug.preserve_context"] = contexts.append
        try:
            with _closing(self.app(environ, start_response)) as chunks:
                yield from chunks
        except Exception as error:
            trace = DebugTraceback(error, skip=1)
            # One failure only, as frames keep all that they refer to.
            self.frames = {id(frame): frame for frame in trace.all_frames}
            self.frame_contexts = dict.fromkeys(self.frames, contexts)
            page = trace.render_debugger_html(evalex=True, secret=self.secret, evalex_trusted=True)
            environ["wsgi.errors"].write(trace.render_traceback_text())
            response = Response(page, status=500, mimetype="text/html")
            # With exc_info, as a response that was begun is replaced by this one.
            replacing: Any = partial(_start, start_response, sys.exc_info())
            yield from response(environ, replacing)


def _start(
    start_response: "StartResponse", exc_info: Any, status: str, headers: list[tuple[str, str]]
) -> Any:
    return start_response(status, headers, exc_info)


@contextmanager
def _closing(iterable: Iterable[bytes]) -> Iterator[Iterable[bytes]]:
    """Call the iterable's ``close`` at the end, where it has one, as :pep:`3333` asks."""
    try:
        yield iterable
    finally:
        close = getattr(iterable, "close", None)
        if close is not None:
            close()
