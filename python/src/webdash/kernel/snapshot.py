"""What a snapshot of Python's memory needs: made ready before it is taken, fresh after it has been restored.

A browser that has been here before starts from the snapshot instead of importing Dash again. It is taken in a
worker that runs no author's code; see ``src/kernel/snapshots/``.
"""

import gc
import json
import logging
import os
import random
import shutil
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import webdash.network.install as network
from webdash.packages.imports import leading_imports
from webdash.packages.modules import missing_modules
from webdash.packages.path_caches import forget_folders
from webdash.packages.project import Project

from . import imports_ahead
from .kernel import Kernel
from .messages import Definition, Request, Response

_APP = """
import json, math, datetime
import plotly.graph_objects as go
from dash import ALL, Dash, Input, Output, State, callback, dash_table, dcc, html, no_update

app = Dash(__name__)
app.layout = html.Div([dcc.Input(id="input"), dcc.Graph(id="graph")])

@app.callback(Output("graph", "figure"), Input("input", "value"))
def draw(value):
    return go.Figure(go.Scatter(x=[1, 2], y=[2, 1]), layout={"title": {"text": "1"}})

app.run()
"""

_CALLBACK = {
    "output": "graph.figure",
    "outputs": {"id": "graph", "property": "figure"},
    "inputs": [{"id": "input", "property": "value", "value": None}],
    "changedPropIds": ["input.value"],
    "parsedChangedPropsIds": ["input.value"],
}

_REQUESTS = (
    Request(target="/"),
    Request(target="/_dash-layout"),
    Request(target="/_dash-dependencies"),
    Request(
        target="/_dash-update-component",
        method="POST",
        headers=[("Content-Type", "application/json")],
        body=json.dumps(_CALLBACK).encode(),
    ),
)
"""What the front end asks for when it starts."""


def prepare(root: Path = Path("/tmp/snapshot")) -> None:
    """Have in memory what most apps need: all that a small one imports, starts and answers with.

    Nothing of that app stays, but the modules of libraries that it has used.

    :param root: A folder for the app, which doesn't exist afterwards.
    """
    _set_times_of_archives()
    # What it takes to look an app through for what it imports.
    list(missing_modules(Project("app", _APP, "app.py"), sys.path))
    written: list[str] = []
    kernel = Kernel(root, lambda _app, _level, text: written.append(text))
    try:
        kernel.prepare("app")
        kernel.start("app", Definition(_APP))
        for request in _REQUESTS:
            response = kernel.request("app", request)
            if not isinstance(response, Response) or response.status != 200:
                raise RuntimeError("\n".join(["The app that warms Python up does not work:", *written]))
    finally:
        kernel.close()
        shutil.rmtree(root, ignore_errors=True)
    gc.collect()


def import_ahead(request: str, limit: int, root: Path = Path("/tmp/snapshot")) -> int:
    """Have in memory what an app imports before it does anything else, ready for that app alone.

    :param request: The ``PlanRequest`` of the app, as JSON.
    :param limit: How many of its statements are run at most.
    :return: How many of these could be, or `limit`, if all. If it is fewer, this process is to be given up,
        for one in which no more are run.
    """
    project = Project.of(json.loads(request))
    statements = list(leading_imports(project.code, project.modules()))[:limit]
    kernel = Kernel(root, lambda _app, _level, _text: None)
    nothing: Any = None
    with ExitStack() as undo:
        undo.callback(kernel.close)
        network.install(nothing, kernel.imports, undo)
        forget_folders()
        count = kernel.import_ahead(statements)
    gc.collect()
    return limit if count == len(statements) else count


def restored(app: str | None = None) -> None:
    """Make fresh what would otherwise be as it was when the snapshot was taken.

    :param app: Whose imports are in it.
    """
    if app is not None:
        imports_ahead.give(app)
    # All files have been written anew.
    _set_times_of_archives()
    forget_folders()
    # What `secrets`, `uuid` and `os.urandom` give comes from the browser anyway.
    random.seed()
    if tempfile := sys.modules.get("tempfile"):
        vars(tempfile)["_name_sequence"] = None
    if processes := sys.modules.get("multiprocessing.process"):
        processes.current_process().authkey = os.urandom(32)
    # What `relativeCreated` of log records counts from: in seconds, then in nanoseconds since Python 3.13.
    is_exact = sys.version_info >= (3, 13)
    vars(logging)["_startTime"] = time.time_ns() if is_exact else time.time()


def _set_times_of_archives() -> None:
    """Give the standard library the same time in each Python, so that what is known of its content holds."""
    for path in sys.path:
        if os.path.isfile(path):
            os.utime(path, (0, 0))
