"""Which versions of Dash a record fits."""

from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement

RUNTIME = ("4.4.1", "4.2.0")
"""Those that the element brings, that of its own Pyodide first."""


def warnings_for(folder: Path) -> Iterator[str]:
    """Yield what an author is to know of the Dash that the app was recorded with.

    :param folder: The app's, whose ``requirements.txt`` may ask for a version.
    """
    installed = version("dash")
    required = _required(folder / "requirements.txt")
    if required is not None:
        if not required.specifier.contains(installed, prereleases=True):
            yield f"The app requires {required}, but was recorded with Dash {installed}: install it first."
    elif installed not in RUNTIME:
        yield (
            f"The app was recorded with Dash {installed}, but <web-dash> runs it with Dash {RUNTIME[0]}: "
            f"install dash=={RUNTIME[0]}, or require dash=={installed} in its requirements.txt."
        )


def _required(path: Path) -> Requirement | None:
    if not path.is_file():
        return None
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            requirement = Requirement(line.partition("#")[0].strip())
        except InvalidRequirement:
            continue
        if requirement.name == "dash" and requirement.specifier:
            return requirement
    return None
