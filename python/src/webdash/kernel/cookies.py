"""An app's cookie jar: what a browser would do with ``Set-Cookie`` (:rfc:`6265`) for one host."""

import time
from collections.abc import Iterable
from dataclasses import dataclass

from werkzeug.http import parse_date


@dataclass(frozen=True)
class Cookie:
    """A cookie as stored. `expires` is in seconds since the epoch; ``None``: with the session."""

    name: str
    value: str
    path: str
    expires: float | None
    http_only: bool

    def matches(self, path: str) -> bool:
        """Whether the cookie goes with a request for `path` (:rfc:`6265#section-5.1.4`)."""
        return path == self.path or (
            path.startswith(self.path) and (self.path.endswith("/") or path[len(self.path)] == "/")
        )


class CookieJar:
    """The cookies of one app.

    ``Secure`` and ``SameSite`` need no care: a request never leaves the browser, nor comes from another
    site.

    :param host: The app's own host name; cookies for other domains are refused.
    """

    def __init__(self, host: str) -> None:
        self._host = host.lower()
        self._cookies: dict[tuple[str, str], Cookie] = {}

    def set_from_response(self, header: str, request_path: str) -> None:
        """Store what a ``Set-Cookie`` header of a response to `request_path` says."""
        self._store(header, _default_path(request_path), from_script=False)

    def set_from_script(self, cookie: str) -> None:
        """Store what was assigned to ``document.cookie``, which can't touch ``HttpOnly`` ones."""
        self._store(cookie, "/", from_script=True)

    def header(self, path: str) -> str:
        """Return the value of the ``Cookie`` header for a request of `path`; longest paths first."""
        if not self._cookies:
            return ""
        matching = [cookie for cookie in self._alive() if cookie.matches(path)]
        matching.sort(key=lambda cookie: -len(cookie.path))
        return _joined(matching)

    def for_script(self) -> str:
        """Return what ``document.cookie`` reads on a page at ``/``."""
        if not self._cookies:
            return ""
        return _joined(c for c in self._alive() if not c.http_only and c.matches("/"))

    def _alive(self) -> list[Cookie]:
        now = time.time()
        for key, cookie in list(self._cookies.items()):
            if cookie.expires is not None and cookie.expires <= now:
                del self._cookies[key]
        return list(self._cookies.values())

    def _store(self, header: str, default_path: str, *, from_script: bool) -> None:
        pair, *parameters = header.split(";")
        name, separator, value = pair.partition("=")
        if not separator:
            name, value = "", name
        name, value = name.strip(), value.strip()
        if not (name or value):
            return
        attributes = {}
        for parameter in parameters:
            attribute, _, content = parameter.partition("=")
            attributes[attribute.strip().lower()] = content.strip()
        if not self._is_for_us(attributes.get("domain", "")):
            return
        path = attributes.get("path", "")
        http_only = "httponly" in attributes
        cookie = Cookie(
            name,
            value,
            path if path.startswith("/") else default_path,
            _expiry(attributes),
            http_only,
        )
        key = (cookie.name, cookie.path)
        known = self._cookies.get(key)
        if from_script and (http_only or (known is not None and known.http_only)):
            return
        self._cookies[key] = cookie

    def _is_for_us(self, domain: str) -> bool:
        domain = domain.lower().removeprefix(".")
        return not domain or domain == self._host or self._host.endswith(f".{domain}")


def _default_path(request_path: str) -> str:
    return request_path.rpartition("/")[0] or "/"


def _expiry(attributes: dict[str, str]) -> float | None:
    """Return when a cookie ends; ``Max-Age`` goes before ``Expires``."""
    try:
        return time.time() + int(attributes["max-age"])
    except (KeyError, ValueError):
        date = parse_date(attributes.get("expires"))
        return None if date is None else date.timestamp()


def _joined(cookies: Iterable[Cookie]) -> str:
    return "; ".join(f"{c.name}={c.value}" if c.name else c.value for c in cookies)
