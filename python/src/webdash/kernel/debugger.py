"""The page that shows an exception in debug mode."""

import sys
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from werkzeug.debug import DebuggedApplication
from werkzeug.debug.tbtools import DebugTraceback
from werkzeug.security import gen_salt
from werkzeug.wrappers import Response

from .wsgi import closing_iterable

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class Debugger(DebuggedApplication):
    """werkzeug's debugger without its console.

    The console needs ``multiprocessing``, which a browser lacks, and keeps the frames of each failed
    request for ever.
    """

    def __init__(self, app: "WSGIApplication") -> None:
        self.app = app
        self.evalex = False
        self.secret = gen_salt(20)
        self.frames = {}

    def debug_application(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterator[bytes]:
        """Run the application; answer an exception with the page that shows it."""
        try:
            with closing_iterable(self.app(environ, start_response)) as chunks:
                yield from chunks
        except Exception as error:
            trace = DebugTraceback(error, skip=1)
            page = trace.render_debugger_html(evalex=False, secret=self.secret, evalex_trusted=False)
            environ["wsgi.errors"].write(trace.render_traceback_text())
            response = Response(page, status=500, mimetype="text/html")
            # With exc_info, as a response that was begun is replaced by this one.
            replacing: Any = partial(_start, start_response, sys.exc_info())
            yield from response(environ, replacing)


def _start(
    start_response: "StartResponse", exc_info: Any, status: str, headers: list[tuple[str, str]]
) -> Any:
    return start_response(status, headers, exc_info)
