"""The finders of modules, as each app has them."""

import sys
from typing import Any

from .modules import OwnModules
from .process_state import ProcessState


class Finders(ProcessState):
    """What is on ``sys.meta_path``: an app's own, save for what shared modules have put there.

    :param modules: Knows which modules are shared; it has been saved before.
    """

    def __init__(self, modules: OwnModules) -> None:
        super().__init__("sys")
        self._modules = modules

    def attach(self, module: Any) -> None:
        pass

    def fresh(self) -> list[Any]:
        return self._shared()

    def save(self) -> list[Any]:
        return list(sys.meta_path)

    def restore(self, saved: list[Any]) -> None:
        added = [finder for finder in self._shared() if finder not in saved]
        sys.meta_path[:] = [*saved, *added]

    def _shared(self) -> list[Any]:
        return [finder for finder in sys.meta_path if self._modules.is_shared(_module_of(finder))]


def _module_of(finder: Any) -> str:
    return (finder if isinstance(finder, type) else type(finder)).__module__
