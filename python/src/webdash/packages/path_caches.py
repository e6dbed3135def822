"""What Python remembers of the folders on ``sys.path``."""

import importlib.metadata
import os
import sys
from importlib.machinery import FileFinder, PathFinder


def forget_folders() -> None:
    """Let Python see that there are new files in its folders.

    Does what :func:`importlib.invalidate_caches` does, except for archives: to read the directory of the
    standard library's again, which never changes, would be the longest part of the start of an app.
    """
    for path, finder in list(sys.path_importer_cache.items()):
        if isinstance(finder, FileFinder):
            finder.invalidate_caches()
        elif finder is None or not os.path.isabs(path):
            # There was nothing of that name, or it may mean another folder now.
            del sys.path_importer_cache[path]
    for meta_finder in sys.meta_path:
        if meta_finder is not PathFinder and hasattr(meta_finder, "invalidate_caches"):
            meta_finder.invalidate_caches()
    for path in sys.path:
        if os.path.isdir(path):
            # It is one object for each path.
            vars(importlib.metadata)["FastPath"](path).lookup.cache_clear()
