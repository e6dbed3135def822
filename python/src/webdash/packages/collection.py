"""Collects what an app says of the packages that it needs, wherever it says so."""

import posixpath
from collections.abc import Callable
from urllib.parse import unquote, urljoin, urlsplit

from ..kernel.errors import KernelError
from . import inline_metadata
from .index import runs_here
from .project import Project
from .requirements import Requirements, parse

Read = Callable[[str], str | None]
"""Returns the text at an address, or ``None``, while it isn't there yet."""


def collect(project: Project, read: Read) -> Requirements:
    """Return all requirements of a project.

    :param read: Gives the texts that others include. What isn't there yet is left out, and to be asked for
        again.
    :raises KernelError: ``requirements-invalid``, ``source-not-found``.
    """
    found = Requirements()
    for text in project.requirements:
        _parse(project, text.text, "the requirements", text.base, found, read)
    if metadata := inline_metadata.read(project.code, project.filename):
        _add(project, metadata, project.filename, found, read)
    if text_of_file := project.files.get("requirements.txt"):
        root = project.address("")
        _parse(project, text_of_file, "requirements.txt", root, found, read, for_servers=True)
    if pyproject := project.files.get("pyproject.toml"):
        table = inline_metadata.load_toml(pyproject, "pyproject.toml").get("project", {})
        if isinstance(table, dict):
            metadata = inline_metadata.from_table(table, "pyproject.toml")
            _add(project, metadata, "pyproject.toml", found, read, for_servers=True)
    return found


def _add(
    project: Project,
    metadata: inline_metadata.Metadata,
    origin: str,
    found: Requirements,
    read: Read,
    *,
    for_servers: bool = False,
) -> None:
    if metadata.requires_python and not runs_here(metadata.requires_python):
        message = f"{origin} requires Python {metadata.requires_python}."
        raise KernelError("requirements-invalid", message)
    text = "\n".join(metadata.dependencies)
    _parse(project, text, origin, project.address(""), found, read, for_servers=for_servers)


def _parse(
    project: Project,
    text: str,
    origin: str,
    base: str,
    found: Requirements,
    read: Read,
    *,
    constraints: bool = False,
    for_servers: bool = False,
    within: tuple[str, ...] = (),
) -> None:
    earlier = len(found.included)
    parse(
        text,
        origin,
        lambda address: _locate(project, address, base),
        found,
        constraints=constraints,
        for_servers=for_servers,
    )
    for address, is_constraint in found.included[earlier:]:
        if address in within:
            continue
        included = read(address)
        if included is not None:
            name = unquote(urlsplit(address).path.rpartition("/")[2])
            inside = (*within, address)
            _parse(
                project,
                included,
                name,
                address,
                found,
                read,
                constraints=constraints or is_constraint,
                for_servers=for_servers,
                within=inside,
            )


def _locate(project: Project, address: str, base: str) -> str:
    """Return the absolute address of a file of the app, or else of one relative to `base`."""
    if urlsplit(address).scheme:
        return address
    root = project.address("")
    folder = unquote(base.removeprefix(root)).rpartition("/")[0] if base.startswith(root) else ""
    for path in (posixpath.join(folder, address), address):
        path = posixpath.normpath(path)
        if path in project.paths:
            return project.address(path)
    if base.startswith(root):
        message = f"There is no file {address} among the app's, which its requirements name."
        raise KernelError("requirements-invalid", message, address)
    return urljoin(base, address)
