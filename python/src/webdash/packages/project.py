"""An app, as far as its packages are concerned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from .imports import Import, imports


@dataclass(frozen=True)
class Text:
    """A text of requirements that stands outside of the app's files."""

    text: str
    base: str
    """What relative addresses in it begin at."""


@dataclass(frozen=True)
class Project:
    """The files and requirements of an app."""

    name: str
    """Tells it from the other apps of the kernel."""
    code: str
    filename: str
    files: Mapping[str, str] = field(default_factory=dict)
    """Texts of its files by path: Python and what may name requirements."""
    paths: frozenset[str] = frozenset()
    """Of all its files."""
    requirements: Sequence[Text] = ()

    @classmethod
    def of(cls, request: Mapping[str, Any]) -> "Project":
        """Return what a ``PlanRequest`` of ``src/kernel/packages/planner.ts`` describes."""
        return cls(
            name=request["app"],
            code=request["code"],
            filename=request["filename"],
            files=request["files"],
            paths=frozenset(request["paths"]),
            requirements=[Text(**text) for text in request["requirements"]],
        )

    def modules(self) -> set[str]:
        """Return the names of the top-level modules that the app brings itself.

        They are beside its main file, or at the top of its folder, which apps add to ``sys.path``.
        """
        folder = self.filename.rpartition("/")[0]
        return {
            path.removeprefix(beside).partition("/")[0].removesuffix(".py")
            for path in {*self.paths, *self.files, self.filename}
            for beside in ("", f"{folder}/")
        }

    def parts(self) -> set[str]:
        """Return the names of modules in any folder of it, which the app may put on ``sys.path``."""
        sources = (path.removesuffix(".py") for path in self._paths() if path.endswith(".py"))
        return {part for path in sources for part in path.split("/")}

    def imports(self) -> set[Import]:
        """Return all that its Python imports."""
        sources = [text for path, text in self.files.items() if path.endswith(".py")]
        return {found for source in (self.code, *sources) for found in imports(source)}

    def says_anything(self) -> bool:
        """Whether there is more to look at than the imports."""
        return bool(
            self.requirements
            or "# /// script" in self.code
            or {"requirements.txt", "pyproject.toml"} & self.files.keys()
        )

    def address(self, path: str) -> str:
        """Return the address of one of its files."""
        return f"app:{quote(self.name, safe='')}/{quote(path)}"

    def _paths(self) -> set[str]:
        return {*self.paths, *self.files, self.filename}
