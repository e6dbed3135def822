"""Stands in for diskcache, where that isn't installed, for apps that make a ``DiskcacheManager`` of it.

See :mod:`webdash.kernel.background`, which keeps results in memory.
"""

from typing import Any, NoReturn


class Cache:
    """What a manager is made of, and nothing else."""

    def __init__(self, directory: Any = None, **_settings: Any) -> None:
        self.directory = directory

    def __getattr__(self, name: str) -> NoReturn:
        raise AttributeError(
            f"diskcache.{type(self).__name__}.{name}: this is only what a DiskcacheManager is made of."
            " Name diskcache among the requirements of <web-dash> to use it otherwise"
        )


class FanoutCache(Cache):
    """As a :class:`Cache`."""
