"""Has Plotly's encoder make JSON of a figure without a copy of it.

Nobody sees the copy that a figure gives to the encoder, and most of a figure is its template, which is plain
data. The text is the same.
"""

from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from importlib import import_module
from types import FunctionType, ModuleType
from typing import Any

from webdash.replacing import replace

from .import_hook import ImportHook
from .plain_data import is_plain


def install(hook: ImportHook, undo: ExitStack) -> None:
    """Adapt Plotly's figures when they are imported.

    :param undo: Puts everything back when it is closed.
    """
    hook.watch("plotly.basedatatypes", partial(_adapt, undo))


def _adapt(undo: ExitStack, module: ModuleType) -> None:
    PlotlyJSONEncoder: Any = import_module("_plotly_utils.utils").PlotlyJSONEncoder  # noqa: N806
    figure = module.BaseFigure
    to_json, to_dict = figure.to_plotly_json, figure.to_dict
    code = to_dict.__code__
    if to_json.__code__.co_names != ("to_dict",) or "deepcopy" not in code.co_names or code.co_freevars:
        return
    encode, default = PlotlyJSONEncoder.encode, PlotlyJSONEncoder.default
    encode_object = PlotlyJSONEncoder.encode_as_plotly

    def encode_as_plotly(value: Any) -> Any:
        if not isinstance(value, figure) or not _has(value, to_plotly_json=to_json, to_dict=to_dict):
            return encode_object(value)
        # Plotly's own code, with what it copies by in another place.
        names = to_dict.__globals__
        given = {**names, "deepcopy": partial(_copy_unless_plain, names["deepcopy"])}
        try:
            return FunctionType(code, given)(value)
        except AttributeError:
            return encode_object(value)

    def encode_without_copies(encoder: Any, value: Any) -> Any:
        # An encoder of the app's own may change what it gets, which must not be the figure.
        if type(encoder) is PlotlyJSONEncoder and _has(
            encoder, default=default, encode_as_plotly=encode_object
        ):
            encoder.encode_as_plotly = encode_as_plotly
        return encode(encoder, value)

    replace(PlotlyJSONEncoder, "encode", encode_without_copies, undo)


def _has(value: Any, **methods: Callable[..., Any]) -> bool:
    """Whether these are the methods of an object."""
    return all(
        name not in vars(value) and getattr(type(value), name) is method for name, method in methods.items()
    )


def _copy_unless_plain(deepcopy: Callable[[Any], Any], value: Any) -> Any:
    return value if is_plain(value) else deepcopy(value)
