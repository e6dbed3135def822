"""Which headers of requests reach a server, and which of responses hold for what Python gets."""

from .messages import Headers

# The Fetch standard's forbidden request-headers: the browser sets them itself. User-Agent isn't one of
# them, but Chromium ignores it, and elsewhere a server of another origin would have to allow it.
_FORBIDDEN = frozenset(
    (
        "accept-charset",
        "accept-encoding",
        "access-control-request-headers",
        "access-control-request-method",
        "connection",
        "content-length",
        "cookie",
        "cookie2",
        "date",
        "dnt",
        "expect",
        "host",
        "keep-alive",
        "origin",
        "referer",
        "set-cookie",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "user-agent",
        "via",
    )
)

# The browser has undone these encodings, and with them the length is another.
_UNDONE = frozenset(("connection", "content-encoding", "content-length", "keep-alive", "transfer-encoding"))


def sendable(headers: Headers) -> list[tuple[str, str]]:
    """Return the headers that a browser lets scripts set; it drops the others as well, but complains."""
    return [(name, value) for name, value in headers if not _is_forbidden(name.lower())]


def received(headers: Headers, length: int | None) -> list[tuple[str, str]]:
    """Return the headers of a response whose body is decoded and has `length` bytes, if that is known."""
    kept = [(name, value) for name, value in headers if name.lower() not in _UNDONE]
    return kept if length is None else [*kept, ("content-length", str(length))]


def value_of(headers: Headers, name: str) -> str | None:
    """Return the value of the first header of that name (in lower case)."""
    return next((value for key, value in headers if key.lower() == name), None)


def _is_forbidden(name: str) -> bool:
    return name in _FORBIDDEN or name.startswith(("proxy-", "sec-"))
