"""Keeps what one app sets in the process from the others.

An app owns a :class:`Space`: the process-wide states as this app has left them. Entering a space puts
them in place, after saving what is there into the space that was entered last. So nothing is done
while one app alone is asked, and a switch costs tens of microseconds.

When a request suspends (``run_sync``), others may be answered before it goes on: then whoever suspends
it enters its space again afterwards. So requests need not wait for those of other apps.
"""

import logging
from collections.abc import Iterable
from functools import partial
from types import ModuleType
from typing import Any

from .import_hook import ImportHook
from .process_state import ProcessState

_log = logging.getLogger(__name__)


class Space:
    """The process-wide states of one app while another's are in place.

    :param name: The app's id; ``None`` for the kernel itself.
    """

    def __init__(self, name: str | None) -> None:
        self.name = name
        self.values: dict[ProcessState, Any] = {}


class Isolation:
    """Switches the process between spaces.

    :param states: What is switched, in the order in which it is put in place. States of modules that
        are imported later are added when they are.
    """

    def __init__(self, states: Iterable[ProcessState], hook: ImportHook) -> None:
        self.kernel_space = Space(None)
        self.current = self.kernel_space
        self._states: list[ProcessState] = []
        for state in states:
            hook.watch(state.module, partial(self._attach, state))

    def enter(self, space: Space) -> None:
        """Put the states of `space` in place.

        A state that an app has broken (``del sys.stdout``) is fresh again when that app is next in place.
        """
        last = self.current
        if space is last:
            return
        failures: list[tuple[ProcessState, Exception]] = []
        for state in self._states:
            try:
                last.values[state] = state.save()
            except Exception as error:
                failures.append((state, error))
        values = space.values
        for state in self._states:
            try:
                state.restore(values.pop(state) if state in values else state.fresh())
            except Exception as error:
                failures.append((state, error))
        self.current = space
        for state, failure in failures:
            _log.warning("A state of %s could not be switched", state.module, exc_info=failure)

    def _attach(self, state: ProcessState, module: ModuleType) -> None:
        try:
            state.attach(module)
        except AttributeError:
            # Another version of the package, without this state.
            return
        if state not in self._states:
            self._states.append(state)
