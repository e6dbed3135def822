"""Says what to write where an app needs a package that isn't there."""

import importlib.util
import re
import sys
from typing import Any

import flask

# Of pandas, and of others that took it over.
_OPTIONAL = re.compile(r"Missing optional dependency '([\w.-]+)'")


def missing_package(error: BaseException) -> str | None:
    """Return the name of the package, or of its module, for lack of which an import failed."""
    if isinstance(error, ModuleNotFoundError) and error.name:
        package = error.name.partition(".")[0]
        if package not in sys.modules and importlib.util.find_spec(package) is None:
            return package
        return None
    named = _OPTIONAL.search(str(error)) if isinstance(error, ImportError) else None
    return named[1] if named else None


def advice(package: str) -> str:
    """Return what the author should do, in a sentence or two."""
    if package in sys.stdlib_module_names:
        return f"The module {package} of Python's standard library can't be had in a browser."
    return (
        f"There is no package {package}. Name it in the attribute requirements of <web-dash>, or in a "
        f"requirements.txt among the app's files: {package}"
    )


def advise_in_requests() -> None:
    """Have exceptions that an app's requests end with say what to do, where a package is missing."""
    # Sent before Flask logs the exception; the signals are the app's own.
    flask.got_request_exception.connect(_add_advice, weak=False)


def _add_advice(_sender: object, exception: BaseException, **_: Any) -> None:
    package = missing_package(exception)
    if package is not None:
        exception.add_note(advice(package))
