"""A layout as Dash's front end holds it: JSON, in which components are found by their ids."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from dash.development.base_component import ComponentRegistry

Component: TypeAlias = dict[str, Any]
Id: TypeAlias = str | dict[str, Any]
Path: TypeAlias = tuple[str | int, ...]


def components(tree: Any, path: Path = ()) -> Iterator[tuple[Path, Component]]:
    """Yield all components of a part of a layout that lies at `path`, each before those in it."""
    if isinstance(tree, list):
        for index, item in enumerate(tree):
            yield from components(item, (*path, index))
    elif isinstance(tree, dict):
        yield path, tree
        for prop in children_props(tree):
            yield from components_of(tree, path, prop)


def children_props(component: Component) -> list[str]:
    """Return where a component may hold others: names as ``children``, ``label.title``, ``items[].label``."""
    known = ComponentRegistry.children_props.get(str(component.get("namespace")), {})
    return ["children", *known.get(str(component.get("type")), [])]


def components_of(component: Component, path: Path, prop: str) -> Iterator[tuple[Path, Component]]:
    """Yield all components that a component at `path` holds in `prop`, one of :func:`children_props`."""
    yield from _below(component.get("props"), prop.split("."), (*path, "props"))


def _below(value: Any, names: list[str], path: Path) -> Iterator[tuple[Path, Component]]:
    if not names:
        yield from components(value, path)
        return
    name = names[0].removesuffix("[]").removesuffix("{}")
    if name:
        if not isinstance(value, dict) or value.get(name) is None:
            return
        value, path = value[name], (*path, name)
    if names[0].endswith("[]") and isinstance(value, list):
        for index, item in enumerate(value):
            yield from _below(item, names[1:], (*path, index))
    elif names[0].endswith("{}") and isinstance(value, dict):
        for key, item in value.items():
            yield from _below(item, names[1:], (*path, key))
    elif not names[0].endswith(("[]", "{}")):
        yield from _below(value, names[1:], path)


def stringify(id_: Id) -> str:
    """Return an id as texts have it: its keys in order, as in JSON."""
    if isinstance(id_, str):
        return id_
    return json.dumps(id_, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


class Place:
    """A component, and where it lies."""

    def __init__(self, id_: Id, path: Path, component: Component) -> None:
        self.id = id_
        self.path = path
        self.component = component

    def is_below(self, path: Path) -> bool:
        """Return whether it lies in the part of the layout at `path`."""
        return self.path[: len(path)] == path


class Places:
    """Where the components of a layout are that have an id."""

    def __init__(self) -> None:
        self._by_text: dict[str, Place] = {}
        self._by_keys: dict[tuple[str, ...], list[Place]] = {}

    def replaced(self, path: Path, found: Iterable[tuple[Path, Component]]) -> "Places":
        """Return where they are once `found` are the components that lie at `path`."""
        places = Places()
        places._by_text = {id_: place for id_, place in self._by_text.items() if not place.is_below(path)}
        for keys, known in self._by_keys.items():
            places._by_keys[keys] = [place for place in known if not place.is_below(path)]
        for where, component in found:
            id_ = (component.get("props") or {}).get("id")
            if not id_:
                continue
            place = Place(id_, where, component)
            if isinstance(id_, str):
                places._by_text[id_] = place
            else:
                keys = tuple(sorted(id_))
                # One that was there before keeps its rank among those with the same keys.
                before = [(old.id, old.path) for old in self._by_keys.get(keys, [])]
                same = places._by_keys.setdefault(keys, [])
                same.insert(before.index((id_, where)) if (id_, where) in before else len(same), place)
        return places

    def find(self, id_: Id) -> Place | None:
        """Return the place of a component."""
        if isinstance(id_, str):
            return self._by_text.get(id_)
        return next((place for place in self.alike(id_) if place.id == id_), None)

    def alike(self, id_: dict[str, Any]) -> list[Place]:
        """Return the places of all components whose ids have the same keys."""
        return self._by_keys.get(tuple(sorted(id_)), [])
