"""The warning filters of the process, as a state that each app has of its own."""

import warnings
from typing import Any

from .process_state import ProcessState


class WarningFilters(ProcessState):
    """What ``warnings.filterwarnings`` and its like set."""

    def __init__(self) -> None:
        super().__init__("warnings")

    def attach(self, module: Any) -> None:  # noqa: ARG002
        self._pristine = self.save()

    def fresh(self) -> Any:
        return self._pristine

    def save(self) -> Any:
        return list(warnings.filters)

    def restore(self, saved: Any) -> None:
        if saved != warnings.filters:
            # resetwarnings also tells the interpreter, which caches what the filters say.
            warnings.resetwarnings()
            filters: Any = warnings.filters
            filters[:] = saved
