"""Reads the inline metadata of a script (:pep:`723`)."""

import re
import tomllib
from dataclasses import dataclass

from ..kernel.errors import KernelError

# As the specification gives it.
_BLOCK = re.compile(r"(?m)^# /// (?P<type>[a-zA-Z0-9-]+)$\s(?P<content>(^#(| .*)$\s)+)^# ///$")


@dataclass(frozen=True)
class Metadata:
    """What a script or a project says of itself."""

    dependencies: list[str]
    requires_python: str | None


def read(code: str, filename: str) -> Metadata | None:
    """Return the metadata in a script; ``None``, where there is none.

    :raises KernelError: ``requirements-invalid``, when it can't be understood.
    """
    blocks = [match for match in _BLOCK.finditer(code) if match["type"] == "script"]
    if not blocks:
        return None
    if len(blocks) > 1:
        raise KernelError("requirements-invalid", f"{filename} has more than one block of script metadata.")
    lines = blocks[0]["content"].splitlines(keepends=True)
    text = "".join(line[2:] if line.startswith("# ") else line[1:] for line in lines)
    return from_table(load_toml(text, filename), filename)


def load_toml(text: str, origin: str) -> dict[str, object]:
    """Parse TOML.

    :raises KernelError: ``requirements-invalid``.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KernelError(
            "requirements-invalid", f"The metadata in {origin} is not TOML: {error}."
        ) from error


def from_table(table: dict[str, object], origin: str) -> Metadata:
    """Read a table with ``dependencies`` and ``requires-python``.

    :raises KernelError: ``requirements-invalid``, when these are of other types.
    """
    dependencies = table.get("dependencies", [])
    requires_python = table.get("requires-python")
    if not isinstance(dependencies, list) or not all(isinstance(item, str) for item in dependencies):
        raise KernelError("requirements-invalid", f"The dependencies in {origin} must be a list of strings.")
    if not isinstance(requires_python, str | None):
        raise KernelError("requirements-invalid", f"requires-python in {origin} must be a string.")
    return Metadata(dependencies, requires_python)
