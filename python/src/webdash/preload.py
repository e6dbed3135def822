"""Imports Dash and what most apps use of it, without the packages it needs for annotations only.

Dash imports pydantic to describe itself to its MCP server, which is off by default, and
`importlib_metadata` for what the standard library has by now. Importing both costs as much as all of
Flask does, and pydantic's compiled part can't be in a memory snapshot. So stand-ins take their places
in ``sys.modules`` while Dash is imported, and leave them afterwards: an app that imports pydantic gets
the real one, and what Dash kept of the stand-ins then hands over to it.

Importing this module does the work; it has to come before any other import of Dash.
"""

import importlib
import importlib.metadata
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from webdash.network import ssl_stand_in

PRELOADED = ("dash", "dash.html", "dash.dcc", "dash.dash_table", "dash.backends._flask")


class _Deferred:
    """A module that is imported when the first of its attributes is used."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> Any:
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        return getattr(importlib.import_module(self._name), attribute)


class _Description:
    """Stands in for ``pydantic.Field(description=…)`` as metadata of an annotation."""

    def __init__(self, *, description: str) -> None:
        self._description = description

    def __get_pydantic_json_schema__(self, core_schema: Any, handler: Any) -> dict[str, Any]:
        return {**handler(core_schema), "description": self._description}


def _stand_ins() -> dict[str, ModuleType]:
    pydantic = ModuleType("pydantic")
    vars(pydantic).update(Field=_Description, GetCoreSchemaHandler=Any, GetJsonSchemaHandler=Any)
    pydantic_core = ModuleType("pydantic_core")
    vars(pydantic_core).update(core_schema=_Deferred("pydantic_core.core_schema"))
    return {
        "pydantic": pydantic,
        "pydantic_core": pydantic_core,
        "importlib_metadata": importlib.metadata,
    }


def _preload(name: str) -> None:
    """Import a module, unless it is one that this version of Dash doesn't have."""
    try:
        importlib.import_module(name)
    except ModuleNotFoundError as error:
        if not f"{name}.".startswith(f"{error.name}."):
            raise


@contextmanager
def _annotations_only() -> Iterator[None]:
    """Let stand-ins be imported, unless the real packages are already."""
    added = {name: module for name, module in _stand_ins().items() if name not in sys.modules}
    sys.modules.update(added)
    try:
        yield
    finally:
        for name in added:
            sys.modules.pop(name, None)


# Before anything imports http.client, which has HTTPS only if there is ssl.
ssl_stand_in.install()
with _annotations_only():
    for _name in PRELOADED:
        _preload(_name)
