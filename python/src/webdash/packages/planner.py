"""Plans which files to install for an app."""

import importlib.metadata
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import unquote, urljoin

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from ..kernel.errors import KernelError
from . import failures
from .collection import collect
from .distribution import Lock, read_lock
from .index import IndexFile
from .modules import missing_modules
from .project import Project, Text
from .requirements import Requirements, Wanted
from .resolution import Candidate, Document, Installed, Lack, World, resolve

PYPI = "https://pypi.org/simple/"

LOCK_KEY = "web-dash"
"""Of a lock that was written for one app: what that app requires."""


@dataclass(frozen=True)
class Item:
    """A file to install."""

    name: str
    version: str
    source: str
    """``distribution``, ``index``, ``address`` or ``lock``."""
    url: str
    """Absolute; of a distribution's package its file name."""
    sha256: Sequence[str]
    """In hexadecimal, any of which will do; any file will, where there are none."""
    depends: Sequence[str]
    optional: bool
    """The app can start without it."""
    library: bool = False
    """It is no package, but a library that compiled modules are linked to."""


@dataclass
class Plan:
    """What to install, or what is lacking to know it."""

    lacks: list[Lack] = field(default_factory=list)
    install: list[Item] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    """Those of `install` that take the place of another version."""
    required: list[str] = field(default_factory=list)
    """The packages that the app itself asks for, those that are installed included."""
    notes: list[str] = field(default_factory=list)
    again: bool = False
    """To be made again once all is installed: only then it is known which modules that has brought."""


@dataclass
class Planner:
    """Plans for the apps of one kernel.

    :param path: Where packages and the standard library are.
    :param abi: Version of the binary interface of compiled packages: ``2024_0``.
    :param index_url: Of the default index.
    """

    path: Sequence[str]
    abi: str
    index_url: str = PYPI
    documents: dict[str, Document] = field(default_factory=dict)
    distribution: Lock | None = None
    pages: dict[str, list[IndexFile]] = field(default_factory=dict)
    replaced: set[str] = field(default_factory=set)
    """What the first app has asked for in the place of the runtime's own: no other app gets it unasked."""

    def begin(self) -> None:
        """Forget what could not be had, so that it is asked for again."""
        for url in [url for url, document in self.documents.items() if document.text is None]:
            del self.documents[url]
        failures.forget()

    def renew(self) -> bool:
        """Forget what indexes said, which may be of yesterday.

        :returns: Whether they said anything.
        """
        has_pages = bool(self.pages)
        for url in self.pages:
            self.documents.pop(url, None)
        self.pages.clear()
        return has_pages

    def supply(self, lack: Lack, document: Document) -> None:
        """Take what was lacking.

        :raises KernelError: ``runtime-corrupt``, when Pyodide's lock is none.
        """
        if lack.kind != "distribution":
            self.documents[lack.url] = document
            return
        try:
            self.distribution = read_lock(document.text) if document.text is not None else Lock()
        except ValueError as error:
            raise KernelError("runtime-corrupt", f"pyodide-lock.json is damaged: {error}.") from error

    def plan(self, project: Project, lock: Text | None, *, replaceable: bool) -> Plan:
        """Plan for an app.

        :param replaceable: Nothing that is installed is in use yet.
        :raises KernelError: When what is required can't be had. What is found among imports only is left
            out instead.
        """
        plan = Plan()
        said = collect(project, lambda address: self._text(address, project, plan))
        plan.notes += said.notes
        if plan.lacks:
            return plan
        if lock is not None:
            world, wanted = self._locked(lock, said)
        else:
            world, wanted = self._open(said), said.wanted
        named = {w.requirement.name for w in wanted}
        if not replaceable and (unnamed := sorted(self.replaced - named)):
            message = f"Another app has its own {', '.join(unnamed)} here, which this app doesn't ask for."
            raise KernelError("package-conflict", message)
        world = replace(world, installed=_installed(self.path), replaceable=replaceable)
        if replaceable and (wanted or lock):
            # The kernel itself needs Dash, whichever.
            wanted = [*wanted, Wanted(Requirement("dash"), "the runtime")]
        chosen = self._resolve(wanted, world, plan)
        if plan.lacks:
            return plan
        plan.required = [wanted.requirement.name for wanted in said.wanted]
        required = {candidate.name for candidate in chosen}
        chosen = self._with_imports(project, world, wanted, chosen, plan)
        chosen = self._without_absent(chosen, world, plan)
        base = lock.base if lock is not None else None
        for candidate in chosen:
            if candidate.source not in ("installed", None):
                item = _item(candidate, world, said, base, optional=candidate.name not in required)
                plan.install.append(item)
                if candidate.name in world.installed:
                    plan.replaced.append(candidate.name)
        if plan.replaced:
            self.replaced = named.intersection(plan.replaced) or named
        return plan

    def _resolve(self, wanted: Sequence[Wanted], world: World, plan: Plan) -> list[Candidate]:
        if not wanted:
            return []
        chosen, lacks = resolve(wanted, world)
        plan.lacks += lacks
        return chosen

    def _text(self, address: str, project: Project, plan: Plan) -> str | None:
        own = unquote(address.removeprefix(project.address("")))
        if own in project.files and project.address(own) == address:
            return project.files[own]
        document = self.documents.get(address)
        if document is None:
            plan.lacks.append(Lack(address, "text"))
            return None
        if document.text is None:
            raise KernelError("source-not-found", document.error, address)
        return document.text

    def _open(self, said: Requirements) -> World:
        indexes = [] if said.no_index else [said.index_url or self.index_url, *said.extra_index_urls]
        constraints: dict[str, SpecifierSet] = {}
        for wanted in said.constraints:
            name = wanted.requirement.name
            constraints[name] = constraints.get(name, SpecifierSet()) & wanted.requirement.specifier
        hashes: dict[str, frozenset[str]] = {}
        for wanted in [*said.wanted, *said.constraints]:
            if wanted.hashes:
                hashes[wanted.requirement.name] = (
                    hashes.get(wanted.requirement.name, frozenset()) | wanted.hashes
                )
        return World(
            installed={},
            replaceable=False,
            distribution=self.distribution,
            indexes=indexes,
            documents=self.documents,
            constraints=constraints,
            hashes=hashes,
            prereleases=said.prereleases,
            pages=self.pages,
        )

    def _locked(self, text: Text, said: Requirements) -> tuple[World, list[Wanted]]:
        """Return a world in which there is what a lock names only."""
        try:
            lock = read_lock(text.text)
        except ValueError as error:
            message = f"{text.base} is not a lock: {error}."
            raise KernelError("lock-invalid", message, text.base) from error
        abi = lock.info.get("abi_version")
        if abi != self.abi:
            message = (
                f"{text.base} was written for another Pyodide (ABI {abi}, Python {lock.info.get('python')}) "
                f"than this one (ABI {self.abi})."
            )
            raise KernelError("lock-invalid", message, text.base)
        requires = lock.info.get(LOCK_KEY)
        constraints = {}
        wanted = list(said.wanted)
        if isinstance(requires, dict):
            constraints = {p.name: SpecifierSet(f"=={p.version}") for p in lock.packages.values()}
            wanted += [Wanted(Requirement(name), text.base) for name in requires.get("requires", [])]
        world = World(
            installed={},
            replaceable=False,
            distribution=lock,
            indexes=[],
            documents=self.documents,
            constraints=constraints,
            is_locked=isinstance(requires, dict),
        )
        return world, wanted

    def _with_imports(
        self,
        project: Project,
        world: World,
        wanted: Sequence[Wanted],
        chosen: list[Candidate],
        plan: Plan,
    ) -> list[Candidate]:
        """Add what brings the modules that the app imports and nothing has, where that can be found."""
        for requirement, optional in self._missing(project, world, chosen, plan):
            try:
                more, lacks = resolve([*wanted, Wanted(requirement, "an import")], world)
            except KernelError as error:
                failures.add(requirement.name, error.code, error.message)
                if not optional:
                    plan.notes.append(
                        f"{requirement}, which the app imports, can't be installed: {error.message}"
                    )
                continue
            if lacks:
                plan.lacks += [replace(lack, optional=True) for lack in lacks if lack not in plan.lacks]
            else:
                wanted, chosen = [*wanted, Wanted(requirement, "an import")], more
        return chosen

    @staticmethod
    def _without_absent(chosen: list[Candidate], world: World, plan: Plan) -> list[Candidate]:
        """Leave out what no browser can run, with a note, and have its import tell why."""
        for name in [candidate.name for candidate in chosen if candidate.source == "absent"]:
            failures.add(name, "package-unavailable", world.absent[name])
            plan.notes.append(f"{name} is left out. {world.absent[name]}")
        return [candidate for candidate in chosen if candidate.source != "absent"]

    def _missing(
        self, project: Project, world: World, chosen: Sequence[Candidate], plan: Plan
    ) -> list[tuple[Requirement, bool]]:
        """Return what would bring the modules that are missing, and whether the code can do without."""
        coming = {candidate.name for candidate in chosen}
        brings_unknown = any(candidate.source in ("index", "address") for candidate in chosen)
        found: dict[str, bool] = {}
        own = project.parts()
        for module in missing_modules(project, self.path):
            name = canonicalize_name(module.top)
            if module.extra is not None:
                found.setdefault(f"{name}[{module.extra}]", module.optional)
                continue
            if world.distribution is None:
                lack = Lack("", "distribution", optional=True)
                if lack not in plan.lacks:
                    plan.lacks.append(lack)
                continue
            provider = world.distribution.provider(module.name)
            if provider is None and (module.top in sys.stdlib_module_names | own or module.optional):
                continue
            if provider is None and brings_unknown:
                plan.again = True
                continue
            failures.brings(provider or name, module.top)
            found.setdefault(provider or name, module.optional)
        return [(Requirement(text), optional) for text, optional in found.items() if text not in coming]


def _item(
    candidate: Candidate, world: World, said: Requirements, base: str | None, *, optional: bool
) -> Item:
    library = False
    depends: Iterable[str]
    source = str(candidate.source)
    url = candidate.url
    if source == "distribution":
        assert world.distribution is not None
        package = world.distribution.packages[candidate.name]
        depends = package.depends
        library = package.install_dir == "dynlib"
        if base is not None:
            source, url = "lock", urljoin(base, url)
    else:
        depends = [name for name in world.depends.get(candidate.name, ()) if name not in world.absent]
    sha256 = [candidate.sha256] if candidate.sha256 else sorted(_hashes_of(said, candidate))
    return Item(candidate.name, candidate.version, source, url, sha256, sorted(depends), optional, library)


def _hashes_of(said: Requirements, candidate: Candidate) -> frozenset[str]:
    return frozenset(
        digest for w in said.wanted if w.requirement.name == candidate.name for digest in w.hashes
    )


def _installed(path: Sequence[str]) -> Mapping[str, Installed]:
    found: dict[str, Installed] = {}
    for distribution in importlib.metadata.distributions(path=list(path)):
        name = canonicalize_name(distribution.name)
        requires = distribution.requires or ()
        found.setdefault(name, Installed(distribution.version, requires, _hash_of_origin(distribution)))
    return found


def _hash_of_origin(distribution: importlib.metadata.Distribution) -> str | None:
    """Return the SHA-256 of a wheel that came from an address of its own (:pep:`610`)."""
    text = distribution.read_text("direct_url.json")
    archive: dict[str, Any] = json.loads(text).get("archive_info", {}) if text else {}
    sha256: str | None = archive.get("hashes", {}).get("sha256")
    return sha256
