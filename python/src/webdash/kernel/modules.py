"""Gives each app its own modules, as a process of its own would.

Python's standard library and the packages loaded at boot (Dash, Flask, Plotly…) are shared. So are
packages with compiled parts, which can be loaded only once per process, and all they use. Any other
module, the author's own above all, is imported anew by each app that wants it: what its import does
(register components, add templates) is thereby done for that app, and its globals are that app's.
"""

import sys
from collections.abc import Iterator
from importlib.machinery import EXTENSION_SUFFIXES
from types import FunctionType, ModuleType

from .process_state import ProcessState


class OwnModules(ProcessState):
    """The part of ``sys.modules`` that is one app's own."""

    def __init__(self) -> None:
        super().__init__("sys")

    def attach(self, module: ModuleType) -> None:  # noqa: ARG002
        self._shared_packages = set(sys.stdlib_module_names) | {_package(n) for n in sys.modules}
        # Parts of Dash that are imported only by those who use them: the compiled half of pydantic
        # (pydantic_core) keeps hold of the other one, and Plotly knows one narwhals.
        self._shared_packages |= {"narwhals", "pydantic"}
        self._shared_packages.discard("__main__")
        self._shared_names: set[str] = sys.modules.keys() - {"__main__"}

    def fresh(self) -> dict[str, ModuleType]:
        return {"__main__": ModuleType("__main__")}

    def save(self) -> dict[str, ModuleType]:
        own = {name: sys.modules[name] for name in sys.modules.keys() - self._shared_names}
        self._share(own)
        self._present = own.keys()
        return own

    def restore(self, saved: dict[str, ModuleType]) -> None:
        for name in self._present:
            del sys.modules[name]
        sys.modules.update(saved)

    def is_shared(self, name: str) -> bool:
        """Whether the module `name` is every app's, as far as has been seen at the latest switch."""
        return name in self._shared_names

    def _share(self, own: dict[str, ModuleType]) -> None:
        """Move from `own` to the shared ones what can't be an app's own."""
        compiled = {
            _package(name)
            for name, module in own.items()
            if (getattr(module, "__file__", None) or "").endswith(tuple(EXTENSION_SUFFIXES))
        }
        pending = [name for name in own if (p := _package(name)) in self._shared_packages or p in compiled]
        while pending:
            package = _package(pending.pop())
            members = [name for name in own if _package(name) == package]
            self._shared_packages.add(package)
            for name in members:
                module = own.pop(name)
                self._shared_names.add(name)
                pending.extend(used for used in _used(module) if used in own and used != "__main__")


def _package(name: str) -> str:
    return name.partition(".")[0]


def _used(module: ModuleType) -> Iterator[str]:
    """Yield the names of modules from which `module` has its globals."""
    for value in list(getattr(module, "__dict__", {}).values()):
        # The true type, since asking a proxy (flask.request) or a lazy object for its own may run it.
        kind = type(value)
        if issubclass(kind, ModuleType):
            yield value.__name__
        elif issubclass(kind, (type, FunctionType)):
            yield value.__module__ or ""
        else:
            yield kind.__module__
