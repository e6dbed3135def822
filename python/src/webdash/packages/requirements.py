"""Reads requirements as pip's ``requirements.txt`` has them.

Beyond that form, one line may hold several requirements, separated by white space or commas, as fits an
attribute: ``"pandas >= 2, numpy ./wheels/x.whl"``.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import unquote, urldefrag, urlsplit

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from ..kernel.errors import KernelError
from .index import parse_filename

Locate = Callable[[str], str]
"""Makes an absolute address of one that an author wrote."""


@dataclass(frozen=True)
class Wanted:
    """One requirement, and where it was found."""

    requirement: Requirement
    """With an absolute address, if it has any."""
    origin: str
    """Names the text, for the reader: ``"requirements.txt"``."""
    hashes: frozenset[str] = frozenset()
    """SHA-256 in hexadecimal of the files that may be installed; any, where there are none."""
    for_servers: bool = False
    """It stands in a file that servers read too, and may name what only they need."""


@dataclass
class Requirements:
    """All that one or more texts say."""

    wanted: list[Wanted] = field(default_factory=list)
    constraints: list[Wanted] = field(default_factory=list)
    index_url: str | None = None
    """Stands in the place of the default index."""
    extra_index_urls: list[str] = field(default_factory=list)
    no_index: bool = False
    prereleases: bool = False
    included: list[tuple[str, bool]] = field(default_factory=list)
    """Addresses of further texts, and whether what these say are constraints."""
    notes: list[str] = field(default_factory=list)
    """What is ignored, in sentences for the author."""


# Options whose meaning has no place here, with whether a value follows.
_IGNORED = {
    "--find-links": True,
    "-f": True,
    "--no-binary": True,
    "--only-binary": True,
    "--trusted-host": True,
    "--use-feature": True,
    "--config-settings": True,
    "--global-option": True,
    "--prefer-binary": False,
    "--require-hashes": False,
}
_WITH_VALUE = {
    "-r",
    "--requirement",
    "-c",
    "--constraint",
    "-i",
    "--index-url",
    "--extra-index-url",
}
_EDITABLE = {"-e", "--editable"}

# White space in quotes, as markers have it, is no end of a word.
_PART = re.compile(r"""(?:"[^"]*"|'[^']*'|\S)+""")
_SHORT_WITH_VALUE = re.compile(r"(-[rcief])=?(.+)")
_OPERATOR = re.compile(r"[<>=!~]=?|===|;|@|\(|\)|\[|\]|,")
_MARKER_WORD = re.compile(r"and$|or$|in$|not$|['\"(]|[<>=!~]")
_NO_PACKAGE = "it is not the address of a wheel (.whl) or of a source archive (name-version.tar.gz)"
_VCS = re.compile(r"(git|hg|svn|bzr)\+", re.IGNORECASE)
_PACKAGE = re.compile(r"\.(whl|tar\.gz)$")
_ARCHIVE = re.compile(r"\.(tar\.\w+|tgz|zip)$", re.IGNORECASE)


def parse(
    text: str,
    origin: str,
    locate: Locate,
    into: Requirements,
    *,
    constraints: bool = False,
    for_servers: bool = False,
) -> None:
    """Add to `into` what `text` says.

    :param origin: Names the text in messages.
    :param locate: Makes absolute addresses of those in it.
    :param constraints: The text holds constraints, as those of ``pip -c``.
    :param for_servers: Servers read the text too.
    :raises KernelError: ``requirements-invalid``, for what can't be understood or honoured.
    """
    for line in _logical_lines(text):
        words = iter(_words(line))
        for word in words:
            if word.startswith("-"):
                _option(word, words, origin, locate, into)
                continue
            wanted = replace(_wanted(word, origin, locate), for_servers=for_servers)
            (into.constraints if constraints else into.wanted).append(wanted)


def _logical_lines(text: str) -> Iterator[str]:
    joined = re.sub(r"\\\r?\n", " ", text)
    for line in joined.splitlines():
        bare = re.sub(r"(^|\s)#.*$", "", line).strip()
        if bare:
            yield bare


def _words(line: str) -> Iterator[str]:
    """Split a line into requirements (each with its hashes) and options."""
    current = ""
    for part in _PART.findall(line):
        if part.startswith("--hash") and current:
            current = f"{current} {part}"
        elif part.startswith("-") and part != "-":
            yield from _separated(current)
            current = ""
            yield part
        elif current and not _continues(current, part):
            yield from _separated(current)
            current = part
        else:
            current = f"{current} {part}".strip()
    yield from _separated(current)


def _continues(before: str, part: str) -> bool:
    """Whether `part`, after white space, still belongs to the requirement `before` it."""
    if before.endswith(("--hash", ",")) or (" --hash" not in before and _OPERATOR.match(part)):
        return True
    if ";" in before:
        last = before.rpartition(" ")[2]
        return bool(
            _MARKER_WORD.match(part)
            or last.endswith(";")
            or re.search(r"(^|\()(and|or|in|not)$|[<>=!~(]$", last)
        )
    return bool(re.search(r"[<>=!~@(\[]$", before)) or before.count("[") > before.count("]")


def _separated(text: str) -> Iterator[str]:
    """Split at the commas that stand between requirements, not within one."""
    start = depth = 0
    for index, character in enumerate(text):
        depth += (character in "([") - (character in ")]")
        if character == "," and not depth and not re.match(r"\s*([<>=!~]|$)", text[index + 1 :]):
            yield text[start:index].strip()
            start = index + 1
    rest = text[start:].strip().removesuffix(",").strip()
    if rest:
        yield rest


def _option(word: str, words: Iterator[str], origin: str, locate: Locate, into: Requirements) -> None:
    name, equals, value = word.partition("=")
    if attached := _SHORT_WITH_VALUE.fullmatch(word):
        equals, (name, value) = "=", attached.groups()
    if name in _EDITABLE:
        value = value or next(words, "")
        raise _invalid(origin, f"{name} {value}", "a browser can't build packages; give it as a wheel")
    if name == "--no-index":
        into.no_index = True
    elif name == "--pre":
        into.prereleases = True
    elif name in _WITH_VALUE:
        value = value if equals else next(words, "")
        if not value:
            raise _invalid(origin, word, "a value must follow")
        if name in ("-i", "--index-url"):
            into.index_url = locate(value)
        elif name == "--extra-index-url":
            into.extra_index_urls.append(locate(value))
        else:
            into.included.append((locate(value), name in ("-c", "--constraint")))
    elif name in _IGNORED:
        if _IGNORED[name] and not equals:
            next(words, "")
        into.notes.append(f"{origin}: {name} has no meaning in a browser and is ignored.")
    else:
        raise _invalid(origin, word, "no such option is known")


def _wanted(text: str, origin: str, locate: Locate) -> Wanted:
    text, *options = re.split(r"\s+--hash[=\s]\s*", text)
    hashes = set()
    for option in options:
        algorithm, _, digest = option.partition(":")
        if algorithm == "sha256":
            hashes.add(digest.strip().lower())
    if options and not hashes:
        raise _invalid(origin, text, "its hashes must be of the kind sha256")
    requirement = _requirement(text, origin, locate)
    if requirement.url:
        requirement.url, fragment = urldefrag(requirement.url)
        if digest_of_file := re.search(r"sha256=([0-9a-fA-F]{64})", fragment):
            hashes.add(digest_of_file[1].lower())
    return Wanted(requirement, origin, frozenset(hashes))


def _requirement(text: str, origin: str, locate: Locate) -> Requirement:
    if _VCS.match(text):
        raise _invalid(origin, text, "a browser can't build packages; give it as a wheel")
    address, _, marker = (part.strip() for part in text.partition(";"))
    path, bracket, extras = urldefrag(address).url.partition("[")
    if _PACKAGE.search(urlsplit(path).path) and "@" not in path.partition("://")[0]:
        name, _ = file_name(path, origin)
        fragment = urldefrag(address).fragment
        text = f"{name}{bracket}{extras} @ {locate(path)}{'#' + fragment if fragment else ''}"
        text += f" ; {marker}" if marker else ""
    elif _ARCHIVE.search(path) or "://" in path.split("@")[0] or path.startswith((".", "/")):
        raise _invalid(origin, text, _NO_PACKAGE)
    try:
        requirement = Requirement(text)
    except InvalidRequirement as error:
        raise _invalid(origin, text, str(error).splitlines()[0]) from error
    requirement.name = canonicalize_name(requirement.name)
    if requirement.url:
        if _VCS.match(requirement.url) or not _PACKAGE.search(urlsplit(requirement.url).path):
            raise _invalid(origin, text, _NO_PACKAGE)
        requirement.url = locate(requirement.url)
    return requirement


def file_name(address: str, origin: str) -> tuple[str, str]:
    """Return the name of a package's project and its version.

    :raises KernelError: ``requirements-invalid``, when that is no file name of a package.
    """
    filename = unquote(urlsplit(address).path.rpartition("/")[2])
    try:
        name, version = parse_filename(filename)
    except ValueError as error:
        raise _invalid(origin, address, str(error)) from error
    return name, str(version)


def _invalid(origin: str, text: str, why: str) -> KernelError:
    return KernelError("requirements-invalid", f"{text!r} ({origin}) cannot be installed: {why}.")
