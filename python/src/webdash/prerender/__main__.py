"""The command ``python -m webdash.prerender``."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from webdash.kernel.errors import KernelError

from . import record_file, snippet
from .recording import record
from .sources import SourceError, find_main
from .versions import warnings_for

_DESCRIPTION = """Records how a Dash app starts: its first page, its layout, and what its first callbacks
answer. A page that names the record (<web-dash src="app.py" prerendered="app.prerendered">) shows the app
from it, before there is any Python."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command, and return its exit status."""
    options = _parser().parse_args(arguments)
    try:
        path = find_main(options.app)
        folder = options.output or path.with_suffix(".prerendered")
        if options.check:
            return _check(path, folder)
        recording = record(path)
    except (SourceError, KernelError) as error:
        print(f"{error}\n{getattr(error, 'detail', None) or ''}".rstrip(), file=sys.stderr)
        return 1
    for line in [*warnings_for(path.parent), *(f"Not recorded: {line}" for line in recording.skipped)]:
        print(line, file=sys.stderr)
    if not recording.exchanges:
        print("The app has no first page that could be recorded.", file=sys.stderr)
        return 1
    record_file.write(recording, folder)
    size = (folder / record_file.NAME).stat().st_size
    print(
        f"{folder}: {len(recording.exchanges)} answers ({size / 1000:.0f} kB), {len(recording.static)} files",
        file=sys.stderr,
    )
    if options.inline:
        print(snippet.of(path, folder))
    return 0


def _check(path: Path, folder: Path) -> int:
    difference = record_file.difference(path, folder)
    if difference:
        print(f"{folder} is out of date: {difference}", file=sys.stderr)
        print(f"Record it anew: python -m webdash.prerender {path}", file=sys.stderr)
    return 1 if difference else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m webdash.prerender", description=_DESCRIPTION)
    parser.add_argument("app", type=Path, help="the app's Python file, or the folder of all its files")
    parser.add_argument(
        *("-o", "--output"),
        type=Path,
        metavar="FOLDER",
        help="where the record goes, whose content it replaces (default: app.prerendered beside app.py)",
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="record nothing; fail if the record isn't of the app as it is now",
    )
    parser.add_argument(
        "--inline", action="store_true", help="print a <web-dash> with the code and the record in it"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
