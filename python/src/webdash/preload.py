"""Imports Dash and what most apps use of it, without the packages that it doesn't need for that.

Dash imports pydantic to describe itself to its MCP server, which is off by default, and
`importlib_metadata` for what the standard library has by now. Importing both costs as much as all of
Flask does, and pydantic's compiled part can't be in a memory snapshot. Plotly imports narwhals, a sixth
of all there is to import, to recognize data frames, which an app has none of that hasn't imported a
library for them. So stand-ins take the places of these while Dash is imported, and leave them afterwards:
an app that imports pydantic gets the real one, and what Dash and Plotly kept of the stand-ins then hands
over to it.

Importing this module does the work; it has to come before any other import of Dash.
"""

import importlib
import importlib.metadata
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
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


class _NoInstance:
    """Stands in for a class of a module that hasn't been imported."""


class _DeferredModule(ModuleType):
    """Is kept by who has imported it, and has what the real module has, which it imports if need be."""

    def __getattr__(self, attribute: str) -> Any:
        name = self.__name__
        if attribute.startswith("__"):
            raise AttributeError(f"module {name!r} has no attribute {attribute!r}")
        if sys.modules.get(name) is self:
            # It is wanted at once, by a version of Plotly that does more than to import it.
            _withdraw()
        elif attribute in _TESTED_FOR and name not in sys.modules:
            return _NoInstance
        value = getattr(importlib.import_module(name), attribute)
        setattr(self, attribute, value)
        return value


_TESTED_FOR = frozenset({"DataFrame", "Series"})
"""Classes that values are tested for, which none is an instance of before their module has been imported."""


class _DeferredPackage(MetaPathFinder, Loader):
    """Has a package imported as stand-ins, with all of its modules."""

    def __init__(self, name: str) -> None:
        self._name = name

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002
        target: ModuleType | None = None,  # noqa: ARG002
    ) -> ModuleSpec | None:
        is_of_it = f"{fullname}.".startswith(f"{self._name}.")
        return ModuleSpec(fullname, self, is_package=True) if is_of_it else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _DeferredModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        pass


def _withdraw() -> None:
    """Have real packages imported from now on."""
    sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, _DeferredPackage)]
    for name, module in list(sys.modules.items()):
        if isinstance(module, _DeferredModule):
            del sys.modules[name]


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
def _deferred(package: str) -> Iterator[None]:
    """Let stand-ins of a package's modules be imported, unless the real package is already."""
    if package in sys.modules:
        yield
        return
    sys.meta_path.insert(0, _DeferredPackage(package))
    try:
        yield
    finally:
        _withdraw()


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
with _annotations_only(), _deferred("narwhals"):
    for _name in PRELOADED:
        _preload(_name)
