"""Shows libraries the redirects that the browser has followed, as they handle these themselves.

A browser tells no redirects, but where a response came from in the end. So a library is first given a
``302 Found`` that leads there, and when it follows, the response that is already here. Its own rules
hold then: requests has a history, and httpx and ``allow_redirects=False`` see the redirect.
"""

import time
from collections import OrderedDict
from dataclasses import replace

from .messages import BytesBody, Request, Response

_KEPT = 8
"""How many responses wait to be asked for."""
_KEPT_SECONDS = 10.0


class Redirects:
    """The responses that wait behind a redirect, by their addresses."""

    def __init__(self) -> None:
        self._waiting: OrderedDict[str, tuple[float, Response]] = OrderedDict()

    def shown(self, request: Request, response: Response) -> Response:
        """Return the response to `request`: `response`, or the redirect to it."""
        if not response.redirected:
            return response
        # A browser gives no address with a fragment; the request's own stays.
        fragment = request.url.partition("#")[1:]
        location = response.url + "".join(fragment)
        self._waiting[response.url] = (time.monotonic(), replace(response, redirected=False))
        while len(self._waiting) > _KEPT:
            self._waiting.popitem(last=False)[1][1].body.close()
        return Response(302, "Found", request.url, [("location", location)], BytesBody(), length=0)

    def take(self, request: Request) -> Response | None:
        """Return the response that waits for `request`, if it follows a redirect."""
        found = self._waiting.pop(request.url.partition("#")[0], None)
        if found is None:
            return None
        since, response = found
        if time.monotonic() - since > _KEPT_SECONDS:
            response.body.close()
            return None
        return response
