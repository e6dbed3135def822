"""Kinds of things of which a process has one, and of which each app shall have its own."""

import copy
from abc import ABC, abstractmethod
from collections import OrderedDict
from collections.abc import Callable, MutableMapping, MutableSequence, MutableSet
from operator import attrgetter
from types import ModuleType
from typing import Any


class ProcessState(ABC):
    """Something process-wide that can be taken out and put back.

    :param module: The module whose import brings it into being.
    """

    def __init__(self, module: str) -> None:
        self.module = module

    @abstractmethod
    def attach(self, module: ModuleType) -> None:
        """Look at `module`, just imported: the state is as no app has touched it yet.

        :raises AttributeError: When this version of the module has no such state.
        """

    @abstractmethod
    def fresh(self) -> Any:
        """Return what a new app begins with, in the form that :meth:`save` gives."""

    @abstractmethod
    def save(self) -> Any:
        """Return the present state, in a form that later changes of it don't reach."""

    @abstractmethod
    def restore(self, saved: Any) -> None:
        """Make `saved` the present state."""


class _Pristine(ProcessState):
    """A state of which a new app gets a copy of what it was after import."""

    def attach(self, module: ModuleType) -> None:  # noqa: ARG002
        self._pristine = copy_containers(self.save())

    def fresh(self) -> Any:
        return copy_containers(self._pristine)


class Attribute(_Pristine):
    """What a dotted name of a module is bound to: ``Attribute("sys", "excepthook")``."""

    def __init__(self, module: str, path: str) -> None:
        super().__init__(module)
        self._parent, _, self._name = path.rpartition(".")

    def attach(self, module: ModuleType) -> None:
        self._object = attrgetter(self._parent)(module) if self._parent else module
        super().attach(module)

    def save(self) -> Any:
        return getattr(self._object, self._name)

    def restore(self, saved: Any) -> None:
        setattr(self._object, self._name, saved)


class Contents(_Pristine):
    """What a list, dict or set holds that others have got hold of: ``Contents("sys", "path")``."""

    def __init__(self, module: str, path: str) -> None:
        super().__init__(module)
        self._path = path

    def attach(self, module: ModuleType) -> None:
        self._container = attrgetter(self._path)(module)
        super().attach(module)

    def save(self) -> Any:
        container = self._container
        if isinstance(container, dict) and not isinstance(container, OrderedDict):
            # Matplotlib's parameters, asked by their own methods, choose a backend.
            return dict(dict.items(container))
        return dict(container) if isinstance(container, MutableMapping) else list(container)

    def restore(self, saved: Any) -> None:
        container = self._container
        if isinstance(container, OrderedDict):
            container.clear()
            container.update(saved)
        elif isinstance(container, dict):
            # Dash's AttributeDict refuses some keys in its own methods.
            dict.clear(container)
            dict.update(container, saved)
        elif isinstance(container, MutableMapping):
            # Only what differs: each item of os.environ costs a system call.
            present = dict(container)
            for key in present.keys() - saved.keys():
                del container[key]
            for key, value in saved.items():
                if present.get(key) != value:
                    container[key] = value
        elif isinstance(container, MutableSequence):
            container[:] = saved
        elif isinstance(container, MutableSet) and list(container) != saved:
            container.clear()
            for item in saved:
                container.add(item)


class Fields(_Pristine):
    """The instance attributes of an object: ``Fields("dash._hooks", "hooks")``."""

    def __init__(self, module: str, path: str) -> None:
        super().__init__(module)
        self._path = path

    def attach(self, module: ModuleType) -> None:
        self._object = attrgetter(self._path)(module)
        super().attach(module)

    def save(self) -> Any:
        if hasattr(self._object, "__dict__"):
            return vars(self._object).copy()
        names = type(self._object).__slots__
        return {name: getattr(self._object, name) for name in names if hasattr(self._object, name)}

    def restore(self, saved: Any) -> None:
        if hasattr(self._object, "__dict__"):
            fields = vars(self._object)
            fields.clear()
            fields.update(saved)
        else:
            for name, value in saved.items():
                setattr(self._object, name, value)


class Setting(ProcessState):
    """A state that functions of a module read and set.

    :param get: Takes the module and returns the state.
    :param put: Takes the module and a state.
    :param fresh: Returns what a new app begins with; else that is the state after import.
    """

    def __init__(
        self,
        module: str,
        get: Callable[[Any], Any],
        put: Callable[[Any, Any], object],
        fresh: Callable[[], Any] | None = None,
    ) -> None:
        super().__init__(module)
        self._get = get
        self._put = put
        self._fresh = fresh

    def attach(self, module: ModuleType) -> None:
        self._module = module
        self._pristine = self.save()

    def fresh(self) -> Any:
        return self._fresh() if self._fresh else self._pristine

    def save(self) -> Any:
        return self._get(self._module)

    def restore(self, saved: Any) -> None:
        self._put(self._module, saved)


def copy_containers(value: Any) -> Any:
    """Copy lists, dicts and sets all the way down, but nothing they hold."""
    if isinstance(value, dict):
        duplicate = copy.copy(value)
        for key, item in value.items():
            dict.__setitem__(duplicate, key, copy_containers(item))
        return duplicate
    if isinstance(value, list):
        return [copy_containers(item) for item in value]
    if isinstance(value, set):
        return set(value)
    return value
