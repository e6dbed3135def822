"""Runs an author's file as ``__main__``, as ``python app.py`` would."""

import sys
import traceback
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from types import ModuleType, TracebackType

from .discovery import find_application
from .errors import KernelError
from .missing_packages import explained, missing_package, unsought_module
from .serving import Launch, Reloader, Serving, launch

_OUR_FOLDER = str(Path(__file__).parents[1])


def run(path: Path, code: str) -> Launch:
    """Run `code`, the content of the file `path`, and return what it serves.

    :raises KernelError: When the code is not valid, raises, or has no app to serve.
    """
    module = ModuleType("__main__")
    module.__file__ = str(path)
    module.__builtins__ = __builtins__  # type: ignore[attr-defined]
    sys.modules["__main__"] = module
    running = Launch()
    token = launch.set(running)
    try:
        exec(compile(code, str(path), "exec", dont_inherit=True), module.__dict__)
    except Serving:
        pass
    except SystemExit as exit_:
        if exit_.code not in (None, 0):
            raise _explained(exit_, path.parent) from exit_
    except BaseException as error:
        raise _explained(error, path.parent) from error
    finally:
        launch.reset(token)
    if running.application is None:
        running.application = find_application(module.__dict__)
        # Who else would serve it leaves that to us, with all that its dev tools ask for.
        running.reloader = Reloader()
    return running


def _explained(error: BaseException, folder: Path) -> KernelError:
    """Say what an exception of the author's code means."""
    _drop_own_frames(error)
    detail = "".join(traceback.format_exception(error)).replace(f"{folder}/", "")
    summary = _summary(error)
    if isinstance(error, SyntaxError) and (error.filename or "").startswith(str(folder)):
        file = Path(error.filename or "").relative_to(folder)
        return KernelError("python-syntax", f"{file}, line {error.lineno}: {error.msg}", detail)
    package = missing_package(error)
    if package is not None:
        return explained(package, detail)
    return KernelError("python-exception", summary, detail, unsought_module(error))


def _summary(error: BaseException) -> str:
    """Return the line that ends a traceback, without the notes that may follow it."""
    described = traceback.TracebackException.from_exception(error)
    described.__notes__ = None
    return list(described.format_exception_only())[-1].strip()


def _drop_own_frames(error: BaseException) -> None:
    """Take this package's frames out of a traceback: those that ran the file, and those among its imports."""
    kept = [trace for trace in _frames(error) if not _is_own(trace)]
    for trace, following in zip_longest(kept, kept[1:]):
        trace.tb_next = following
    error.__traceback__ = kept[0] if kept else None


def _frames(error: BaseException) -> Iterator[TracebackType]:
    trace = error.__traceback__
    while trace is not None:
        yield trace
        trace = trace.tb_next


def _is_own(trace: TracebackType) -> bool:
    return trace.tb_frame.f_code.co_filename.startswith(_OUR_FOLDER)
