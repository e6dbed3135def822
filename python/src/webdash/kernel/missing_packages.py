"""Says what to write where an app needs a package that isn't there."""

import importlib.util
import re
import sys
from typing import Any

import flask

from ..packages import failures
from .errors import KernelError
from .processes import INSTEAD

# Of pandas, and of others that took it over.
_OPTIONAL = re.compile(r"Missing optional dependency '([\w.-]+)'")

_PLACES = " in the attribute requirements of <web-dash>, or in a requirements.txt among the app's files"


def missing_package(error: BaseException) -> str | None:
    """Return the name of the package, or of its module, for lack of which an import failed."""
    if not isinstance(error, ImportError):
        return None
    if isinstance(error, ModuleNotFoundError) and error.name:
        package = error.name.partition(".")[0]
        if package not in sys.modules and importlib.util.find_spec(package) is None:
            return package
        return None
    if named := _OPTIONAL.search(str(error)):
        return named[1]
    # Packages tell of what they lack in words of their own: plotly.data of pandas.
    cause = error.__cause__ or error.__context__
    return missing_package(cause) if cause else None


def unsought_module(error: BaseException) -> str | None:
    """Return the module whose lack led to an exception of another kind, for which no package was sought."""
    cause = error.__cause__ or error.__context__
    module = missing_package(cause) if cause else None
    return module if module and module not in sys.stdlib_module_names and not failures.of(module) else None


def explained(package: str, detail: str | None = None) -> KernelError:
    """Return the error that says why there is no such package, and what the author should do."""
    if package == "_multiprocessing":
        return KernelError("python-exception", f"multiprocessing: {INSTEAD}.", detail)
    if package in sys.stdlib_module_names:
        message = f"The module {package} of Python's standard library can't be had in a browser."
        return KernelError("python-exception", message, detail)
    failure = failures.of(package)
    if failure is not None and failure.code != "package-not-found":
        message = f"{package} could not be installed. {failure.message}"
        if failure.code == "package-unavailable":
            message += f" If another package brings the module {package}, name that one{_PLACES}."
        return KernelError(failure.code, message, detail)
    message = f"There is no package {package}."
    if failure is not None:
        message += f" {failure.message}"
    message += f" Name the one that brings it{_PLACES}."
    if others := [name for name in failures.names() if failures.of(name) is not failure]:
        message += f" What could not be installed may bring it, too: {', '.join(others)}."
    return KernelError("package-missing", message, detail, package if failure is None else None)


def advise_in_requests() -> None:
    """Have exceptions that an app's requests end with say what to do, where a package is missing."""
    # Sent before Flask logs the exception; the signals are the app's own.
    flask.got_request_exception.connect(_add_advice, weak=False)


def _add_advice(_sender: object, exception: BaseException, **_: Any) -> None:
    package = missing_package(exception)
    if package is not None:
        exception.add_note(explained(package).message)
