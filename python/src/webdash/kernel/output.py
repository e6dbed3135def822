"""What Python writes (``print``, warnings, logging), line by line, with the app that wrote it."""

import io
import logging
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TextIO

from webdash.replacing import replace

from .messages import Level, OutputCallback


class OutputStream(io.TextIOBase):
    """A text stream that hands on whole lines, each with the app that runs and a level.

    :param level: The level of what is written, unless it comes from logging or a warning.
    :param app: Returns the id of the app that runs.
    """

    encoding = "utf-8"
    errors = "strict"

    def __init__(self, level: Level, app: Callable[[], str | None], callback: OutputCallback) -> None:
        self._default_level = level
        self._level = level
        self._app = app
        self._callback = callback
        self._pending = ""
        self._pending_app: str | None = None

    def writable(self) -> bool:
        """Return true."""
        return True

    def write(self, text: str) -> int:
        """Hand on the lines that `text` completes, and keep the rest."""
        if (app := self._app()) != self._pending_app:
            self.finish()
            self._pending_app = app
        lines, newline, rest = (self._pending + text).rpartition("\n")
        self._pending = rest
        if newline:
            self._callback(app, self._level, lines)
        return len(text)

    def finish(self) -> None:
        """Hand on a line that was begun and not ended."""
        if self._pending:
            text, self._pending = self._pending, ""
            self._callback(self._pending_app, self._level, text)

    @contextmanager
    def at(self, level: Level) -> Iterator[None]:
        """Give what is written meanwhile another level."""
        self.finish()
        self._level = level
        try:
            yield
            self.finish()
        finally:
            self._level = self._default_level


class Output:
    """Takes the place of ``sys.stdout`` and ``sys.stderr`` and of what writes warnings and logs.

    :param app: Returns the id of the app that runs.
    """

    def __init__(self, app: Callable[[], str | None], callback: OutputCallback) -> None:
        self._streams = (OutputStream("info", app, callback), OutputStream("error", app, callback))

    def finish(self) -> None:
        """Hand on lines that were begun and not ended."""
        for stream in self._streams:
            stream.finish()

    def install(self, undo: ExitStack) -> None:
        """Begin.

        :param undo: Puts everything back when it is closed.
        """
        emit = logging.StreamHandler.emit
        streams = self._streams

        def emit_at_level(handler: "logging.StreamHandler[TextIO]", record: logging.LogRecord) -> None:
            level = _level_of(record.levelno)
            with streams[0].at(level), streams[1].at(level):
                emit(handler, record)

        def show_warning(
            message: Warning | str,
            category: type[Warning],
            filename: str,
            lineno: int,
            file: TextIO | None = None,
            line: str | None = None,
        ) -> None:
            text = warnings.formatwarning(message, category, filename, lineno, line)
            with streams[1].at("warning"):
                (file or sys.stderr).write(text)

        for owner, name, value in (
            (sys, "stdout", streams[0]),
            (sys, "stderr", streams[1]),
            (warnings, "showwarning", show_warning),
            (logging.StreamHandler, "emit", emit_at_level),
        ):
            replace(owner, name, value, undo)


def _level_of(number: int) -> Level:
    if number >= logging.ERROR:
        return "error"
    if number >= logging.WARNING:
        return "warning"
    return "info" if number >= logging.INFO else "debug"
