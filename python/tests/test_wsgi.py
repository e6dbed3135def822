import pytest

from webdash.kernel.errors import KernelError
from webdash.kernel.messages import Part, Response

from .conftest import Page


def test_method_headers_query_and_body_arrive(page: Page) -> None:
    page.start_flask(
        "a",
        """
        @app.route("/x/<name>", methods=["PUT"])
        def put(name):
            seen = [name, request.args.getlist("q"), request.headers["X-Many"], request.content_type]
            return repr((*seen, request.get_data(), request.url))
        """,
    )
    response = page.get(
        "a",
        "/x/%C3%A4%20b?q=1&q=%26",
        method="put",
        headers=[("X-Many", "one"), ("x-many", "two"), ("Content-Type", "application/x-thing")],
        body=bytes(range(256)),
    )
    assert response.status == 200
    assert eval(response.body) == (
        "ä b",
        ["1", "&"],
        "one,two",
        "application/x-thing",
        bytes(range(256)),
        "http://example.org/x/ä%20b?q=1&q=%26",
    )


def test_binary_answers_and_repeated_headers_come_back(page: Page) -> None:
    page.start_flask(
        "a",
        """
        @app.get("/")
        def get():
            response = Response(bytes(range(256)), 418, mimetype="application/x-tea")
            response.headers.add("Link", "<1>")
            response.headers.add("Link", "<2>")
            return response
        """,
    )
    response = page.get("a")
    assert (response.status, response.status_text) == (418, "I'M A TEAPOT")
    assert response.body == bytes(range(256))
    assert [value for name, value in response.headers if name == "Link"] == ["<1>", "<2>"]


def test_redirects_are_given_back_unfollowed(page: Page) -> None:
    page.start_flask("a", "from flask import redirect\napp.get('/')(lambda: redirect('/there'))")
    response = page.get("a")
    assert response.status == 302
    assert dict(response.headers)["Location"] == "/there"


def test_head_has_headers_and_no_body(page: Page) -> None:
    page.start_flask("a", "app.get('/')(lambda: 'hello')")
    response = page.get("a", method="HEAD")
    assert (response.status, response.body) == (200, b"")
    assert dict(response.headers)["Content-Length"] == "5"


def test_an_unchanged_file_is_answered_with_304(page: Page) -> None:
    page.start("a", "import dash\napp = dash.Dash(__name__)\napp.layout = []", {"assets/x.css": "p {}"})
    first = page.get("a", "/assets/x.css")
    assert first.body == b"p {}"
    etag = dict(first.headers)["ETag"]
    assert page.get("a", "/assets/x.css", headers=[("If-None-Match", etag)]).status == 304


STREAM = """
    import contextvars
    asked = contextvars.ContextVar("asked")
    closed = []
    @app.get("/")
    def stream():
        asked.set("of this request")
        def chunks():
            try:
                yield "a"
                yield asked.get()
                {}
            finally:
                closed.append(True)
        return chunks()
    app.get("/closed")(lambda: str(closed))
    """


def read(page: Page, response: Response) -> Part:
    assert response.channel is not None
    part = page.kernel.read("a", response.channel)
    assert part is None or isinstance(part, bytes)
    return part


def test_an_answer_without_a_length_comes_part_by_part_and_its_iterator_is_closed(page: Page) -> None:
    page.start_flask("a", STREAM.format(""))
    response = page.get("a")
    assert response.body == b"a"
    assert page.text("a", "/closed") == "[]"
    assert read(page, response) == b"of this request"
    assert read(page, response) is None
    assert page.text("a", "/closed") == "[True]"
    with pytest.raises(KernelError, match="closed"):
        read(page, response)


def test_the_iterator_of_an_answer_that_nobody_reads_on_is_closed(page: Page) -> None:
    page.start_flask("a", STREAM.format(""))
    page.kernel.close_channel("a", page.get("a").channel or 0)
    assert page.text("a", "/closed") == "[True]"
    left = page.get("a")
    page.kernel.stop("a")
    with pytest.raises(KernelError, match="No app"):
        read(page, left)


def test_an_answer_that_breaks_is_an_error_of_who_reads_it(page: Page) -> None:
    page.start_flask("a", STREAM.format("raise RuntimeError('broken here')"))
    response = page.get("a")
    read(page, response)
    with pytest.raises(KernelError, match="failed while it answered"):
        read(page, response)
    assert page.text("a", "/closed") == "[True]"
    assert any("broken here" in text for _app, _level, text in page.output)


def test_an_answer_in_parts_may_need_its_request(page: Page) -> None:
    page.start_flask(
        "a",
        """
        from flask import stream_with_context
        @app.get("/")
        def stream():
            return stream_with_context(f"{request.path}{n}" for n in range(2))
        """,
    )
    response = page.get("a")
    assert (response.body, read(page, response), read(page, response)) == (b"/0", b"/1", None)
    assert not [text for _, level, text in page.output if level == "error"]


def test_answers_of_known_length_come_as_one(page: Page) -> None:
    page.start_flask(
        "a",
        """
        @app.get("/")
        def sized():
            return Response(iter(["ab", "cd"]), headers={"Content-Length": "4"})
        @app.get("/none")
        def none():
            return Response(iter([]))
        @app.get("/text")
        def text():
            return "text"
        """,
    )
    for target, body in (("/", b"abcd"), ("/none", b""), ("/text", b"text")):
        response = page.get("a", target)
        assert (response.body, response.channel) == (body, None)
    head = page.get("a", "/", method="HEAD")
    assert (head.body, head.channel) == (b"", None)


def test_what_is_sent_through_write_is_not_lost(page: Page) -> None:
    page.start(
        "a",
        """
        def app(environ, start_response):
            write = start_response("200 OK", [])
            write(b"a")
            yield b"b"
        """,
    )
    response = page.get("a")
    assert response.body == b"ab"
    assert read(page, response) is None


def test_a_response_can_be_replaced_after_an_error(page: Page) -> None:
    page.start(
        "a",
        """
        import sys
        def app(environ, start_response):
            start_response("200 OK", [])
            try:
                1 / 0
            except ZeroDivisionError:
                start_response("503 Service Unavailable", [], sys.exc_info())
            return [b"later"]
        """,
    )
    assert (page.get("a").status, page.text("a")) == (503, "later")


def test_an_exception_in_a_flask_route_is_flasks_own_500(page: Page) -> None:
    page.start_flask("a", "app.get('/', endpoint='ill')(lambda: 1 / 0)\napp.get('/well')(lambda: 'well')")
    response = page.get("a")
    assert response.status == 500
    assert b"<title>500 Internal Server Error</title>" in response.body
    assert any("ZeroDivisionError" in text for _, level, text in page.output if level == "error")
    assert page.text("a", "/well") == "well"


def test_an_application_that_raises_is_answered_with_500_and_logged(page: Page) -> None:
    page.start("a", "def app(environ, start_response):\n    raise SystemExit(3)")
    response = page.get("a")
    assert (response.status, response.body) == (500, b"Internal Server Error")
    assert any(app == "a" and "SystemExit: 3" in text for app, _, text in page.output)


def test_an_exception_in_debug_mode_is_shown_on_a_page(page: Page) -> None:
    page.start_flask("a", "app.get('/')(lambda: 1 / 0)\napp.run(debug=True)")
    response = page.get("a")
    assert response.status == 500
    assert b"ZeroDivisionError" in response.body
    style = page.get("a", "/?__debugger__=yes&cmd=resource&f=style.css")
    assert dict(style.headers)["Content-Type"].startswith("text/css")


def test_an_unknown_app_is_a_named_error(page: Page) -> None:
    with pytest.raises(KernelError) as caught:
        page.get("nobody")
    assert caught.value.code == "app-not-found"


def test_its_frames_have_a_console(page: Page) -> None:
    page.start_flask(
        "a",
        """
        @app.get("/")
        def fail():
            secret = 6 * 7
            raise RuntimeError(request.path)
        app.run(debug=True)
        """,
    )
    text = page.text("a")
    secret = text.partition('SECRET = "')[2].partition('"')[0]
    frame = text.split('id="frame-')[-1].partition('"')[0]

    def enter(command: str) -> str:
        return page.text("a", f"/?__debugger__=yes&cmd={command}&frm={frame}&s={secret}")

    assert "EVALEX_TRUSTED = true" in text
    assert ">42<" in enter("secret")
    assert "/" in enter("request.path")
    before = len(page.output)
    assert "printed" in enter("print('printed')")
    page.get("a")
    assert all("printed" not in line for _, _, line in page.output[before:])
    assert "RuntimeError" in page.output[-1][2]
