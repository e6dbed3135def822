"""Replaces what modules hold, until it is put back."""

from contextlib import ExitStack
from typing import Any


def replace(owner: Any, name: str, value: object, undo: ExitStack) -> None:
    """Set an attribute, until `undo` is closed."""
    undo.callback(setattr, owner, name, getattr(owner, name))
    setattr(owner, name, value)
