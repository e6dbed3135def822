"""What apps send in parts: bodies that they make while they are read, messages of WebSockets."""

import itertools
from collections.abc import Awaitable
from typing import cast

from .awaiting import then
from .errors import KernelError
from .messages import Channel, Closed, Part, Socket

GOING_AWAY = Closed(1001)
"""What is told of a channel whose other end goes."""


class Channels:
    """The open channels of one app, by the numbers that the page knows them by."""

    def __init__(self) -> None:
        self._channels: dict[int, Channel] = {}
        self._numbers = itertools.count(1)

    def add(self, channel: Channel) -> int:
        """Return the number of a new channel."""
        number = next(self._numbers)
        self._channels[number] = channel
        return number

    def read(self, number: int) -> Part | Awaitable[Part]:
        """Return what comes next through a channel; after its end there is no such channel.

        :raises KernelError: When there is none.
        """
        if number not in self._channels:
            raise KernelError("app-not-found", "What was to be read has been closed.")

        def passed(part: Part) -> Part:
            if part is None or isinstance(part, Closed):
                self._channels.pop(number, None)
            return part

        return then(self._channels[number].read(), passed)

    def write(self, number: int, data: str | bytes) -> None:
        """Hand over a message for a WebSocket, which may be closed already."""
        socket = self._channels.get(number)
        if socket is not None:
            cast(Socket, socket).write(data)

    def close(self, number: int, closed: Closed = GOING_AWAY) -> None:
        """Give up what would still come through a channel, which may be at its end already."""
        channel = self._channels.pop(number, None)
        if channel is not None:
            channel.close(closed)

    def close_all(self) -> None:
        """Close all of them."""
        for number in list(self._channels):
            self.close(number)
