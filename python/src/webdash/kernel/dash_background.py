"""What Dash's background callbacks are made of, which Dash 2 calls long callbacks."""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, TypeAlias

_IS_LONG = find_spec("dash.background_callback") is None

PACKAGE = "dash.long_callback" if _IS_LONG else "dash.background_callback"
"""Name of Dash's package for them."""

ERROR = "long_callback_error" if _IS_LONG else "background_callback_error"
"""The key under which a manager's result tells of an exception."""

if TYPE_CHECKING:
    from dash.background_callback.managers import BaseBackgroundCallbackManager

    BaseManager: TypeAlias = BaseBackgroundCallbackManager
else:
    _NAME = "BaseLongCallbackManager" if _IS_LONG else "BaseBackgroundCallbackManager"
    BaseManager = getattr(import_module(f"{PACKAGE}.managers"), _NAME)


def proxied_props(on_change: Callable[[Any, Any], None]) -> Any:
    """Return what ``set_props`` writes to in a job; ``None`` before Dash 2.17, which has no ``set_props``.

    :param on_change: Takes the id of a component, and the props to set.
    """
    if find_spec(f"{PACKAGE}._proxy_set_props") is None:
        return None
    return import_module(f"{PACKAGE}._proxy_set_props").ProxySetProps(on_change)
