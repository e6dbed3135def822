"""Reads an index's page of a project: the "simple" API, as JSON (:pep:`691`) or HTML (:pep:`503`)."""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.tags import Tag, sys_tags
from packaging.utils import (
    InvalidSdistFilename,
    InvalidWheelFilename,
    parse_sdist_filename,
    parse_wheel_filename,
)
from packaging.version import Version

from .abi import abi_version


@dataclass(frozen=True)
class IndexFile:
    """A file of a project."""

    filename: str
    url: str
    sha256: str | None
    requires_python: str
    yanked: bool
    has_metadata: bool
    """Whether the index has the wheel's metadata beside it (:pep:`658`)."""


@dataclass(frozen=True)
class Release:
    """A file that can be installed here: a wheel, or the source archive of a version that has no wheels."""

    file: IndexFile
    version: Version
    rank: int = 0
    """The place of a wheel's best tag among the supported ones: the less, the better it fits."""

    @property
    def is_source(self) -> bool:
        """Whether it is a source archive: only its content tells whether it has to be compiled."""
        return is_source_archive(self.file.filename)


def read_page(text: str, url: str) -> list[IndexFile]:
    """Return the files that an index's page of one project lists; none, where it is no such page."""
    if not text.lstrip().startswith("{"):
        parser = _Links()
        parser.feed(text)
        return [_from_link(attributes, url) for attributes in parser.links]
    try:
        files = json.loads(text)["files"]
        return [_from_json(entry, url) for entry in files]
    except (ValueError, KeyError, TypeError, AttributeError):
        return []


def installable(files: list[IndexFile]) -> list[Release]:
    """Return the files that this Python can run: the newest first, yanked ones (:pep:`592`) last."""
    return sorted(
        _installable(files),
        key=lambda release: (release.file.yanked, _Newest(release.version), release.rank),
    )


def is_source_archive(filename: str) -> bool:
    """Whether a file's name is that of a source archive (:pep:`625`)."""
    return filename.endswith(".tar.gz")


def parse_filename(filename: str) -> tuple[str, Version]:
    """Return the name of a file's project and its version.

    :raises ValueError: When it is neither the name of a wheel nor of a source archive.
    """
    try:
        if is_source_archive(filename):
            return parse_sdist_filename(filename)
        return parse_wheel_filename(filename)[:2]
    except (InvalidSdistFilename, InvalidWheelFilename) as error:
        raise ValueError(str(error)) from error


def wheel_rank(filename: str) -> int | None:
    """Return the place of a wheel's best tag among the supported ones; ``None``, where it has none."""
    ranks = _supported_tags()
    try:
        tags = parse_wheel_filename(filename)[3]
    except InvalidWheelFilename:
        return None
    return min((ranks[tag] for tag in tags if tag in ranks), default=None)


def runs_here(requires_python: str) -> bool:
    """Whether this Python is among those that a package says to need."""
    try:
        return SpecifierSet(requires_python).contains(".".join(map(str, sys.version_info[:3])))
    except InvalidSpecifier:
        # As pip does.
        return True


class _Newest(Version):
    """Sorts newer versions before older ones."""

    def __init__(self, version: Version) -> None:
        super().__init__(str(version))

    def __lt__(self, other: Any) -> bool:
        return super().__gt__(other)


def _installable(files: list[IndexFile]) -> Iterator[Release]:
    with_wheels: set[Version] = set()
    sources: list[Release] = []
    for file in files:
        try:
            _, version = parse_filename(file.filename)
        except ValueError:
            continue
        if is_source_archive(file.filename):
            if runs_here(file.requires_python):
                sources.append(Release(file, version))
            continue
        with_wheels.add(version)
        rank = wheel_rank(file.filename)
        if rank is not None and runs_here(file.requires_python):
            yield Release(file, version, rank)
    # What has wheels for other machines only is not made of Python alone.
    yield from (source for source in sources if source.version not in with_wheels)


@cache
def _supported_tags() -> dict[Tag, int]:
    tags: list[Tag] = []
    abi = abi_version()
    for tag in sys_tags():
        if abi and "emscripten" in tag.platform:
            # :pep:`783`, and what Pyodide's packages were called before.
            for platform in (f"pyemscripten_{abi}_wasm32", f"pyodide_{abi}_wasm32"):
                tags.append(Tag(tag.interpreter, tag.abi, platform))
        tags.append(tag)
    return {tag: rank for rank, tag in reversed(list(enumerate(tags)))}


def _from_json(entry: dict[str, Any], page: str) -> IndexFile:
    metadata = entry.get("core-metadata", entry.get("data-dist-info-metadata"))
    return IndexFile(
        filename=entry["filename"],
        url=urljoin(page, urldefrag(entry["url"]).url),
        sha256=entry.get("hashes", {}).get("sha256"),
        requires_python=entry.get("requires-python") or "",
        yanked=bool(entry.get("yanked")),
        has_metadata=bool(metadata),
    )


def _from_link(attributes: dict[str, str | None], page: str) -> IndexFile:
    url, fragment = urldefrag(urljoin(page, attributes["href"] or ""))
    kind, _, digest = fragment.partition("=")
    metadata = attributes.get("data-core-metadata") or attributes.get("data-dist-info-metadata")
    return IndexFile(
        filename=unquote(urlsplit(url).path.rpartition("/")[2]),
        url=url,
        sha256=digest if kind == "sha256" else None,
        requires_python=attributes.get("data-requires-python") or "",
        yanked="data-yanked" in attributes,
        has_metadata=metadata not in (None, "false"),
    )


class _Links(HTMLParser):
    """Collects the attributes of links."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[dict[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a" and any(name == "href" for name, _ in attrs):
            self.links.append(dict(attrs))
