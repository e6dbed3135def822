"""Tells where an app serves component suites as they are, so that its page may load them by itself."""

from collections.abc import Callable, Iterator
from typing import Any

import dash
import flask
from werkzeug.exceptions import HTTPException

from .serving import Launch

_SIGNALS = (flask.request_started, flask.request_finished, flask.request_tearing_down)


def paths(launched: Launch) -> list[str]:
    """Return the paths below which a script's Dash apps serve component suites, each with a ``/`` at its end.

    An app that does something at each request is to do so at these, too: what has middleware, hooks or
    signals of others than Dash serves its suites itself, as does one with a route or a server of its own for
    them.
    """
    server = launched.application
    if (
        type(server) is not flask.Flask
        or "wsgi_app" in vars(server)
        or not all(map(_is_dash, _hooks(server)))
    ):
        return []
    if any(signal.has_receivers_for(server) for signal in _SIGNALS):
        return []
    return [path for app in launched.dash_apps if app.server is server and (path := _path(app, server))]


def _path(app: dash.Dash, server: flask.Flask) -> str | None:
    # Of newer ones it is the backend that serves them.
    owner: Any = app if hasattr(app, "serve_component_suites") else app.backend
    path = f"{app.config.routes_pathname_prefix}_dash-component-suites/"
    try:
        endpoint, _arguments = server.url_map.bind("").match(f"{path}dash/dcc/async-graph.js")
    except HTTPException:
        return None
    own = (owner.serve_component_suites, server.view_functions[endpoint])
    return path if all(map(_is_dash, own)) else None


def _hooks(server: flask.Flask) -> Iterator[Callable[..., Any]]:
    """Yield what is called at each request of a server."""
    for hooks in (
        server.before_request_funcs,
        server.after_request_funcs,
        server.teardown_request_funcs,
        server.url_value_preprocessors,
    ):
        yield from hooks.get(None, ())
    yield from server.teardown_appcontext_funcs


def _is_dash(thing: Any) -> bool:
    return str(thing.__module__).partition(".")[0] == "dash"
