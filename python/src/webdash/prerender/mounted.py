"""What components tell the front end by themselves as soon as they are there."""

from typing import Any
from urllib.parse import urlsplit

from .layout import Component

_LOCATION = ("dash_core_components", "Location")
"""Holds the page's address; pages of Dash (``use_pages``) are built upon it."""


def props_once_mounted(component: Component, address: str) -> dict[str, Any]:
    """Return the props that a component sets, on a page at `address`, where its author hasn't set them."""
    if (component.get("namespace"), component.get("type")) != _LOCATION:
        return {}
    url = urlsplit(address)
    told = {
        "pathname": url.path,
        "href": address,
        "hash": f"#{url.fragment}" if url.fragment else "",
        "search": f"?{url.query}" if url.query else "",
    }
    return {name: value for name, value in told.items() if component["props"].get(name) is None}
