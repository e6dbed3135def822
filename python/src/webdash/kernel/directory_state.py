"""The working directory of the process, as a state that each app has of its own."""

import os
import sys
from typing import Any

from .process_state import ProcessState


class WorkingDirectory(ProcessState):
    """Where the process is; in the folder of ``__main__`` where an app has removed that."""

    def __init__(self) -> None:
        super().__init__("os")

    def attach(self, module: Any) -> None:  # noqa: ARG002
        self._pristine = os.getcwd()

    def fresh(self) -> Any:
        return self._pristine

    def save(self) -> Any:
        try:
            return os.getcwd()
        except FileNotFoundError:
            return self._home()

    def restore(self, saved: Any) -> None:
        for folder in (saved, self._home(), self._pristine):
            try:
                os.chdir(folder)
            except OSError:
                continue
            return

    def _home(self) -> str:
        main = getattr(sys.modules.get("__main__"), "__file__", None)
        return os.path.dirname(main) if main else self._pristine
