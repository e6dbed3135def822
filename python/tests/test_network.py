"""HTTP libraries against a browser that is played by the test."""

import asyncio
import http.client
import io
import json
import os
import socket
import subprocess
import sys
import textwrap
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pip._vendor.urllib3 as urllib3_1  # a urllib3 of version 1 that is there wherever pip is
import pip._vendor.urllib3.connection
import pytest
import requests
import urllib3

from webdash.kernel.import_hook import ImportHook
from webdash.network import urllib3_backend
from webdash.network.client import Client
from webdash.network.install import install
from webdash.network.messages import (
    BytesBody,
    ExchangeError,
    FailureReason,
    NoResponseError,
    Request,
    Response,
)
from webdash.network.route import Route, route

Answer = Callable[[Request], Response]


@dataclass
class PlayedBrowser:
    """Answers as it is told, and remembers what it was asked."""

    answer: Answer
    requests: list[Request] = field(default_factory=list)

    def send(self, request: Request) -> Response:
        self.requests.append(request)
        return self.answer(request)

    async def send_async(self, request: Request) -> Response:
        return self.send(request)


def echo(request: Request) -> Response:
    """Say what was asked, under headers that a browser shows though it has undone what they say."""
    asked = {
        "method": request.method,
        "url": request.url,
        "headers": {name.lower(): value for name, value in request.headers},
        "body": None if request.body is None else request.body.decode("latin-1"),
        "timeout": request.timeout,
    }
    content = json.dumps(asked).encode()
    headers = [("content-encoding", "gzip"), ("content-length", "3"), ("x-answer", "yes")]
    return Response(200, "", request.url, headers, BytesBody(content), length=len(content))


def failing(reason: FailureReason) -> Answer:
    def fail(_request: Request) -> Response:
        raise ExchangeError(reason, "as the browser says")

    return fail


@pytest.fixture
def browser() -> Iterator[PlayedBrowser]:
    played = PlayedBrowser(echo)
    with ExitStack() as undo:
        old = pip._vendor.urllib3.connection
        for connection in (urllib3.connection, old):
            for cls in (connection.HTTPConnection, connection.HTTPSConnection):
                undo.callback(setattr, cls, "connect", cls.connect)
        client = install(played, ImportHook(), undo)
        urllib3_backend.adapt(old, client)
        token = route.set(Route("https://page.example/folder/index.html"))
        undo.callback(route.reset, token)
        yield played


@pytest.mark.usefixtures("browser")
def test_requests_sends_what_it_is_told() -> None:
    response = requests.post(
        "https://api.example/x?y=1", json={"a": 1}, headers={"X-Own": "yes"}, timeout=(3, 7)
    )
    assert response.json() == {
        "method": "POST",
        "url": "https://api.example/x?y=1",
        "headers": {"accept": "*/*", "content-type": "application/json", "x-own": "yes"},
        "body": '{"a": 1}',
        "timeout": 7,
    }
    assert response.reason == "OK"


@pytest.mark.usefixtures("browser")
def test_headers_of_what_the_browser_has_undone_are_left_out() -> None:
    response = requests.get("https://api.example/")
    assert "content-encoding" not in response.headers
    assert response.headers["content-length"] == str(len(response.content))
    assert response.headers["x-answer"] == "yes"


@pytest.mark.usefixtures("browser")
def test_a_body_may_come_in_chunks() -> None:
    parts = (bytes([n]) * n for n in range(1, 40))
    sent = requests.put("http://api.example/", data=parts).json()["body"]
    assert sent == "".join(chr(n) * n for n in range(1, 40))


@pytest.mark.usefixtures("browser")
def test_a_file_is_sent() -> None:
    response = requests.post("http://api.example/", data=io.BytesIO(b"\x00\xff"))
    assert response.json()["body"] == "\x00\xff"


def test_a_response_of_unknown_length_is_read_to_its_end(browser: PlayedBrowser) -> None:
    class Parts:
        def __init__(self) -> None:
            self.left = [b"one", b"two", b""]
            self.closed = False

        def read(self, timeout: float | None) -> bytes:
            assert timeout is None
            return self.left.pop(0)

        async def read_async(self, timeout: float | None) -> bytes:
            return self.read(timeout)

        def close(self) -> None:
            self.closed = True

    body = Parts()
    browser.answer = lambda request: Response(200, "OK", request.url, body=body)
    with requests.get("http://api.example/", stream=True) as response:
        assert list(response.iter_content(3)) == [b"one", b"two"]
    assert body.closed


@pytest.mark.parametrize("status", [204, 304, 404, 599])
def test_every_status_arrives(browser: PlayedBrowser, status: int) -> None:
    browser.answer = lambda request: Response(status, "", request.url, length=0)
    assert requests.get("http://api.example/").status_code == status


def test_head_keeps_the_length_of_what_does_not_come(browser: PlayedBrowser) -> None:
    browser.answer = lambda request: Response(200, "", request.url, length=1000)
    response = requests.head("http://api.example/")
    assert response.headers["content-length"] == "1000"
    assert response.content == b""


def redirected(_request: Request) -> Response:
    return Response(
        200, "OK", "https://other.example/final", body=BytesBody(b"there"), redirected=True, length=5
    )


def test_a_redirect_is_shown_and_followed_without_another_request(browser: PlayedBrowser) -> None:
    browser.answer = redirected
    response = requests.post("https://api.example/start", data="x")
    assert response.url == "https://other.example/final"
    assert [earlier.status_code for earlier in response.history] == [302]
    assert response.text == "there"
    assert len(browser.requests) == 1


def test_a_redirect_may_be_left_alone(browser: PlayedBrowser) -> None:
    browser.answer = redirected
    response = requests.get("https://api.example/start", allow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (302, "https://other.example/final")


def test_urllib_follows_a_redirect(browser: PlayedBrowser) -> None:
    browser.answer = redirected
    with urllib.request.urlopen("https://api.example/start") as response:
        assert (response.geturl(), response.read()) == ("https://other.example/final", b"there")


def test_an_old_response_does_not_stand_for_a_new_one(
    browser: PlayedBrowser, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser.answer = redirected
    requests.get("https://api.example/start", allow_redirects=False)
    browser.answer = echo
    monkeypatch.setattr("time.monotonic", lambda: 1e9)
    assert requests.get("https://other.example/final").json()["method"] == "GET"


@pytest.mark.parametrize("library", [urllib3, urllib3_1])
def test_both_versions_of_urllib3(browser: PlayedBrowser, library: Any) -> None:
    http = library.PoolManager()
    sent = json.loads(http.request("POST", "https://api.example/", fields={"a": "1"}).data)
    assert 'name="a"' in sent["body"]
    browser.answer = failing("timeout")
    with pytest.raises(library.exceptions.ReadTimeoutError):
        http.request("GET", "https://api.example/", retries=False)
    browser.answer = failing("refused")
    with pytest.raises(library.exceptions.NewConnectionError, match=r"CORS"):
        http.request("GET", "https://api.example/", retries=False)


def test_a_proxy_that_python_is_told_of_is_left_to_the_browser(browser: PlayedBrowser) -> None:
    proxies = {"http": "http://proxy.example:3128", "https": "http://proxy.example:3128"}
    for address in ("http://api.example/x", "https://api.example/x"):
        requests.get(address, proxies=proxies)
    assert [request.url for request in browser.requests] == [
        "http://api.example/x",
        "https://api.example/x",
    ]


@pytest.mark.usefixtures("browser")
def test_one_connection_makes_several_requests() -> None:
    connection = http.client.HTTPSConnection("api.example", 8443, timeout=5)
    for target in ("/one", "/two"):
        connection.request("GET", target)
        assert json.load(connection.getresponse())["url"] == f"https://api.example:8443{target}"


def test_an_address_of_numbers(browser: PlayedBrowser) -> None:
    urllib.request.urlopen("http://[::1]:8080/")
    assert browser.requests[0].url == "http://[::1]:8080/"


def test_timeouts_are_each_library_s_own(browser: PlayedBrowser) -> None:
    browser.answer = failing("timeout")
    with pytest.raises(requests.ReadTimeout):
        requests.get("http://api.example/", timeout=1)
    with pytest.raises(TimeoutError):
        urllib.request.urlopen("http://api.example/", timeout=1)


def test_refusals_are_each_library_s_own(browser: PlayedBrowser) -> None:
    browser.answer = failing("refused")
    with pytest.raises(requests.ConnectionError, match=r"proxy attribute of <web-dash>"):
        requests.get("https://api.example/")
    with pytest.raises(urllib.error.URLError, match=r"proxy attribute of <web-dash>"):
        urllib.request.urlopen("https://api.example/")


def sentence(reason: FailureReason, way: Route, url: str = "https://api.example/x") -> str:
    async def send() -> None:
        await Client(PlayedBrowser(failing(reason))).send_async(Request("GET", url))

    token = route.set(way)
    try:
        asyncio.run(send())
    except NoResponseError as error:
        return str(error)
    finally:
        route.reset(token)
    raise AssertionError("Nothing was raised.")


PAGE = Route("https://page.example/")


def test_failures_say_what_can_be_done() -> None:
    refusal = (
        "https://api.example does not allow pages of https://page.example to read this (CORS). "
        "Have the server answer with Access-Control-Allow-Origin: https://page.example; "
        "or put the file beside the page; or name a server that passes requests on, "
        "in the proxy attribute of <web-dash>."
    )
    assert sentence("refused", PAGE) == f"GET https://api.example/x: {refusal}"
    assert sentence("unreadable", PAGE).endswith(f": the server cannot be reached, or {refusal}")
    assert "Add https://api.example to its connect-src" in sentence("policy", PAGE)
    assert "cannot be reached" in sentence("unreachable", PAGE)
    assert "CORS" not in sentence("unreadable", PAGE, "https://page.example/x")


def test_mixed_content_is_named() -> None:
    assert "may not read addresses of http:" in sentence("unreachable", PAGE, "http://api.example/")
    for local in ("http://localhost:1/", "http://127.0.0.1/", "http://[::1]/", "http://a.localhost/"):
        assert "may not read" not in sentence("unreachable", PAGE, local)
    assert "may not read" not in sentence("unreachable", Route("http://a/"), "http://api.example/")


def test_a_failing_proxy_is_named() -> None:
    way = Route("https://page.example/", "https://proxy.example/?url=")
    assert sentence("refused", way).startswith(
        "GET https://api.example/x through the proxy https://proxy.example: https://proxy.example does not"
    )
    assert "proxy attribute" not in sentence("refused", way)


@pytest.mark.parametrize(
    ("proxy", "asked"),
    [
        ("https://proxy.example/", "https://proxy.example/https%3A%2F%2Fapi.example%2F%3Fa%3D1%262"),
        (
            "https://p.example/?u={url}&k=1",
            "https://p.example/?u=https%3A%2F%2Fapi.example%2F%3Fa%3D1%262&k=1",
        ),
    ],
)
def test_a_proxy_is_asked_for_other_origins(proxy: str, asked: str) -> None:
    way = Route("https://page.example/", proxy)
    assert way.through_proxy("https://api.example/?a=1&2") == asked


@pytest.mark.parametrize(
    "url", ["https://page.example:443/x", "https://proxy.example/y", "data:,x", "blob:x"]
)
def test_a_proxy_is_not_asked_for(url: str) -> None:
    assert Route("https://page.example/", "https://proxy.example/?").through_proxy(url) == url


def test_relative_addresses_begin_at_the_page() -> None:
    way = Route("https://page.example/folder/index.html")
    assert way.resolve("data.csv") == "https://page.example/folder/data.csv"
    assert way.resolve("https://api.example/") == "https://api.example/"


@pytest.mark.usefixtures("browser")
def test_sockets_are_refused_with_a_sentence() -> None:
    message = "no sockets, so it cannot connect to db.example:5432"
    with pytest.raises(OSError, match=message):
        socket.create_connection(("db.example", 5432))
    with socket.socket() as unconnected, pytest.raises(OSError, match=message):
        unconnected.connect(("db.example", 5432))
    with (
        socket.socket() as server,
        pytest.raises(OSError, match=r"cannot listen at localhost:8000.*app\.run"),
    ):
        server.bind(("localhost", 8000))


def test_the_standard_library_is_put_back() -> None:
    before = socket.create_connection
    with ExitStack() as undo:
        install(PlayedBrowser(echo), ImportHook(), undo)
        assert socket.create_connection is not before
    assert socket.create_connection is before


def test_libraries_do_without_the_real_ssl() -> None:
    code = """
        import sys
        from webdash.network import ssl_stand_in
        sys.modules["ssl"] = ssl_stand_in
        import asyncio, ftplib, http.client, smtplib, urllib.request
        import requests, urllib3
        import pip._vendor.urllib3
        http.client.HTTPSConnection("api.example")
        urllib.request.build_opener()
        for library in (urllib3, pip._vendor.urllib3):
            library.HTTPSConnectionPool("api.example", cert_reqs="CERT_NONE").ConnectionCls("api.example")
        requests.Session().get_adapter("https://api.example/")
    """
    source = Path(__file__).parents[1] / "src"
    subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        check=True,
        env={**os.environ, "PYTHONPATH": str(source)},
    )
