"""Says what a page's Python can't do: start other processes, ask at a terminal, and open a browser."""

import builtins
import errno
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from types import ModuleType
from typing import Any, NoReturn

from webdash.replacing import replace

from .import_hook import ImportHook

INSTEAD = (
    "a browser can't start processes. Call Python functions instead; for work beside other work use"
    " threading or concurrent.futures.ThreadPoolExecutor"
)

_NAMES = {
    "os": ("system", "fork", "forkpty", "posix_spawn", "posix_spawnp", "execv", "execve"),
    "asyncio": ("create_subprocess_exec", "create_subprocess_shell"),
    "subprocess": ("Popen.__init__",),
    "multiprocessing": ("Pool",),
    "multiprocessing.process": ("BaseProcess.start",),
}


def install(hook: ImportHook, undo: ExitStack) -> None:
    """Have what starts processes, and what asks, fail by a sentence, now or when it is imported.

    Packages that can do without (joblib, and with it scikit-learn) look for parts of ``multiprocessing``
    that a browser's Python lacks, and compute one thing after the other.

    :param undo: Puts everything back when it is closed.
    """
    for module, names in _NAMES.items():
        hook.watch(module, partial(_replace, names, undo))
    hook.watch("concurrent.futures", partial(_replace_pool, undo))
    replace(builtins, "input", _asking("input"), undo)
    hook.watch("getpass", lambda module: replace(module, "getpass", _asking("getpass.getpass"), undo))
    hook.watch("webbrowser", partial(_replace_browser, undo))


def _replace(names: tuple[str, ...], undo: ExitStack, module: ModuleType) -> None:
    for path in names:
        parent, _, name = path.rpartition(".")
        owner: Any = getattr(module, parent) if parent else module
        if hasattr(owner, name):
            replace(owner, name, _refusing(f"{module.__name__}.{parent or name}"), undo)


def _replace_pool(undo: ExitStack, module: ModuleType) -> None:
    """Give a module a pool that can be imported: its own can't, without ``_multiprocessing``."""
    name = "ProcessPoolExecutor"
    pool = type(name, (vars(module)["Executor"],), {"__init__": _refusing(f"{module.__name__}.{name}")})
    if name in vars(module):
        replace(module, name, pool, undo)
    else:
        # Made by the module when it is asked for.
        undo.callback(delattr, module, name)
        setattr(module, name, pool)


def _replace_browser(undo: ExitStack, module: ModuleType) -> None:
    """Have a module say, as on any machine that has none, that it has opened no browser."""
    for name in ("open", "open_new", "open_new_tab"):
        replace(module, name, lambda *_args, **_options: False, undo)


def _asking(name: str) -> Callable[..., NoReturn]:
    def refuse(prompt: object = "", *_args: Any, **_options: Any) -> NoReturn:
        raise EOFError(
            f"{name}({prompt!r}): a browser's Python has no terminal. Ask by a component of the app,"
            " such as dcc.Input"
        )

    return refuse


def _refusing(name: str) -> Callable[..., NoReturn]:
    def refuse(*args: Any, **_options: Any) -> NoReturn:
        program = next((arg for arg in args if isinstance(arg, (str, bytes, list, tuple))), None)
        asked = f"{name}({program!r})" if program else name
        raise OSError(errno.ENOTSUP, f"{asked}: {INSTEAD}")

    return refuse
