"""Markup for a page that holds an app and its record."""

from pathlib import Path

from .record_file import NAME
from .sources import SourceError


def of(main: Path, folder: Path) -> str:
    """Return a ``<web-dash>`` with the code of `main` and the record in `folder`, as if beside the page.

    :raises SourceError: When the code can't stand in a page.
    """
    code = main.read_text(encoding="utf-8-sig").strip("\n")
    if "</script" in code.lower():
        raise SourceError(
            f"{main} can't stand in a page, as it has '</script' in it: name it by the attribute src."
        )
    # In JSON "<" may be written so; then nothing in it ends the script.
    record = (folder / NAME).read_text(encoding="utf-8").strip().replace("<", "\\u003c")
    return (
        f'<web-dash prerendered="{folder.name}/">\n'
        f'<script type="text/x-python">\n{code}\n</script>\n'
        f'<script type="application/web-dash-start+json">{record}</script>\n'
        "</web-dash>"
    )
