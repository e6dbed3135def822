import pytest

from webdash.kernel.cookies import CookieJar

from .conftest import Page


@pytest.fixture
def jar() -> CookieJar:
    return CookieJar("example.org")


def test_cookies_come_back_with_the_next_request_of_that_app_alone(page: Page) -> None:
    code = """
        @app.get("/set")
        def set_it():
            response = Response("set")
            response.set_cookie("a", "1")
            response.set_cookie("b", "2", httponly=True)
            return response
        app.get("/")(lambda: repr(dict(request.cookies)))
        """
    page.start_flask("a", code)
    page.start_flask("b", code)
    assert page.get("a", "/set").cookies == "a=1"
    assert page.text("a") == "{'a': '1', 'b': '2'}"
    assert page.text("b") == "{}"


def test_flasks_session_is_kept(page: Page) -> None:
    page.start_flask(
        "a",
        """
        from flask import session
        app.secret_key = "s"
        @app.get("/")
        def count():
            session["n"] = session.get("n", 0) + 1
            return str(session["n"])
        """,
    )
    assert [page.text("a") for _ in range(3)] == ["1", "2", "3"]


def test_cookies_set_by_script_reach_the_server(page: Page) -> None:
    page.start_flask("a", "app.get('/')(lambda: request.cookies.get('theme', ''))")
    response = page.get("a", script_cookies=["theme=dark; path=/"])
    assert (response.body, response.cookies) == (b"dark", "theme=dark")


def test_cookie_for_different_path(jar: CookieJar) -> None:
    jar.set_from_response("a=1; Path=/docs", "/")
    assert jar.header("/docs") == jar.header("/docs/x") == "a=1"
    assert jar.header("/") == jar.header("/docsx") == ""


def test_cookie_without_a_path_belongs_to_the_folder_of_its_request(jar: CookieJar) -> None:
    jar.set_from_response("a=1", "/x/y")
    assert jar.header("/x/z") == "a=1"
    assert jar.header("/z") == ""


def test_longer_paths_go_first(jar: CookieJar) -> None:
    jar.set_from_response("a=short; Path=/", "/")
    jar.set_from_response("a=long; Path=/x", "/")
    assert jar.header("/x") == "a=long; a=short"


def test_cookie_is_dropped_when_it_expires(jar: CookieJar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.time", lambda: 1000.0)
    jar.set_from_response("a=1; Max-Age=10", "/")
    jar.set_from_response("b=2; Expires=Thu, 01 Jan 1970 00:20:00 GMT", "/")
    assert jar.header("/") == "a=1; b=2"
    monkeypatch.setattr("time.time", lambda: 1011.0)
    assert jar.header("/") == "b=2"
    monkeypatch.setattr("time.time", lambda: 1200.0)
    assert jar.header("/") == ""


@pytest.mark.parametrize("end", ["Max-Age=0", "Expires=Thu, 01 Jan 1970 00:00:00 GMT"])
def test_cookie_is_deleted_by_a_past_end(jar: CookieJar, end: str) -> None:
    jar.set_from_response("a=1", "/")
    jar.set_from_response(f"a=; {end}", "/")
    assert jar.header("/") == ""


def test_max_age_goes_before_expires(jar: CookieJar) -> None:
    jar.set_from_response("a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60", "/")
    assert jar.header("/") == "a=1"


def test_script_neither_sees_nor_sets_http_only_cookies(jar: CookieJar) -> None:
    jar.set_from_response("a=1; HttpOnly", "/")
    jar.set_from_script("a=2")
    jar.set_from_script("b=3; HttpOnly")
    assert jar.for_script() == ""
    assert jar.header("/") == "a=1"


def test_cookie_for_another_domain_is_refused(jar: CookieJar) -> None:
    jar.set_from_response("a=1; Domain=other.org", "/")
    jar.set_from_response("b=2; Domain=.example.org", "/")
    assert jar.header("/") == "b=2"


def test_values_are_kept_as_they_are(jar: CookieJar) -> None:
    jar.set_from_response('a="x=y\\054"; Path=/', "/")
    assert jar.header("/") == 'a="x=y\\054"'
