"""Calls back when a module is imported."""

import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType


class ImportHook(MetaPathFinder):
    """A finder that finds as the others do, and tells of each import of the modules it watches."""

    def __init__(self) -> None:
        self._callbacks: dict[str, list[Callable[[ModuleType], None]]] = {}

    def install(self, undo: ExitStack) -> None:
        """Take the first place among the finders, until `undo` is closed."""
        sys.meta_path.insert(0, self)
        undo.callback(sys.meta_path.remove, self)

    @property
    def watched(self) -> set[str]:
        """The names of the modules that someone wants to know of."""
        return set(self._callbacks)

    def watch(self, name: str, callback: Callable[[ModuleType], None]) -> None:
        """Call `callback` with the module `name`: now, if it is loaded, and after each import."""
        self._callbacks.setdefault(name, []).append(callback)
        if (module := sys.modules.get(name)) is not None:
            callback(module)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Find a watched module by the other finders."""
        callbacks = self._callbacks.get(fullname)
        if callbacks is None:
            return None
        for finder in sys.meta_path:
            if finder is self:
                continue
            spec = finder.find_spec(fullname, path, target)
            if spec is not None:
                if spec.loader is not None:
                    spec.loader = _TellingLoader(spec.loader, callbacks)
                return spec
        return None


class _TellingLoader(Loader):
    """Loads as another loader does, hands the module back to that one, then calls back."""

    def __init__(self, loader: Loader, callbacks: list[Callable[[ModuleType], None]]) -> None:
        self._loader = loader
        self._callbacks = callbacks

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        # importlib.resources and pkgutil look at the loader, so it must be the true one again.
        module.__loader__ = self._loader
        if module.__spec__ is not None:
            module.__spec__.loader = self._loader
        self._loader.exec_module(module)
        for callback in self._callbacks:
            callback(module)
