"""The packages of a Pyodide distribution or of an app's lock: a file of the form of ``pyodide-lock.json``."""

import json
from dataclasses import dataclass, field
from typing import Any

from packaging.utils import canonicalize_name


@dataclass(frozen=True)
class LockedPackage:
    """A package of a lock."""

    name: str
    """Normalized."""
    version: str
    file_name: str
    """Its address; relative to the lock's, or to the folder of a distribution."""
    sha256: str | None
    depends: list[str]
    install_dir: str
    """``site``, or ``dynlib`` for a library that compiled modules are linked to."""


@dataclass
class Lock:
    """A lock, by the normalized names of its packages, and by the names of modules that they bring."""

    info: dict[str, Any] = field(default_factory=dict)
    packages: dict[str, LockedPackage] = field(default_factory=dict)
    modules: dict[str, str] = field(default_factory=dict)

    def provider(self, module: str) -> str | None:
        """Return the name of the package that brings a module, by its full name."""
        parts = module.split(".")
        for length in range(len(parts), 0, -1):
            name = self.modules.get(".".join(parts[:length]))
            if name is not None:
                return name
        return None


def read_lock(text: str) -> Lock:
    """Read a lock.

    :raises ValueError: When it isn't one.
    """
    content = json.loads(text)
    if not isinstance(content, dict) or not isinstance(content.get("packages"), dict):
        raise ValueError("it names no packages")
    lock = Lock(content.get("info") or {})
    for key, entry in content["packages"].items():
        try:
            package = _package(key, entry)
            imports = entry.get("imports") or []
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"its entry of {key} is not complete") from error
        # Those with tests are not what an import asks for.
        if package.name.endswith("-tests"):
            continue
        lock.packages[package.name] = package
        for module in imports:
            lock.modules.setdefault(module, package.name)
    return lock


def _package(key: str, entry: dict[str, Any]) -> LockedPackage:
    return LockedPackage(
        name=canonicalize_name(entry.get("name", key)),
        version=entry["version"],
        file_name=entry["file_name"],
        sha256=entry.get("sha256") or None,
        depends=[canonicalize_name(name) for name in entry.get("depends", [])],
        install_dir=entry.get("install_dir", "site"),
    )
