"""The callbacks of an app as ``/_dash-dependencies`` tells of them, and which fit a layout."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from .layout import Id, Place, Places, stringify

ALL, MATCH, ALLSMALLER = "ALL", "MATCH", "ALLSMALLER"


@dataclass(frozen=True)
class Wildcard:
    """Stands in the id of a pattern for whatever an id has there."""

    name: str


@dataclass(frozen=True)
class Found:
    """A property of a component that is there."""

    place: Place
    prop: str

    @property
    def name(self) -> str:
        """Its name among all: ``id.property``."""
        return f"{stringify(self.place.id)}.{self.prop}"


class Dependency:
    """A property, or a pattern for some, that a callback has as an output, an input or a state."""

    def __init__(self, id: str, property: str, *, allow_optional: bool = False, **_others: object) -> None:  # noqa: A002
        self.written_id: Id = json.loads(id) if id.startswith("{") else id
        self.prop = property
        self.allow_optional = allow_optional
        self.keys: tuple[str, ...] = ()
        self.values: tuple[Any, ...] = ()
        if isinstance(self.written_id, dict):
            self.keys = tuple(sorted(self.written_id))
            self.values = tuple(
                Wildcard(value[0]) if isinstance(value, list) else value
                for value in (self.written_id[key] for key in self.keys)
            )

    @property
    def is_multiple(self) -> bool:
        """Whether it stands for any number of properties."""
        return Wildcard(ALL) in self.values or Wildcard(ALLSMALLER) in self.values

    def match(self, id_: Id, reference: "Reference | None" = None) -> bool:
        """Return whether it stands for the component `id_`, of those that belong to `reference`."""
        if isinstance(id_, str) or isinstance(self.written_id, str):
            return id_ == self.written_id
        if tuple(sorted(id_)) != self.keys:
            return False
        for key, pattern in zip(self.keys, self.values, strict=True):
            value = id_[key]
            if not isinstance(pattern, Wildcard):
                if not _same(pattern, value):
                    return False
            elif reference is not None and pattern.name != ALL:
                other = reference.wildcards.get(key)
                if other is None:
                    continue
                expected = -1 if pattern.name == ALLSMALLER else 1 if other[0] == ALLSMALLER else 0
                if _compare(value, other[1]) != expected:
                    return False
        return True

    def matched(self, id_: Id) -> tuple[Any, ...]:
        """Return what stands in `id_` where it has ``MATCH``."""
        if isinstance(id_, str):
            return ()
        pairs = zip(self.keys, self.values, strict=True)
        return tuple(id_[key] for key, value in pairs if value == Wildcard(MATCH))

    def find(self, places: Places, reference: "Reference | None" = None) -> list[Found]:
        """Return the properties that it stands for."""
        if isinstance(self.written_id, str):
            place = places.find(self.written_id)
            return [] if place is None else [Found(place, self.prop)]
        alike = places.alike(self.written_id)
        return [Found(place, self.prop) for place in alike if self.match(place.id, reference)]


@dataclass(frozen=True)
class Reference:
    """The id by which the wildcards of a callback are told: of an output, or of an input that has changed."""

    wildcards: dict[str, tuple[str, Any]] = field(hash=False)

    @staticmethod
    def of(dependency: Dependency, id_: Id) -> "Reference | None":
        """Return the reference that `id_` is, for which `dependency` stands."""
        if isinstance(id_, str):
            return None
        pairs = zip(dependency.keys, dependency.values, strict=True)
        return Reference(
            {key: (value.name if isinstance(value, Wildcard) else "", id_[key]) for key, value in pairs}
        )


class Callback:
    """A callback, as ``/_dash-dependencies`` has it."""

    def __init__(self, number: int, written: dict[str, Any]) -> None:
        self.number = number
        self.output: str = written["output"]
        self.inputs = [Dependency(**each) for each in written["inputs"]]
        self.state = [Dependency(**each) for each in written["state"]]
        names = [] if written.get("no_output") else _outputs(self.output)
        self.outputs = [Dependency(*name.rsplit(".", 1)) for name in names]
        self.prevent_initial_call = bool(written.get("prevent_initial_call"))
        self.running: dict[str, Any] | None = written.get("running")
        self.is_recordable = not (
            written.get("clientside_function") or written.get("background") or written.get("websocket")
        )
        """Whether its answers are those of plain requests."""

    @property
    def has_match(self) -> bool:
        """Whether its outputs have ``MATCH``: then it is called for each value of it."""
        return any(Wildcard(MATCH) in output.values for output in self.outputs)

    def calls(self, places: Places, changed: Dependency, id_: Id) -> "Iterator[Call]":
        """Yield the calls that a change of the component `id_`, which is `changed`, leads to."""
        reference = Reference.of(changed, id_)
        if not self.has_match:
            yield Call(self, reference, changed.matched(id_))
            return
        single = next((output for output in self.outputs if not output.is_multiple), None)
        seen = set()
        for output in self.outputs if single is None else [single]:
            for found in output.find(places, reference):
                matched = output.matched(found.place.id)
                if matched not in seen:
                    seen.add(matched)
                    yield Call(self, Reference.of(output, found.place.id), matched)

    def call_for(self, output: Dependency, id_: Id) -> "Call":
        """Return the call that sets the property of the component `id_`, for which `output` stands."""
        return Call(self, Reference.of(output, id_), output.matched(id_))


class Call:
    """A callback with the components that it concerns."""

    def __init__(self, callback: Callback, reference: Reference | None, matched: tuple[Any, ...]) -> None:
        self.callback = callback
        self.reference = reference
        self.key = (callback.number, json.dumps(matched))
        """The same for each call of the callback that sets the same properties."""
        self.changed: dict[str, None] = {}
        """Names of the inputs that have led to it, in their order."""
        self.is_initial = False
        self.group: object = None
        """Stands for the change of the layout that has led to it."""
        self.predecessors: frozenset[int] = frozenset()
        """Numbers of the callbacks whose answers have led to it."""

    def outputs(self, places: Places) -> list[list[Found]]:
        """Return what it sets, in the order of its outputs."""
        return self._found(self.callback.outputs, places)

    def inputs(self, places: Places) -> list[list[Found]]:
        """Return its inputs that are there."""
        return self._found(self.callback.inputs, places)

    def state(self, places: Places) -> list[list[Found]]:
        """Return its states that are there."""
        return self._found(self.callback.state, places)

    def _found(self, dependencies: Iterable[Dependency], places: Places) -> list[list[Found]]:
        return [dependency.find(places, self.reference) for dependency in dependencies]


def names_of(found: Iterable[Iterable[Found]]) -> list[str]:
    """Return the names of all properties."""
    return [each.name for some in found for each in some]


def _outputs(output: str) -> list[str]:
    return output[2:-2].split("...") if output.startswith("..") else [output]


def _same(one: object, other: object) -> bool:
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def _compare(one: Any, other: Any) -> int:
    """Return -1, 0 or 1: numbers come before booleans, and these before texts."""
    ranks = [_rank(one), _rank(other)]
    return (ranks[0] > ranks[1]) - (ranks[0] < ranks[1])


def _rank(value: Any) -> tuple[int, Any]:
    if isinstance(value, bool):
        return 1, value
    try:
        return 0, float(value)
    except (TypeError, ValueError):
        return 2, str(value)
