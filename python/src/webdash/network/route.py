"""Where an app's requests go: relative to its page, and through its proxy."""

from contextvars import ContextVar
from dataclasses import dataclass, field
from urllib.parse import quote, urljoin, urlsplit

from .redirects import Redirects

_DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Route:
    """The way to the outside for one app."""

    page: str = "http://localhost/"
    """Address of the app's page."""
    proxy: str | None = None
    """Through which requests to other origins go: an absolute address that holds ``{url}``, or a prefix."""
    redirects: Redirects = field(default_factory=Redirects)
    """What the browser has brought from elsewhere, until the app follows."""

    @property
    def origin(self) -> str:
        """The page's own origin, as browsers write it."""
        return origin_of(self.page)

    def resolve(self, address: str) -> str:
        """Return the absolute address for one that may be relative to the page."""
        return urljoin(self.page, address)

    def through_proxy(self, url: str) -> str:
        """Return the address to ask for `url`: the proxy's, unless `url` is on the page's own origin."""
        if self.proxy is None or not url.startswith(("http:", "https:")):
            return url
        if origin_of(url) in (self.origin, origin_of(self.proxy)):
            return url
        quoted = quote(url, safe="")
        return self.proxy.replace("{url}", quoted) if "{url}" in self.proxy else self.proxy + quoted


route: ContextVar[Route] = ContextVar("route", default=Route())  # noqa: B039 (it is frozen)
"""That of the app whose code runs."""


def origin_of(url: str) -> str:
    """Return scheme, host and, unless it is the scheme's default, port of `url`."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if ":" in host:
        host = f"[{host}]"
    port = parts.port
    suffix = "" if port is None or port == _DEFAULT_PORTS.get(parts.scheme) else f":{port}"
    return f"{parts.scheme}://{host}{suffix}"
