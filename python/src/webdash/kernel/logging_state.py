"""The loggers of the process, as a state that each app has of its own."""

import logging
from typing import Any

from .process_state import ProcessState, copy_containers

# A logger, or what stands for one in the tree until it is made.
_Node = logging.Logger | logging.PlaceHolder


class Loggers(ProcessState):
    """Which loggers there are, with their levels, handlers and filters.

    Loggers that exist at boot are the same objects in all apps, as modules hold them; what is set on
    them is each app's. Those that an app makes (``logging.getLogger(__name__)``) are its own.
    """

    def __init__(self) -> None:
        super().__init__("logging")

    def attach(self, module: Any) -> None:  # noqa: ARG002
        self._pristine = self.save()

    def fresh(self) -> Any:
        nodes, fields, disabled = self._pristine
        return dict(nodes), copy_containers(fields), disabled

    def save(self) -> Any:
        manager = logging.root.manager
        nodes: dict[str, _Node] = dict(manager.loggerDict)
        fields = [vars(node).copy() for node in (logging.root, *nodes.values())]
        return nodes, fields, manager.disable

    def restore(self, saved: Any) -> None:
        nodes, fields, disabled = saved
        manager = logging.root.manager
        manager.loggerDict.clear()
        manager.loggerDict.update(nodes)
        for node, values in zip((logging.root, *nodes.values()), fields, strict=True):
            vars(node).clear()
            vars(node).update(values)
        manager.disable = disabled
