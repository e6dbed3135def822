"""Plain data is copied and looked through faster, and with the same result."""

import copy
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import ExitStack
from importlib import import_module
from typing import Any

import pytest

from webdash.kernel import plain_data
from webdash.kernel.import_hook import ImportHook

basedatatypes: Any = import_module("plotly.basedatatypes")
basevalidators: Any = import_module("_plotly_utils.basevalidators")
utils: Any = import_module("_plotly_utils.utils")


class Wanderer:
    """Knows what it was copied with."""

    def __init__(self) -> None:
        self.memo: Any = None

    def __deepcopy__(self, memo: Any) -> "Wanderer":
        other = Wanderer()
        other.memo = memo
        return other


class Array:
    """What NumPy's arrays look like to Plotly, without NumPy."""

    def __array__(self) -> None:
        raise AssertionError("Nothing here reads it.")


@pytest.fixture
def _adapted() -> Iterator[None]:
    with ExitStack() as undo:
        plain_data.install(ImportHook(), undo)
        yield


@pytest.mark.usefixtures("_adapted")
def test_copies_are_deep_and_equal() -> None:
    nan = float("nan")
    data: Any = {
        "x": [1, 2.5, "a", None, nan],
        ("a", 1): [{"b": [1]}, (1, [2])],
        "own": OrderedDict(a=[1]),
        "set": {1, 2},
    }
    result = copy.deepcopy(data)
    assert result == data
    assert type(result["own"]) is OrderedDict
    result["x"].append(1)
    result["a", 1][0]["b"].append(2)
    result["a", 1][1][1].append(3)
    result["own"]["a"].append(4)
    assert data["x"][4] is nan
    assert len(data["x"]) == 5
    assert data["a", 1] == [{"b": [1]}, (1, [2])]
    assert data["own"] == {"a": [1]}


@pytest.mark.usefixtures("_adapted")
@pytest.mark.parametrize("shared", [[1, 2], {"a": 1}, [[1]], {"a": []}])
def test_what_is_shared_is_shared_in_the_copy(shared: Any) -> None:
    first, second, inner = copy.deepcopy([shared, shared, {"inner": shared}])
    assert first is second is inner["inner"]
    assert first is not shared


@pytest.mark.usefixtures("_adapted")
def test_what_holds_itself_holds_itself_in_the_copy() -> None:
    data: list[Any] = [1]
    data.append({"data": data})
    result = copy.deepcopy(data)
    assert result is not data
    assert result[1]["data"] is result


@pytest.mark.usefixtures("_adapted")
def test_objects_copy_themselves() -> None:
    wanderer = Wanderer()
    memo: dict[int, Any] = {}
    result = copy.deepcopy([wanderer, wanderer], memo)
    assert result[0] is result[1] is not wanderer
    assert result[0].memo is memo


@pytest.mark.parametrize("value", [[], [1, 2.5], ["a", None], [[1], [True]], [(1, 2)], (1, 2), 1, "text"])
def test_plotly_gets_what_it_got(value: Any) -> None:
    before = basevalidators.to_scalar_or_list(value)
    with ExitStack() as undo:
        plain_data.install(ImportHook(), undo)
        after = basevalidators.to_scalar_or_list(value)
    assert after == before
    assert type(after) is type(before)
    assert (after is value) == (before is value)


@pytest.mark.parametrize("module", [utils, basedatatypes])
def test_arrays_are_found_among_plain_data(monkeypatch: pytest.MonkeyPatch, module: Any) -> None:
    monkeypatch.setattr(utils, "is_homogeneous_array", lambda value: isinstance(value, Array))
    monkeypatch.setattr(utils, "to_typed_array_spec", lambda _: "converted")
    figure = {"data": [{"x": Array(), "y": [1, 2], "deep": [[{"z": Array()}]]}], "layout": {"range": [0, 1]}}
    with ExitStack() as undo:
        plain_data.install(ImportHook(), undo)
        module.convert_to_base64(figure)
    data = {"x": "converted", "y": [1, 2], "deep": [[{"z": "converted"}]]}
    assert figure == {"data": [data], "layout": {"range": [0, 1]}}


def test_everything_is_put_back() -> None:
    names = ((basevalidators, "to_scalar_or_list"), (utils, "convert_to_base64"))
    before = [getattr(module, name) for module, name in names]
    copiers = dict(vars(copy)["_deepcopy_dispatch"])
    with ExitStack() as undo:
        plain_data.install(ImportHook(), undo)
        assert [getattr(module, name) for module, name in names] != before
        assert vars(copy)["_deepcopy_dispatch"] != copiers
    assert [getattr(module, name) for module, name in names] == before
    assert vars(copy)["_deepcopy_dispatch"] == copiers
