"""Finds the app in a script that runs none itself."""

from collections.abc import Mapping
from typing import Any

import dash
import flask

from .errors import KernelError
from .server import Application

_CONVENTIONAL_NAMES = ("app", "server", "application")


def find_application(namespace: Mapping[str, Any]) -> Application:
    """Return what a script with these globals would have served.

    Its one Dash app; else the one named ``app``, ``server`` or ``application``; likewise for Flask apps,
    and for any other WSGI or ASGI application of such a name. Several Dash apps on one Flask server are one.

    :raises KernelError: ``app-not-found`` or ``app-ambiguous``.
    """
    for kind in (dash.Dash, flask.Flask):
        named = {name: obj for name, obj in namespace.items() if isinstance(obj, kind)}
        servers = {id(server): server for server in map(_server_of, named.values())}
        if len(servers) == 1:
            return next(iter(servers.values()))
        for name in _CONVENTIONAL_NAMES:
            if isinstance(obj := namespace.get(name), (dash.Dash, flask.Flask)):
                return _server_of(obj)
        if servers:
            names = ", ".join(sorted(named))
            raise KernelError(
                "app-ambiguous",
                f"The file defines several apps ({names}) and runs none of them.",
            )
    for name in _CONVENTIONAL_NAMES:
        obj = namespace.get(name)
        if callable(obj) and not isinstance(obj, type):
            application: Application = obj
            return application
    raise KernelError("app-not-found", "The file defines no Dash or Flask app at its top level.")


def _server_of(app: dash.Dash | flask.Flask) -> Application:
    server: Application = app.server if isinstance(app, dash.Dash) else app
    return server
