"""Stands in for celery, where that isn't installed, for apps that make a ``CeleryManager`` of it.

See :mod:`webdash.kernel.background`, which runs jobs in workers of the page: no broker is asked.
"""

from collections.abc import Callable
from typing import Any, NoReturn


class _Settings(dict[str, Any]):
    """What an app configures, to no effect."""

    def __getattr__(self, name: str) -> Any:
        return self.get(name)

    def __setattr__(self, name: str, value: Any) -> None:
        self[name] = value


class Celery:
    """What a manager is made of, and nothing else."""

    def __init__(self, *_args: Any, **settings: Any) -> None:
        self.conf = _Settings(settings)

    def task(self, *args: Any, **_options: Any) -> Any:
        """Leave a function as it is."""

        def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
            return function

        return decorate(args[0]) if args and callable(args[0]) else decorate

    def __getattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"celery.Celery.{name}: this is only what a CeleryManager is made of")
