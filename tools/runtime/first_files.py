"""Tells what of a runtime Python reads until the first page of an app is there, and has answered.

Run by ``first-files.mjs`` in Pyodide under Node. The last expression is a JSON object: ``modules``,
the top-level modules that are imported by then; ``files``, the paths of all that was opened; and
``folder``, the first in which Python looks for modules behind the archive of the standard library.
"""

import json
import os
import sys

opened = set()


def note(event, args):
    if event == "open" and isinstance(args[0], str):
        opened.add(args[0])


sys.addaudithook(note)

import webdash.kernel.bridge  # noqa: E402, F401 (what is imported is noted)
import webdash.packages.planner  # noqa: E402, F401 (for apps that need packages)
from webdash.kernel import snapshot  # noqa: E402

snapshot.prepare()
modules = {name.split(".")[0] for name in sys.modules}
folder = next(path for path in sys.path if os.path.isdir(path))
json.dumps({"modules": sorted(modules), "files": sorted(opened), "folder": folder})
