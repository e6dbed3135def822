"""Finds what an app imports and this Python lacks."""

import importlib.metadata
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.machinery import PathFinder

from .project import Project

# Of the standard library, what reads files that machines have: a browser's has them in a package.
_DATA_OF = {"zoneinfo": "tzdata"}


@dataclass(frozen=True)
class MissingModule:
    """A module that an app imports in vain, as things stand."""

    name: str
    """With dots."""
    optional: bool
    """The app's code can do without it."""
    extra: str | None = None
    """The module is there, but needs what this extra of its package names."""

    @property
    def top(self) -> str:
        """The package or module to which it belongs."""
        return self.name.partition(".")[0]


def missing_modules(project: Project, path: Sequence[str]) -> Iterator[MissingModule]:
    """Yield what an app imports and neither has itself nor finds in the folders of `path`."""
    own = project.modules()
    for imported in sorted(project.imports(), key=lambda i: (i.optional, i.name)):
        top, _, rest = imported.name.partition(".")
        if top in own:
            continue
        data = _DATA_OF.get(top)
        if not _is_there(top, path):
            yield MissingModule(imported.name, imported.optional)
        elif data and not _is_there(data, path):
            yield MissingModule(data, imported.optional)
        elif rest and (extra := _extra(top, rest.partition(".")[0], path)):
            yield MissingModule(imported.name, imported.optional, extra)


def _is_there(module: str, path: Sequence[str]) -> bool:
    return module in sys.builtin_module_names or PathFinder.find_spec(module, path) is not None


def _extra(package: str, part: str, path: Sequence[str]) -> str | None:
    """Return the extra that is named as a part of a package is: ``express`` of ``plotly.express``."""
    if package in sys.stdlib_module_names:
        return None
    # None or one, as a module's name says little of that of its distribution.
    for distribution in importlib.metadata.distributions(name=package, path=list(path)):
        # To parse all of it takes longer than anything else here.
        headers = (distribution.read_text("METADATA") or "").partition("\n\n")[0]
        extras = re.findall(r"^Provides-Extra: *(.+)$", headers, re.MULTILINE | re.IGNORECASE)
        return next((extra for extra in extras if normalized(extra) == normalized(part)), None)
    return None


def normalized(name: str) -> str:
    """Return the form of a project's or an extra's name by which two are compared (:pep:`503`)."""
    return re.sub(r"[-_.]+", "-", name).lower()
