"""Why packages that apps import could not be installed: told where the import fails."""

from dataclasses import dataclass

from .modules import normalized


@dataclass(frozen=True)
class Failure:
    """What stood in the way of a package."""

    code: str
    """One of those of ``src/errors.ts``."""
    message: str


_failures: dict[str, Failure] = {}
_packages: dict[str, str] = {}


def forget() -> None:
    """Forget all failures, before packages are looked for anew."""
    _failures.clear()


def brings(package: str, module: str) -> None:
    """Remember which package brings a module that has another name."""
    _packages[module] = package


def add(package: str, code: str, message: str) -> None:
    """Remember that a package could not be installed."""
    _failures[normalized(package)] = Failure(code, message)


def names() -> list[str]:
    """Return the names of the packages that could not be installed."""
    return sorted(_failures)


def of(module: str) -> Failure | None:
    """Return why there is no module of this name, where that is known."""
    return _failures.get(normalized(_packages.get(module, module)))
