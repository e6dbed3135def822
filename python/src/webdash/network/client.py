"""The one way in which all libraries send their requests."""

from dataclasses import replace

from .failures import explained
from .headers import received, sendable
from .messages import Body, Browser, ExchangeError, Request, Response
from .route import Route, route


class Client:
    """Sends requests of the app whose code runs.

    :param browser: Sends them on.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser

    def send(self, request: Request) -> Response:
        """Wait for the response to a request; other apps go on meanwhile where the browser has JSPI.

        :raises TimeoutError: After ``request.timeout``, and from reading the body.
        :raises NoResponseError: When there is no response that Python may read; also from reading the body.
        """
        way = route.get()
        if (waiting := way.redirects.take(request)) is not None:
            return waiting
        try:
            response = self._browser.send(_outgoing(request, way))
        except ExchangeError as failure:
            raise explained(failure, request, way) from None
        return _incoming(response, request, way)

    async def send_async(self, request: Request) -> Response:
        """Do as :meth:`send` does, for a body that is read by ``read_async``."""
        way = route.get()
        if (waiting := way.redirects.take(request)) is not None:
            return waiting
        try:
            response = await self._browser.send_async(_outgoing(request, way))
        except ExchangeError as failure:
            raise explained(failure, request, way) from None
        return _incoming(response, request, way)


def _outgoing(request: Request, way: Route) -> Request:
    if request.body is not None and request.method.upper() in ("GET", "HEAD"):
        raise ExchangeError("invalid", f"a {request.method} request with a body")
    return replace(request, url=way.through_proxy(request.url), headers=sendable(request.headers))


def _incoming(response: Response, request: Request, way: Route) -> Response:
    is_proxied = way.through_proxy(request.url) != request.url
    response = replace(
        response,
        headers=received(response.headers, response.length),
        body=_ExplainingBody(response.body, request, way),
        # What a proxy has followed, or where it is itself, is none of the app's business.
        redirected=response.redirected and not is_proxied,
    )
    return way.redirects.shown(request, response)


class _ExplainingBody:
    """A body whose failures say why."""

    def __init__(self, body: Body, request: Request, way: Route) -> None:
        self._body = body
        self._request = request
        self._route = way

    def read(self, timeout: float | None) -> bytes:
        try:
            return self._body.read(timeout)
        except ExchangeError as failure:
            raise explained(failure, self._request, self._route) from None

    async def read_async(self, timeout: float | None) -> bytes:
        try:
            return await self._body.read_async(timeout)
        except ExchangeError as failure:
            raise explained(failure, self._request, self._route) from None

    def close(self) -> None:
        self._body.close()
