"""Values that may be there only later, as those of ASGI applications are and those of WSGI ones seldom."""

import asyncio
from collections.abc import Awaitable, Callable, Generator
from inspect import isawaitable
from typing import Any, TypeVar

T = TypeVar("T")
U = TypeVar("U")


def then(value: T | Awaitable[T], function: Callable[[T], U]) -> U | Awaitable[U]:
    """Call `function` with `value`: now, or in a task once it is there."""
    if not isawaitable(value):
        return function(value)

    async def later() -> U:
        return function(await value)

    return asyncio.ensure_future(later())


def completed(steps: "Generator[asyncio.Future[Any], None, T]") -> T | Awaitable[T]:
    """Take `steps`, each of which gives what the next one waits for, to their result: now, or in a task.

    Unlike a coroutine they are in no task as long as nothing is waited for: Python may be left in them.
    """
    try:
        late = next(steps)
    except StopIteration as end:
        value: T = end.value
        return value
    return asyncio.ensure_future(_complete(steps, late))


async def _complete(steps: "Generator[asyncio.Future[Any], None, T]", late: "asyncio.Future[Any]") -> T:
    while True:
        await asyncio.wait([late])
        try:
            late = next(steps)
        except StopIteration as end:
            value: T = end.value
            return value
