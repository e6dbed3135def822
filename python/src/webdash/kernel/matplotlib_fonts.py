"""Has Matplotlib read no more of its PostScript fonts than it needs.

When it is imported it makes a list of all fonts, which it keeps in a file. In a page the file system is
empty at each visit, so the list is made each time; that took two seconds and more, nine tenths of it for
the sizes of the characters of sixty fonts that only PDF and PostScript files use. The list is made from
the fonts' headers alone.
"""

from contextlib import ExitStack
from functools import partial
from io import BytesIO
from types import ModuleType
from typing import Any

from webdash.replacing import replace

from .import_hook import ImportHook

_PARSERS = ("_parse_header", "_parse_char_metrics", "_parse_optional")
_PARSED_LATER = ("_metrics", "_metrics_by_name", "_kern", "_composite")


def install(hook: ImportHook, undo: ExitStack) -> None:
    """Adapt Matplotlib when it is imported.

    :param undo: Puts everything back when it is closed.
    """
    hook.watch("matplotlib._afm", partial(_adapt, undo))


def _adapt(undo: ExitStack, module: Any) -> None:
    if not _is_known(module):
        return

    def read_header(font: Any, file: Any) -> None:
        font._header = module._parse_header(file)
        font._rest = file.read()

    def read_rest(font: Any, name: str) -> Any:
        if name not in _PARSED_LATER:
            raise AttributeError(f"{type(font).__name__!r} object has no attribute {name!r}")
        rest = BytesIO(font._rest)
        font._metrics, font._metrics_by_name = module._parse_char_metrics(rest)
        font._kern, font._composite = module._parse_optional(rest)
        return vars(font)[name]

    replace(module.AFM, "__init__", read_header, undo)
    module.AFM.__getattr__ = read_rest
    undo.callback(delattr, module.AFM, "__getattr__")


def _is_known(module: ModuleType) -> bool:
    """Tell whether this version of Matplotlib reads fonts as expected here."""
    return all(hasattr(module, name) for name in ("AFM", *_PARSERS))
