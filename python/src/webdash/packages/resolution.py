"""Chooses a version of each package, so that all that is required holds together: by pip's own resolver.

A package that is installed is preferred, then one of Pyodide's distribution, then the newest that an index
has. What isn't known yet (the page of a project, the metadata of a wheel) is noted as lacking, and the
resolution goes on as if that required nothing: so each round finds as much as possible to load at once.

What no browser can run is left out, unless it is for the browser that it was asked for: packages, and files
that servers read too, often name what only servers need. Its import tells why it isn't there.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeAlias

from packaging.metadata import parse_email
from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version
from resolvelib import AbstractProvider, BaseReporter, ResolutionImpossible, Resolver

from ..kernel.errors import KernelError
from .distribution import Lock, LockedPackage
from .index import IndexFile, Release, installable, read_page, wheel_rank
from .requirements import Wanted, file_name

Source: TypeAlias = Literal["installed", "distribution", "index", "address", "absent"]


@dataclass(frozen=True)
class Candidate:
    """A version of a package that may be chosen."""

    name: str
    version: str
    source: Source | None
    """``None``, where nothing is known of the package yet; ``absent``, where it is left out."""
    url: str = ""
    sha256: str | None = None
    extras: frozenset[str] = frozenset()
    has_metadata: bool = False
    """Whether its metadata are beside it, at its address with ``.metadata`` added."""

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


@dataclass(frozen=True)
class Lack:
    """A text that is needed to go on."""

    url: str
    kind: Literal["page", "metadata", "wheel", "text", "distribution"]
    """``wheel``: the metadata in the wheel; ``distribution``: the lock of Pyodide's packages."""
    sha256: str | None = None
    optional: bool = False
    """An app can start without it."""


@dataclass
class Document:
    """What came of a :class:`Lack`."""

    text: str | None = None
    """``None``: it can't be had."""
    exists: bool = True
    """Its server said that there is no such thing."""
    error: str = ""
    """Why it can't be had, in a sentence."""
    code: str = "package-invalid"
    """The code of that error."""
    sha256: str | None = None
    """Of the wheel that has the text."""


@dataclass(frozen=True)
class Installed:
    """A package that this Python has."""

    version: str
    requires: Sequence[str] = ()
    sha256: str | None = None
    """Of the wheel, where it came from an address of its own."""


@dataclass
class World:
    """What is known of packages."""

    installed: Mapping[str, Installed]
    replaceable: bool
    """Whether others may take the places of those that are installed."""
    distribution: Lock | None
    indexes: Sequence[str]
    documents: Mapping[str, Document]
    constraints: Mapping[str, SpecifierSet] = field(default_factory=dict)
    hashes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    prereleases: bool = False
    is_locked: bool = False
    """An app's lock names all that there is."""
    environment: Mapping[str, str] = field(default_factory=dict)
    """Of markers, where it differs from that of this Python."""
    pages: dict[str, list[IndexFile]] = field(default_factory=dict)
    """The pages of indexes that were read before, by address."""
    depends: dict[str, list[str]] = field(default_factory=dict)
    """The names of what those that were chosen from an index or by address require."""
    absent: dict[str, str] = field(default_factory=dict)
    """Why packages are left out, in sentences, by their names."""


# What a package names, and imports nothing of.
_UNUSED = {
    ("dash", "setuptools"),
    # What uvicorn serves faster with, or restarts, and never imports here.
    ("uvicorn", "httptools"),
    ("uvicorn", "uvloop"),
    ("uvicorn", "watchfiles"),
    ("uvicorn", "websockets"),
}

_ROUNDS = 20_000


def resolve(wanted: Sequence[Wanted], world: World) -> tuple[list[Candidate], list[Lack]]:
    """Return what holds together, and what is lacking to know it.

    :raises KernelError: ``package-not-found``, ``package-unavailable``, ``package-conflict``,
        ``index-unreachable``, ``package-invalid``.
    """
    provider = _Provider(world, wanted)
    resolver: Resolver[Requirement, Candidate, str] = Resolver(provider, BaseReporter())
    try:
        result = resolver.resolve(provider.roots, max_rounds=_ROUNDS)
    except ResolutionImpossible as error:
        if not provider.lacks:
            provider.widen(error)
        if provider.lacks:
            return [], list(provider.lacks)
        raise provider.explained(error) from error
    return list(result.mapping.values()), list(provider.lacks)


class _Provider(AbstractProvider[Requirement, Candidate, str]):
    def __init__(self, world: World, wanted: Sequence[Wanted]) -> None:
        self.lacks: dict[Lack, None] = {}
        self._world = world
        wanted = [w for w in wanted if self.applies(w.requirement, frozenset())]
        self.roots = [w.requirement for w in wanted]
        self._origins = {w.requirement.name: w.origin for w in wanted}
        self._indispensable = {w.requirement.name for w in wanted if not w.for_servers}

    def identify(self, requirement_or_candidate: Requirement | Candidate) -> str:
        return canonicalize_name(requirement_or_candidate.name)

    def get_preference(
        self,
        identifier: str,
        resolutions: Mapping[str, Candidate],  # noqa: ARG002
        candidates: Mapping[str, Iterator[Candidate]],  # noqa: ARG002
        information: Mapping[str, Iterator[Any]],
        backtrack_causes: Sequence[Any],
    ) -> tuple[bool, bool, str]:
        """Take first what failed before, then what is pinned."""
        is_cause = any(self.identify(cause.requirement) == identifier for cause in backtrack_causes)
        is_pinned = any(
            info.requirement.url or "==" in str(info.requirement.specifier)
            for info in information[identifier]
        )
        return (not is_cause, not is_pinned, identifier)

    def find_matches(
        self,
        identifier: str,
        requirements: Mapping[str, Iterator[Requirement]],
        incompatibilities: Mapping[str, Iterator[Candidate]],
    ) -> list[Candidate]:
        required = list(requirements[identifier])
        extras = frozenset(extra for requirement in required for extra in requirement.extras)
        excluded = {(c.version, c.url) for c in incompatibilities[identifier]}
        specifier = self._world.constraints.get(identifier, SpecifierSet())
        for requirement in required:
            specifier &= requirement.specifier
        addresses = {requirement.url for requirement in required if requirement.url}
        found = self._at(addresses, specifier) if addresses else self._named(identifier, specifier)
        return [replace(c, extras=extras) for c in found if (c.version, c.url) not in excluded]

    def is_satisfied_by(self, requirement: Requirement, candidate: Candidate) -> bool:
        if candidate.source in (None, "absent"):
            return True
        if requirement.url and requirement.url != candidate.url and candidate.source != "installed":
            return False
        return requirement.extras <= candidate.extras and requirement.specifier.contains(
            candidate.version, prereleases=True
        )

    def get_dependencies(self, candidate: Candidate) -> list[Requirement]:
        if candidate.source in (None, "absent"):
            return []
        found = []
        for requirement in self._requirements_of(candidate):
            name = requirement.name = canonicalize_name(requirement.name)
            if (candidate.name, name) not in _UNUSED and self.applies(requirement, candidate.extras):
                found.append(requirement)
        self._world.depends[candidate.name] = [requirement.name for requirement in found]
        return found

    def applies(self, requirement: Requirement, extras: frozenset[str]) -> bool:
        """Whether a requirement's marker holds here, for a package of which `extras` are wanted."""
        if requirement.marker is None:
            return True
        environment = dict(self._world.environment)
        return any(requirement.marker.evaluate({**environment, "extra": extra}) for extra in (*extras, ""))

    def widen(self, error: ResolutionImpossible[Requirement, Candidate]) -> None:
        """Note as lacking the pages that may have other versions of what excludes each other."""
        for requirement, parent in error.causes:
            for name in {self.identify(requirement), *([parent.name] if parent else [])}:
                if self._world.replaceable or name not in self._world.installed:
                    self._pages(name, load=True)

    def explained(self, error: ResolutionImpossible[Requirement, Candidate]) -> KernelError:
        """Say why there is no solution, once nothing is lacking."""
        causes = {(str(cause.requirement), str(cause.parent or "")): cause for cause in error.causes}
        for cause in causes.values():
            name = self.identify(cause.requirement)
            if (reason := self._unavailable(name, cause.requirement, cause.parent)) is not None:
                return self._with_others(reason)
        parts = []
        for cause in causes.values():
            by = cause.parent or self._origins.get(self.identify(cause.requirement), "the app")
            parts.append(f"{cause.requirement} (of {by})")
            name = self.identify(cause.requirement)
            if (limit := self._world.constraints.get(name)) is not None:
                parts.append(f"{name}{limit} (a constraint)")
            present = self._world.installed.get(name)
            if present is not None and not self._world.replaceable:
                parts.append(f"{name} {present.version}, which is installed")
        listed = ", ".join(dict.fromkeys(parts))
        return KernelError("package-conflict", f"These requirements exclude each other: {listed}.")

    def _with_others(self, reason: KernelError) -> KernelError:
        """Say it of all that is asked for: what has one pin for another machine has many."""
        others = (self._unavailable(self.identify(root), root, None) for root in self.roots)
        messages = [other.message for other in others if other is not None and other.code == reason.code]
        return KernelError(reason.code, " ".join(dict.fromkeys([reason.message, *messages])), reason.detail)

    def _named(self, name: str, specifier: SpecifierSet) -> list[Candidate]:
        world = self._world
        installed = world.installed.get(name)
        found: list[Candidate] = []
        if installed is not None:
            if specifier.contains(installed.version, prereleases=True):
                found.append(Candidate(name, installed.version, "installed"))
            if not world.replaceable:
                return found
        if not found and world.distribution is None:
            self.lacks[Lack("", "distribution")] = None
            return [Candidate(name, "", None)]
        locked = world.distribution.packages.get(name) if world.distribution else None
        if locked is not None and specifier.contains(locked.version, prereleases=True):
            found.append(_from_lock(locked))
        # Pages are loaded only where nothing at hand would do, but count where they are known.
        pages = self._pages(name, load=not found)
        if pages is None:
            return found or [Candidate(name, "", None)]
        found += self._from_index(name, pages, specifier)
        if found or locked or installed or name in self._indispensable:
            return found
        reason = self._none_runs(name, pages)
        if reason is None:
            return []
        world.absent[name] = reason
        return [Candidate(name, "", "absent")]

    def _pages(self, name: str, *, load: bool) -> list[IndexFile] | None:
        """Return the files of a project; ``None``, while they aren't known."""
        files: list[IndexFile] = []
        complete = True
        for index in self._world.indexes:
            url = f"{index.rstrip('/')}/{name}/"
            document = self._world.documents.get(url)
            if document is None:
                complete = False
                if load:
                    self.lacks[Lack(url, "page")] = None
            elif document.text is not None:
                if url not in self._world.pages:
                    self._world.pages[url] = read_page(document.text, url)
                files += self._world.pages[url]
        return files if complete else None

    def _from_index(self, name: str, files: list[IndexFile], specifier: SpecifierSet) -> list[Candidate]:
        allowed = self._world.hashes.get(name)
        releases = [r for r in self._releases(files) if allowed is None or r.file.sha256 in allowed]
        pre = True if self._world.prereleases else None
        versions = set(specifier.filter([r.version for r in releases], prereleases=pre))
        best: dict[Version, Release] = {}
        for release in releases:
            # A yanked version counts only where it alone is asked for.
            if release.version in versions and (not release.file.yanked or "==" in str(specifier)):
                best.setdefault(release.version, release)
        return [
            Candidate(
                name,
                str(r.version),
                "index",
                r.file.url,
                r.file.sha256,
                has_metadata=r.file.has_metadata,
            )
            for r in best.values()
        ]

    def _releases(self, files: list[IndexFile]) -> list[Release]:
        """Return what of a project can be installed, as far as is known."""
        releases = installable(files)
        # If one version's source has to be compiled, that of the others has to be, too.
        if any(self._why_unbuilt(release.file) for release in releases):
            return [release for release in releases if not release.is_source]
        return releases

    def _why_unbuilt(self, file: IndexFile) -> str:
        """Say why a source archive can't be taken as it is, if that is known of it."""
        document = self._world.documents.get(file.url)
        if document is None or document.text is not None or file.filename.endswith(".whl"):
            return ""
        return document.error if document.code in ("package-unavailable", "package-invalid") else ""

    def _kinds(self, files: Sequence[IndexFile]) -> str:
        """Describe the files of a project, none of which can be installed."""
        wheels = [file for file in files if file.filename.endswith(".whl")]
        if not wheels:
            return " ".join(["its source only.", *filter(None, map(self._why_unbuilt, files))])
        if any(wheel_rank(file.filename) is not None for file in wheels):
            return "others only, by version or by the Python that they need."
        return "wheels for other platforms only."

    def _none_runs(self, name: str, files: list[IndexFile]) -> str | None:
        """Say that no version of a project can be had here, if that is so, however often it is looked for."""
        if self._world.is_locked:
            return f"The app's lock has no {name}."
        if not files or self._releases(files):
            return None
        return f"No wheel of {name} runs here: the index has {self._kinds(files)}"

    def _at(self, addresses: set[str], specifier: SpecifierSet) -> list[Candidate]:
        if len(addresses) > 1:
            return []
        (url,) = addresses
        name, version = file_name(url, "requirements")
        if not specifier.contains(version, prereleases=True):
            return []
        present = self._world.installed.get(canonicalize_name(name))
        if present is not None and not self._world.replaceable:
            same = Version(present.version) == Version(version) and self._may_be(present, url)
            return [Candidate(canonicalize_name(name), present.version, "installed", url)] if same else []
        (digest, *others) = self._world.hashes.get(canonicalize_name(name)) or [None]
        return [Candidate(canonicalize_name(name), version, "address", url, None if others else digest)]

    def _may_be(self, present: Installed, url: str) -> bool:
        """Whether the wheel at an address may be the installed one: others can have its name and version."""
        if present.sha256 is None:
            return True
        document = self._world.documents.get(url)
        if document is None:
            self.lacks[Lack(url, "wheel")] = None
            return True
        return document.sha256 in (None, present.sha256)

    def _requirements_of(self, candidate: Candidate) -> Iterable[Requirement]:
        if candidate.source == "installed":
            present = self._world.installed[candidate.name]
            requires = map(Requirement, present.requires)
            # A package that stays has what it needs, but for what only its extras need.
            return (
                requires
                if self._world.replaceable
                else [r for r in requires if r.marker and "extra" in str(r.marker)]
            )
        if candidate.source == "distribution":
            assert self._world.distribution is not None
            return map(Requirement, self._world.distribution.packages[candidate.name].depends)
        return self._metadata(candidate)

    def _metadata(self, candidate: Candidate) -> list[Requirement]:
        url = f"{candidate.url}.metadata" if candidate.has_metadata else candidate.url
        document = self._world.documents.get(url)
        if document is None:
            kind: Literal["metadata", "wheel"] = "metadata" if candidate.has_metadata else "wheel"
            self.lacks[Lack(url, kind, None if candidate.has_metadata else candidate.sha256)] = None
            return []
        if document.text is None:
            raise KernelError(document.code, document.error, url)
        try:
            metadata, _ = parse_email(document.text)
            return [Requirement(text) for text in metadata.get("requires_dist", [])]
        except InvalidRequirement as error:
            raise KernelError(
                "package-invalid", f"The metadata of {candidate} is damaged: {error}.", url
            ) from error

    def _unavailable(
        self, name: str, requirement: Requirement, parent: Candidate | None
    ) -> KernelError | None:
        """Say why none of a project's files will do, if that is the reason."""
        world = self._world
        installed = world.installed.get(name)
        if requirement.url or (installed is not None and not world.replaceable):
            return None
        locked = world.distribution.packages.get(name) if world.distribution else None
        if any(
            here is not None and requirement.specifier.contains(here.version, prereleases=True)
            for here in (installed, locked)
        ):
            return None
        files: list[IndexFile] = []
        for index in world.indexes:
            url = f"{index.rstrip('/')}/{name}/"
            document = world.documents.get(url, Document())
            if document.text is None and document.exists:
                return KernelError(
                    "index-unreachable",
                    f"{requirement} is needed{_by(parent)}. {document.error}",
                    url,
                )
            files += read_page(document.text or "", url)
        here = f" Pyodide has {name} {locked.version}." if locked else ""
        if not files:
            if locked is not None or name in world.installed:
                return (
                    KernelError("package-unavailable", f"There is no {requirement}{_by(parent)}.{here}")
                    if here
                    else None
                )
            places = " or ".join(world.indexes) or "the app's lock"
            message = f"There is no package {name}{_by(parent)} in Pyodide's distribution, nor at {places}."
            return KernelError("package-not-found", message + self._hint(name), name)
        if (allowed := world.hashes.get(name)) and not any(file.sha256 in allowed for file in files):
            message = f"No file of {name} has one of the hashes that {self._origins.get(name)} gives."
            return KernelError("package-hash-mismatch", message, name)
        matching = [
            r for r in self._releases(files) if requirement.specifier.contains(r.version, prereleases=True)
        ]
        if matching:
            return None
        kinds = self._kinds(files)
        message = f"No wheel of {requirement}{_by(parent)} runs here: the index has {kinds}{here}"
        return KernelError("package-unavailable", message + self._hint(name), name)

    def _hint(self, name: str) -> str:
        """Name the package whose module has that name."""
        modules = self._world.distribution.modules if self._world.distribution else {}
        named = (package for module, package in modules.items() if canonicalize_name(module) == name)
        package = next(named, name)
        return f" The module {name} comes with {package}." if package != name else ""


def _from_lock(package: LockedPackage) -> Candidate:
    return Candidate(package.name, package.version, "distribution", package.file_name, package.sha256)


def _by(parent: Candidate | None) -> str:
    return f", which {parent} requires," if parent else ""
