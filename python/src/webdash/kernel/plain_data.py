"""Has plain data, lists and dicts of numbers and texts, copied without a call for each of its items.

Figures are made of it, and of what Plotly does for one most is to look at each number in turn, and to copy
all of it, several times. Calls are what a Python in WebAssembly is slowest at. What comes out is the same.
"""

import copy
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from types import ModuleType
from typing import Any

from webdash.replacing import replace

from .import_hook import ImportHook

_PLAIN = frozenset({type(None), bool, int, float, complex, str, bytes})
"""Types whose values are their own copies, and nothing else: no subclasses, which NumPy's numbers are."""

_DEEPEST = 50
"""Levels of lists and dicts in plain data: deeper ones may have no end."""


def install(hook: ImportHook, undo: ExitStack) -> None:
    """Adapt :mod:`copy`, and Plotly when it is imported.

    :param undo: Puts everything back when it is closed.
    """
    dispatch: dict[type, Any] = getattr(copy, "_deepcopy_dispatch", {})
    for kind, copier in _COPIERS.items():
        if kind in dispatch:
            undo.callback(dispatch.__setitem__, kind, dispatch[kind])
            dispatch[kind] = copier
    hook.watch("_plotly_utils.basevalidators", partial(_adapt, "to_scalar_or_list", _to_scalar_or_list, undo))
    for module in ("_plotly_utils.utils", "plotly.basedatatypes"):
        hook.watch(module, partial(_adapt, "convert_to_base64", _convert_to_base64, undo))


def is_plain(value: Any, levels: int = _DEEPEST) -> bool:
    """Whether a value is plain, or lists and dicts of nothing else, at all levels."""
    kind = type(value)
    if kind is dict:
        value = value.values()
    elif kind is not list:
        return kind in _PLAIN
    for item in value:
        kind = type(item)
        if kind in _PLAIN:
            continue
        if kind not in _COPIERS or not levels or not is_plain(item, levels - 1):
            return False
    return True


def _adapt(name: str, function: Callable[..., Any], undo: ExitStack, module: ModuleType) -> None:
    original = getattr(module, name, None)
    if original is not None:
        replace(module, name, partial(function, original), undo)


def _copy_list(value: list[Any], memo: dict[int, Any]) -> list[Any]:
    result: list[Any] | None = memo.get(id(value))
    if result is None:
        result = memo[id(value)] = []
        for item in value:
            kind = type(item)
            result.append(item if kind in _PLAIN else _COPIERS.get(kind, copy.deepcopy)(item, memo))
    return result


def _copy_dict(value: dict[Any, Any], memo: dict[int, Any]) -> dict[Any, Any]:
    result: dict[Any, Any] | None = memo.get(id(value))
    if result is None:
        result = memo[id(value)] = {}
        for key, item in value.items():
            copied = key if type(key) in _PLAIN else copy.deepcopy(key, memo)
            kind = type(item)
            result[copied] = item if kind in _PLAIN else _COPIERS.get(kind, copy.deepcopy)(item, memo)
    return result


_COPIERS: dict[type, Callable[[Any, dict[int, Any]], Any]] = {list: _copy_list, dict: _copy_dict}


def _to_scalar_or_list(original: Callable[[Any], Any], value: Any) -> Any:
    if type(value) is list and _PLAIN.issuperset(map(type, value)):
        return value.copy()
    return original(value)


def _convert_to_base64(original: Callable[[Any], None], value: Any) -> None:
    # It converts the arrays in a list or a dict, in place.
    if not is_plain(value):
        original(value)
