"""Says why a request failed, and what can be done."""

import ipaddress
from urllib.parse import urlsplit

from .headers import sendable
from .messages import ExchangeError, NoResponseError, Request
from .route import Route, origin_of

# What a server need not allow by name, as the Fetch standard has it ("CORS-safelisted").
_SAFE_METHODS = ("GET", "HEAD", "POST")
_SAFE_HEADERS = ("accept", "accept-language", "content-language")
_SAFE_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data", "text/plain")


def explained(failure: ExchangeError, request: Request, route: Route) -> Exception:
    """Return the exception for a request that failed: ``TimeoutError`` or :class:`NoResponseError`."""
    if failure.reason == "timeout":
        return TimeoutError("timed out")
    asked = route.through_proxy(request.url)
    via = "" if asked == request.url else f" through the proxy {origin_of(asked)}"
    return NoResponseError(
        f"{request.method} {request.url}{via}: {_sentence(failure, request, asked, route)}"
    )


def _sentence(failure: ExchangeError, request: Request, asked: str, route: Route) -> str:
    if failure.reason == "invalid":
        return f"the browser does not send such a request ({failure})."
    if failure.reason == "broken":
        return "the connection ended before the response did."
    if failure.reason == "policy":
        return f"the page's Content-Security-Policy forbids it. Add {origin_of(asked)} to its connect-src."
    if _is_mixed(asked, route.page):
        return "a page that was loaded by https: may not read addresses of http:. Use https:."
    if failure.reason == "refused":
        return _refusal(request, asked, route)
    if failure.reason == "unreadable" and origin_of(asked) != route.origin:
        return f"the server cannot be reached, or {_refusal(request, asked, route)}"
    return (
        "the server cannot be reached. Check the address and the network, and that the page's "
        "Content-Security-Policy allows it (connect-src)."
    )


def _refusal(request: Request, asked: str, route: Route) -> str:
    headers = [f"Access-Control-Allow-Origin: {route.origin}"]
    if request.method not in _SAFE_METHODS:
        headers.append(f"Access-Control-Allow-Methods: {request.method}")
    if names := _unsafe_headers(request):
        headers.append(f"Access-Control-Allow-Headers: {', '.join(names)}")
    advice = f"Have the server answer with {', '.join(headers)}; or put the file beside the page"
    if route.proxy is None:
        advice += "; or name a server that passes requests on, in the proxy attribute of <web-dash>"
    return f"{origin_of(asked)} does not allow pages of {route.origin} to read this (CORS). {advice}."


def _unsafe_headers(request: Request) -> list[str]:
    def is_safe(name: str, value: str) -> bool:
        if name == "content-type":
            return value.partition(";")[0].strip().lower() in _SAFE_TYPES
        return name in _SAFE_HEADERS

    return sorted({n.lower() for n, value in sendable(request.headers) if not is_safe(n.lower(), value)})


def _is_mixed(url: str, page: str) -> bool:
    """Return whether browsers call a request from `page` to `url` mixed content."""
    target = urlsplit(url)
    return page.startswith("https:") and target.scheme == "http" and not _is_local(target.hostname or "")


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
