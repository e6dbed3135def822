"""Apps of ASGI: those of FastAPI, of Quart, and Dash's on them."""

import asyncio
import json
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from webdash.kernel.errors import KernelError
from webdash.kernel.messages import Closed, FileChange, Request, Response, SocketAnswer

from .conftest import Page

DASH = """
    import asyncio
    from dash import Dash, Input, Output, callback, html
    app = Dash(__name__, backend={0!r})
    app.layout = html.Div([html.Div(id="i"), html.Div(id="o"), html.Div(id="later")])
    @callback(Output("o", "children"), Input("i", "n_clicks"))
    def answer(n):
        return f"answer {{n}}"
    @callback(Output("later", "children"), Input("i", "n_clicks"))
    async def later(n):
        await asyncio.sleep(0.01)
        return f"later {{n}}"
    {1}
    """


class Served:
    """Asks apps and waits for what they answer."""

    def __init__(self, page: Page, loop: asyncio.AbstractEventLoop) -> None:
        self.page = page
        self.wait = loop.run_until_complete
        self.names: list[str] = []

    def start(self, name: str, code: str, **options: Any) -> None:
        self.names.append(name)
        started: Any = self.page.begin(name, code, **options)
        if asyncio.isfuture(started):
            self.wait(started)

    def get(self, name: str, target: str = "/", **options: Any) -> Response:
        return self.ask(name, Request(target=target, **options))

    def ask(self, name: str, request: Request) -> Response:
        answer: Any = self.page.kernel.request(name, request)
        response: Response = answer if isinstance(answer, Response) else self.wait(answer)
        return response

    def text(self, name: str, target: str = "/") -> str:
        return self.get(name, target).body.decode()

    def read(self, name: str, response: Response) -> Any:
        assert response.channel is not None
        part: Any = self.page.kernel.read(name, response.channel)
        return self.wait(part) if asyncio.isfuture(part) else part

    def callback(self, name: str, output: str, value: int) -> Any:
        target, prop = output.split(".")
        body = {
            "output": output,
            "outputs": {"id": target, "property": prop},
            "inputs": [{"id": "i", "property": "n_clicks", "value": value}],
            "changedPropIds": ["i.n_clicks"],
        }
        headers = [("Content-Type", "application/json")]
        request = Request("POST", "/_dash-update-component", headers, json.dumps(body).encode())
        return json.loads(self.ask(name, request).body)["response"][target][prop]

    def stop(self) -> None:
        for name in self.names:
            self.page.kernel.stop(name)
        self.wait(asyncio.sleep(0.05))


@pytest.fixture
def served(page: Page, loop: asyncio.AbstractEventLoop) -> Iterator[Served]:
    served = Served(page, loop)
    yield served
    served.stop()


FASTAPI = """
    import asyncio, os, pathlib
    from contextlib import asynccontextmanager
    from fastapi import FastAPI, Request, Response
    from fastapi.responses import JSONResponse, StreamingResponse
    app = FastAPI()
    """


def fastapi(code: str) -> str:
    return textwrap.dedent(FASTAPI) + textwrap.dedent(code)


@pytest.mark.newest_dash
@pytest.mark.parametrize("backend", ["fastapi", "quart"])
@pytest.mark.parametrize("end", ["app.run()", "app.run(debug=True)", ""])
def test_a_dash_app_of_either_backend_answers(served: Served, backend: str, end: str) -> None:
    served.start("a", DASH.format(backend, end))
    assert "react-entry-point" in served.text("a")
    assert served.get("a", "/_dash-layout").status == 200
    assert served.callback("a", "o.children", 2) == "answer 2"
    assert served.callback("a", "later.children", 3) == "later 3"
    flask = DASH.format("flask", "").replace("async def", "def").replace("await ", "")
    served.start("b", flask)
    assert served.callback("b", "o.children", 4) == "answer 4"
    assert served.callback("a", "o.children", 5) == "answer 5"


def test_method_headers_query_and_body_arrive(served: Served) -> None:
    served.start(
        "a",
        fastapi("""
        @app.put("/x/{name}")
        async def put(name: str, request: Request):
            seen = [name, request.query_params.getlist("q"), request.headers.getlist("x-many")]
            return repr((*seen, request.headers["content-type"], await request.body(), str(request.url)))
        """),
    )
    response = served.ask(
        "a",
        Request(
            "put",
            "/x/%C3%A4%20b?q=1&q=%26",
            [("X-Many", "one"), ("x-many", "two"), ("Content-Type", "application/x-thing")],
            bytes(range(256)),
        ),
    )
    assert (response.status, response.status_text) == (200, "OK")
    assert eval(json.loads(response.body)) == (
        "ä b",
        ["1", "&"],
        ["one", "two"],
        "application/x-thing",
        bytes(range(256)),
        "http://example.org/x/ä b?q=1&q=%26",
    )


def test_cookies_are_kept(served: Served) -> None:
    served.start(
        "a",
        fastapi("""
        @app.get("/set")
        async def set_(response: Response):
            response.set_cookie("who", "me")
        @app.get("/get")
        async def get(request: Request):
            return request.cookies
        """),
    )
    assert served.get("a", "/set").cookies == "who=me"
    assert json.loads(served.text("a", "/get")) == {"who": "me"}


def test_an_exception_is_answered_with_500_and_logged(served: Served) -> None:
    served.start(
        "a",
        fastapi("""
        @app.get("/")
        async def get():
            raise RuntimeError("broken here")
        """),
    )
    response = served.get("a")
    assert (response.status, response.status_text) == (500, "Internal Server Error")
    assert any("broken here" in text and level == "error" for _app, level, text in served.page.output)


def test_requests_are_answered_beside_each_other(served: Served) -> None:
    served.start(
        "a",
        fastapi("""
        waiting = asyncio.Event()
        @app.get("/wait")
        async def wait():
            await waiting.wait()
            return os.environ["WHO"]
        @app.get("/go")
        async def go():
            waiting.set()
        os.environ["WHO"] = "a"
        """),
    )
    served.page.start_flask("b", "import os\nos.environ['WHO'] = 'b'")
    answer: Any = served.page.kernel.request("a", Request(target="/wait"))
    served.wait(asyncio.sleep(0.01))
    assert not answer.done()
    served.get("b")
    served.get("a", "/go")
    assert served.wait(answer).body == b'"a"'


LIFESPAN = """
    @asynccontextmanager
    async def lifespan(app):
        await asyncio.sleep(0.01)
        print("up")
        yield {"found": "in the state"}
        await asyncio.sleep(0.01)
        pathlib.Path(END).write_text("down")
    app = FastAPI(lifespan=lifespan)
    @app.get("/")
    async def get(request: Request):
        return request.state.found
    """


def test_the_lifespan_begins_before_the_first_request_and_ends_with_the_app(
    served: Served, tmp_path: Path
) -> None:
    served.start("a", fastapi(f"END = {str(tmp_path / 'end')!r}\n" + textwrap.dedent(LIFESPAN)))
    assert ("a", "info", "up") in served.page.output
    assert served.text("a") == '"in the state"'
    folder = tmp_path / "apps" / "a"
    assert folder.exists()
    served.page.kernel.stop("a")
    served.wait(asyncio.sleep(0.1))
    assert (tmp_path / "end").read_text() == "down"
    assert not folder.exists()


def test_a_startup_that_fails_is_the_error_of_the_app(served: Served) -> None:
    broken = LIFESPAN.replace('print("up")', 'raise OSError("no database")')
    with pytest.raises(KernelError) as failure:
        served.start("a", fastapi(textwrap.dedent(broken)))
    assert failure.value.code == "python-exception"
    assert failure.value.message == "OSError: no database"
    assert "Traceback" in (failure.value.detail or "")
    with pytest.raises(KernelError, match="No app"):
        served.page.kernel.request("a", Request())


SERVING = {
    "uvicorn.run": "import uvicorn; uvicorn.run(app, port=1)",
    "an import string": "import uvicorn\nif __name__ == '__main__': uvicorn.run('app:app', reload=True)",
    "uvicorn.Server": "import uvicorn; uvicorn.Server(uvicorn.Config(app)).run()",
    "asyncio.run": "import uvicorn; asyncio.run(uvicorn.Server(uvicorn.Config(app)).serve())",
    "hypercorn": "from hypercorn.asyncio import serve; asyncio.run(serve(app, None))",
    "nothing": "",
}


@pytest.mark.parametrize("how", list(SERVING))
def test_what_would_start_a_server_serves_the_app(served: Served, how: str) -> None:
    served.start("a", fastapi("app.get('/')(lambda: 'here')\n" + SERVING[how] + "\nother = FastAPI()"))
    assert served.text("a") == '"here"'


def test_quart_serves_by_its_own_run(served: Served) -> None:
    code = "from quart import Quart\napp = Quart(__name__)\napp.get('/')(lambda: 'here')\n"
    served.start("a", code + "app.run()")
    assert served.text("a") == "here"


@pytest.mark.parametrize("backend", ["fastapi", "quart"])
@pytest.mark.parametrize(
    ("run", "reloads"), [("debug=True", True), ("debug=True, RELOAD=False", False), ("", False)]
)
def test_an_app_in_debug_mode_is_to_be_started_anew_when_its_code_changes(
    served: Served, backend: str, run: str, reloads: bool
) -> None:
    run = run.replace("RELOAD", "reload" if backend == "fastapi" else "use_reloader")
    served.start("a", DASH.format(backend, f"app.run({run})"))
    change = FileChange("modified", "app.py")
    assert served.page.kernel.changed("a", [change]) == reloads


STREAM = """
    ended = []
    @app.get("/")
    async def get():
        async def parts():
            try:
                for n in range(1000):
                    yield f"part {n}\\n"
                    await asyncio.sleep(0.01)
                    if n == 2:
                        raise_if_asked()
            finally:
                ended.append("ended")
        return StreamingResponse(parts(), media_type="text/plain")
    def raise_if_asked():
        pass
    @app.get("/sized")
    async def sized():
        return StreamingResponse(iter([b"ab", b"cd"]), headers={"content-length": "4"})
    @app.get("/ended")
    async def told():
        return ended
    """


def test_a_stream_comes_part_by_part_until_it_is_given_up(served: Served) -> None:
    served.start("a", fastapi(STREAM))
    response = served.get("a")
    assert response.status == 200
    # The first part may come with the head.
    parts = [part for part in [response.body] if part]
    while len(parts) < 3:
        parts.append(served.read("a", response))
    assert parts == [b"part 0\n", b"part 1\n", b"part 2\n"]
    assert json.loads(served.text("a", "/ended")) == []
    served.page.kernel.close_channel("a", response.channel or 0)
    served.wait(asyncio.sleep(0.05))
    assert json.loads(served.text("a", "/ended")) == ["ended"]


def test_an_answer_of_known_length_comes_as_one(served: Served) -> None:
    served.start("a", fastapi(STREAM))
    response = served.get("a", "/sized")
    assert (response.body, response.channel) == (b"abcd", None)


def test_a_stream_that_breaks_is_an_error_of_who_reads_it(served: Served) -> None:
    served.start("a", fastapi(STREAM.replace("        pass", "        raise RuntimeError('broken here')")))
    response = served.get("a")
    parts = response.body
    with pytest.raises(KernelError, match="failed while it answered"):  # noqa: PT012
        while True:
            parts += served.read("a", response)
    assert parts == b"part 0\npart 1\npart 2\n"
    assert any("broken here" in text for _app, _level, text in served.page.output)


def test_what_waits_for_an_app_hears_of_its_end(served: Served) -> None:
    served.start("a", fastapi("@app.get('/')\nasync def wait(): await asyncio.sleep(1000)"))
    answer: Any = served.page.kernel.request("a", Request())
    served.wait(asyncio.sleep(0.01))
    served.page.kernel.stop("a")
    with pytest.raises(KernelError, match="stopped"):
        served.wait(asyncio.wait_for(answer, 1))


SOCKETS = """
    from fastapi import WebSocket, WebSocketDisconnect
    ended = []
    @app.websocket("/echo")
    async def echo(socket: WebSocket):
        if socket.query_params.get("refuse"):
            await socket.close(4003)
            return
        await socket.accept(subprotocol=socket.headers.get("sec-websocket-protocol"))
        try:
            while True:
                event = await socket.receive()
                if event["type"] == "websocket.disconnect":
                    ended.append([event["code"], event["reason"]])
                    return
                text = event.get("text")
                if text == "break":
                    raise RuntimeError("broken here")
                if text == "close":
                    await socket.close(4000, "as asked")
                    return
                await (socket.send_bytes(event["bytes"]) if text is None else socket.send_text(text))
        finally:
            ended.append("ended")
    @app.get("/ended")
    async def told():
        return ended
    """


def connect(served: Served, target: str) -> SocketAnswer | None:
    request = Request(target=target, headers=[("Sec-WebSocket-Protocol", "chat")])
    answer: Any = served.page.kernel.connect("a", request, ["chat"])
    opened: SocketAnswer | None = served.wait(answer)
    return opened


def opened(served: Served) -> int:
    served.start("a", fastapi(SOCKETS))
    answer = connect(served, "/echo")
    assert answer is not None
    assert answer.protocol == "chat"
    return answer.channel


def next_of(served: Served, channel: int) -> Any:
    part: Any = served.page.kernel.read("a", channel)
    return served.wait(asyncio.wait_for(part, 1))


def test_messages_of_a_websocket_come_and_go_until_the_page_closes_it(served: Served) -> None:
    channel = opened(served)
    for message in ("text", b"bytes"):
        served.page.kernel.write("a", channel, message)
        assert next_of(served, channel) == message
    served.page.kernel.close_channel("a", channel, Closed(3001, "enough"))
    served.wait(asyncio.sleep(0.02))
    assert json.loads(served.text("a", "/ended")) == [[3001, "enough"], "ended"]


@pytest.mark.parametrize(("message", "end"), [("close", Closed(4000, "as asked")), ("break", Closed(1011))])
def test_an_app_ends_a_websocket_by_closing_it_or_by_failing(
    served: Served, message: str, end: Closed
) -> None:
    channel = opened(served)
    served.page.kernel.write("a", channel, message)
    assert next_of(served, channel) == end
    with pytest.raises(KernelError, match="closed"):
        served.page.kernel.read("a", channel)


def test_an_app_refuses_a_websocket_by_closing_it_at_once_and_by_having_none(served: Served) -> None:
    served.start("a", fastapi(SOCKETS))
    assert connect(served, "/echo?refuse=1") is None
    assert connect(served, "/nowhere") is None
    served.page.start_flask("b", "")
    assert served.page.kernel.connect("b", Request(), []) is None


def test_websockets_hear_of_the_end_of_their_app(served: Served) -> None:
    channel = opened(served)
    waiting: Any = served.page.kernel.read("a", channel)
    served.page.kernel.stop("a")
    assert served.wait(asyncio.wait_for(waiting, 1)) == Closed(1001)
