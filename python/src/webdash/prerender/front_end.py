"""Asks an app what its front end would ask at its start: what dash-renderer does when a layout is there.

It goes through the callbacks in rounds. A call waits for those whose outputs it needs, directly or by way of
others; calls that an answer leads to take the place of those that were to come anyway. What can't be known
without a browser (clientside callbacks, what components set themselves) is unknown, and so is all that
depends on it. There the page's front end asks for what the record doesn't have, and gets it from Python.
"""

import json
from collections.abc import Callable, Iterable
from typing import Any

from .callbacks import Call, Callback, Dependency, Found, names_of
from .layout import Component, Id, Path, Places, children_props, components, components_of, stringify
from .mounted import props_once_mounted

Ask = Callable[[dict[str, Any]], dict[str, Any] | None]
"""Sends what a callback is asked, and gives what the app answers: empty where it updates nothing, ``None``
where that isn't known."""

_MOST_CALLS = 1000
"""As many calls are no start any more, but a circle."""


class FrontEnd:
    """Dash's front end with one layout.

    :param layout: What ``/_dash-layout`` answered.
    :param dependencies: What ``/_dash-dependencies`` answered.
    :param address: That of the page.
    """

    def __init__(self, layout: Any, dependencies: list[dict[str, Any]], ask: Ask, address: str) -> None:
        self._address = address
        self._callbacks = [Callback(number, written) for number, written in enumerate(dependencies)]
        self._ask = ask
        self._components = list(components(layout))
        self._places = Places().replaced((), self._components)
        self._new: list[tuple[Path, Component]] = []
        """Components that have come since the last ones were mounted."""
        self._unknown: set[str] = set()
        self._requested: list[Call] = []
        self._done: dict[object, list[tuple[set[str], set[str]]]] = {}
        """By group of calls: what those that are done could have set, and what they have set."""

    def start(self) -> None:
        """Ask for all that is asked until nothing is left to be asked."""
        self._requested = self._layout_calls(self._components)
        self._requested += self._calls_without_outputs_or_inputs()
        self._mount(self._components)
        calls = 0
        while (ready := self._take_ready()) and calls < _MOST_CALLS:
            calls += len(ready)
            # They are sent together: none of them sees what another one sets.
            payloads = [self._payload(call) for call in ready]
            for call, payload in zip(ready, payloads, strict=True):
                self._run(call, payload)

    def _run(self, call: Call, payload: dict[str, Any] | None) -> None:
        """Send a request, if there is one, and do what its answer says."""
        running = call.callback.running
        if payload and running:
            self._set_beside(running["running"])
        answer = self._ask(payload) if payload else payload
        if payload and running:
            self._set_beside(running["runningOff"])
        outputs = names_of(call.outputs(self._places))
        updated: set[str] = set()
        if answer is None:
            updated.update(outputs)
            self._unknown.update(map(_clean, outputs))
        else:
            self._set_beside(answer.get("sideUpdate") or {})
            for id_, props in _updates(answer, call.callback).items():
                updated.update(f"{id_}.{prop}" for prop in props)
                self._set(_parsed(id_), props, call)
        self._done.setdefault(call.group, []).append((set(outputs), updated))

    def _payload(self, call: Call) -> dict[str, Any] | None:
        """Return what is sent for a call: nothing, if that is empty; ``None``, if it can't be known."""
        callback = call.callback
        inputs, state = call.inputs(self._places), call.state(self._places)
        if not callback.is_recordable or self._unknown.intersection(map(_clean, names_of([*inputs, *state]))):
            return None
        try:
            payload: dict[str, Any] = {
                "output": callback.output,
                "inputs": _values(callback.inputs, inputs),
                "changedPropIds": list(call.changed),
                "parsedChangedPropsIds": [_triggering(name) for name in call.changed],
            }
            outputs = [
                _one_or_all(dependency, [_named(each) for each in found])
                for dependency, found in zip(callback.outputs, call.outputs(self._places), strict=True)
            ]
            if callback.state:
                payload["state"] = _values(callback.state, state)
        except LookupError:
            # The front end sends nothing then, or reports an error.
            return {}
        if callback.output.startswith(".."):
            payload["outputs"] = outputs
        elif outputs:
            payload["outputs"] = outputs[0]
        return payload

    def _set(self, id_: Id, props: dict[str, Any], call: Call | None = None) -> None:
        """Set props of a component, and request what follows from that."""
        places = self._places
        requested = [each for prop in props for each in self._calls_by_input(id_, prop, places)]
        place = places.find(id_)
        if place is not None:
            old = {**place.component, "props": dict(place.component["props"])}
            place.component["props"].update(props)
            for prop, value in props.items():
                name = f"{stringify(id_)}.{prop}"
                (self._unknown.add if _is_patch(value) else self._unknown.discard)(name)
            for prop in children_props(place.component):
                requested += self._replace_children(prop, props, old, place.component, place.path)
        for each in requested:
            if call:
                each.predecessors = call.predecessors | {call.callback.number}
        self._requested += requested
        self._mount(self._take_new())

    def _replace_children(
        self, prop: str, props: dict[str, Any], old: Component, component: Component, place: Path
    ) -> list[Call]:
        """Look at the components that `prop` holds now, if it is among the `props` that were set."""
        names = prop.removesuffix("[]").split(".")
        if names[0] not in props:
            return []
        path: Path = (*place, "props", *(name.removesuffix("[]").removesuffix("{}") for name in names))
        found = list(components_of(component, place, prop))
        if "[]" in prop or "{}" in prop:
            self._places = self._places.replaced(path[: len(place) + 2], found)
            return []
        value: Any = props
        for name in names:
            value = value.get(name) if isinstance(value, dict) else None
        if not value:
            return []
        places = self._places
        self._places = places.replaced(path, found)
        self._new += found
        gone = [child for _, child in components_of(old, place, prop)]
        return self._layout_calls(found, path) + self._calls_for_gone(gone, places)

    def _take_new(self) -> list[tuple[Path, Component]]:
        new, self._new = self._new, []
        return new

    def _mount(self, found: Iterable[tuple[Path, Component]]) -> None:
        for _, component in found:
            props = props_once_mounted(component, self._address)
            id_ = component.get("props", {}).get("id")
            if props and id_:
                self._set(id_, props)

    def _set_beside(self, updates: dict[str, Any]) -> None:
        """Set what an answer, or a request while it runs, sets besides the outputs."""
        for name, value in updates.items():
            if name.endswith("}") or "." not in name:
                self._set(_parsed(name), value)
            else:
                id_, prop = name.rsplit(".", 1)
                self._set(_parsed(id_), {prop: value})

    def _layout_calls(self, found: Iterable[tuple[Path, Component]], chunk: Path | None = None) -> list[Call]:
        """Return the calls for components that are new.

        :param chunk: Where they lie, if they aren't all that there are.
        """
        calls: dict[object, Call] = {}

        def add(call: Call) -> None:
            known = calls.setdefault(call.key, call)
            known.changed.update(call.changed)
            known.is_initial |= call.is_initial

        for _, component in found:
            id_ = (component.get("props") or {}).get("id")
            if not id_:
                continue
            for callback in self._callbacks:
                for output in callback.outputs:
                    if output.match(id_) and not callback.prevent_initial_call:
                        call = callback.call_for(output, id_)
                        call.is_initial = True
                        add(call)
            if chunk is None:
                continue
            for callback in self._callbacks:
                for dependency in callback.inputs:
                    if not dependency.match(id_):
                        continue
                    for call in self._calls_by_input(id_, dependency.prop, self._places, callback):
                        outputs = [each for some in call.outputs(self._places) for each in some]
                        if not all(each.place.is_below(chunk) for each in outputs):
                            add(call)
        kept = self._without_excluded(list(calls.values()))
        group = object()
        for call in kept:
            call.group = group
        return kept

    def _without_excluded(self, calls: list[Call]) -> list[Call]:
        """Return the calls but those for which all inputs are missing, or come from such calls alone."""
        exclusions: set[str] = set()
        while True:
            included: list[Call] = []
            excluded: list[Call] = []
            for call in calls:
                needed = set(names_of(call.inputs(self._places))) - exclusions
                is_free = all(dependency.is_multiple for dependency in call.callback.inputs)
                (included if needed or is_free else excluded).append(call)
            if not excluded:
                return included
            calls = included
            for call in excluded:
                exclusions.update(names_of(call.outputs(self._places)))

    def _calls_without_outputs_or_inputs(self) -> list[Call]:
        calls = []
        for callback in self._callbacks:
            if callback.prevent_initial_call or (callback.outputs and callback.inputs):
                continue
            call = Call(callback, None, ())
            call.is_initial = True
            if not callback.inputs:
                is_there = not callback.outputs or any(call.outputs(self._places))
            else:
                is_there = any(call.inputs(self._places))
            if is_there:
                calls.append(call)
        return calls

    def _calls_by_input(self, id_: Id, prop: str, places: Places, only: Callback | None = None) -> list[Call]:
        """Return the calls that a change of a property leads to."""
        calls = []
        name = f"{stringify(id_)}.{prop}"
        for callback in [only] if only else self._callbacks:
            for dependency in callback.inputs:
                if dependency.prop != prop or not dependency.match(id_):
                    continue
                for call in callback.calls(places, dependency, id_):
                    call.changed[name] = None
                    calls.append(call)
        return calls

    def _calls_for_gone(self, gone: Iterable[Component], before: Places) -> list[Call]:
        """Return the calls for which some of any number of inputs are gone."""
        calls: dict[object, Call] = {}
        for component in gone:
            id_ = (component.get("props") or {}).get("id")
            if not isinstance(id_, dict):
                continue
            for callback in self._callbacks:
                for dependency in callback.inputs:
                    if not dependency.is_multiple or not dependency.match(id_):
                        continue
                    for call in callback.calls(before, dependency, id_):
                        if any(call.outputs(self._places)):
                            call.is_initial = True
                            calls.setdefault(call.key, call)
        group = object()
        for call in calls.values():
            call.group = group
        return list(calls.values())

    def _take_ready(self) -> list[Call]:
        """Take those that wait for no other one out of what is requested."""
        self._requested = [
            call
            for call in self._merged()
            if call.callback.number not in call.predecessors and self._is_there(call)
        ]
        pending = set().union(*(self._subsequent(call) for call in self._requested))
        ready = []
        for call in self._requested:
            inputs, outputs = names_of(call.inputs(self._places)), names_of(call.outputs(self._places))
            if not (set(inputs) - set(outputs)) & pending:
                ready.append(call)
        # Those that wait for each other: the first one begins.
        ready = ready or self._requested[:1]
        taken = {call.key for call in ready}
        self._requested = [call for call in self._requested if call.key not in taken]
        kept = [call for call in ready if not self._is_needless(call)]
        return kept or (self._take_ready() if ready else [])

    def _merged(self) -> list[Call]:
        """Return one call of each that is requested: those that something has led to before initial ones."""
        groups: dict[object, list[Call]] = {}
        for call in self._requested:
            groups.setdefault(call.key, []).append(call)
        merged = []
        for calls in groups.values():
            initial = next((call for call in calls if call.is_initial), None)
            others = [call for call in calls if call is not initial] or calls
            last = others[-1]
            for call in others[:-1]:
                last.changed = {**call.changed, **last.changed}
                last.group = last.group or call.group
            merged.append(last)
        return merged

    def _is_there(self, call: Call) -> bool:
        """Whether any of its outputs is there; one that has none is always called."""
        found = call.outputs(self._places)
        if not any(found):
            return not call.callback.outputs
        if any(len(some) != 1 for some in found):
            names = [name for name in call.changed if self._places.find(_parsed(name.rsplit(".", 1)[0]))]
            call.changed = dict.fromkeys(names)
        return True

    def _subsequent(self, call: Call) -> set[str]:
        """Return all that a call may set, by itself or by the calls that this leads to."""
        touched: set[str] = set()
        waiting = [call]
        while waiting:
            new = [
                each
                for call in waiting
                for some in call.outputs(self._places)
                for each in some
                if each.name not in touched
            ]
            touched.update(each.name for each in new)
            waiting = [
                following
                for each in new
                for following in self._calls_by_input(each.place.id, each.prop, self._places)
            ]
        return touched

    def _is_needless(self, call: Call) -> bool:
        """Whether those that it has waited for have set none of its inputs."""
        done = self._done.get(call.group, []) if call.group else []
        if not done or all(dependency.is_multiple for dependency in call.callback.inputs):
            return False
        inputs = set(names_of(call.inputs(self._places)))
        possible = set().union(*(could for could, _ in done))
        updated = set().union(*(has for _, has in done))
        return not inputs & updated and inputs <= possible


def _values(dependencies: list[Dependency], found: list[list[Found]]) -> list[Any]:
    """Return inputs or states with their values.

    :raises LookupError: When one is missing.
    """
    values = []
    for dependency, some in zip(dependencies, found, strict=True):
        if not some and dependency.allow_optional and not dependency.is_multiple:
            named = {"id": dependency.written_id, "property": dependency.prop}
            values.append({**named, "allow_optional": True, "value": None})
        else:
            values.append(_one_or_all(dependency, [_named(each) | _value(each) for each in some]))
    return values


def _one_or_all(dependency: Dependency, found: list[dict[str, Any]]) -> Any:
    if dependency.is_multiple:
        return found
    if len(found) != 1:
        raise LookupError
    return found[0]


def _named(found: Found) -> dict[str, Any]:
    return {"id": found.place.id, "property": found.prop}


def _value(found: Found) -> dict[str, Any]:
    props = found.place.component["props"]
    return {"value": props[found.prop]} if found.prop in props else {}


def _triggering(name: str) -> Any:
    return json.loads(name[: name.rindex("}") + 1]) if name.startswith("{") else name


def _updates(answer: dict[str, Any], callback: Callback) -> dict[str, dict[str, Any]]:
    """Return what an answer sets, by the text of an id and the name of a prop."""
    response: dict[str, dict[str, Any]] = answer.get("response") or {}
    if answer.get("multi") or not response:
        return response
    return {callback.output.rsplit(".", 1)[0]: response["props"]}


def _parsed(id_: str) -> Id:
    return json.loads(id_) if id_.startswith("{") else id_


def _clean(name: str) -> str:
    """Return the name of a property without what tells several outputs of it from each other."""
    id_, prop = name.rsplit(".", 1)
    return f"{id_}.{prop.partition('@')[0]}"


def _is_patch(value: object) -> bool:
    """Whether a value only says what changes in the present one, which the front end then works out."""
    return isinstance(value, dict) and "__dash_patch_update" in value
