import asyncio
import json
import textwrap
from collections.abc import Awaitable, Callable, Iterator
from contextvars import Context
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from webdash.kernel.kernel import Kernel
from webdash.kernel.messages import Definition, Level, Request, Response, Started

FLASK = """
    from flask import Flask, Response, request
    app = Flask(__name__)
"""


@dataclass
class Page:
    """What a page would do with a kernel, and what it would hear from it."""

    kernel: Kernel
    output: list[tuple[str | None, Level, str]] = field(default_factory=list)
    events: list[tuple[str | None, str, Any]] = field(default_factory=list)

    def start(
        self, name: str, code: str, files: dict[str, str] | None = None, main: str = "app.py"
    ) -> Started:
        """Start an app of WSGI."""
        started = self.begin(name, code, files, main)
        assert isinstance(started, Started)
        return started

    def begin(
        self, name: str, code: str, files: dict[str, str] | None = None, main: str = "app.py"
    ) -> Started | Awaitable[Started]:
        folder = self.kernel.prepare(name)
        for path, text in {**(files or {}), main: code}.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(textwrap.dedent(text))
        return self.kernel.start(name, Definition(textwrap.dedent(code), main, "http://example.org"))

    def start_flask(self, name: str, code: str) -> None:
        self.start(name, textwrap.dedent(FLASK) + textwrap.dedent(code))

    def get(self, name: str, target: str = "/", **options: Any) -> Response:
        response = self.kernel.request(name, Request(target=target, **options))
        assert isinstance(response, Response)
        return response

    def text(self, name: str, target: str = "/", **options: Any) -> str:
        return self.get(name, target, **options).body.decode()

    def json(self, name: str, target: str, **options: Any) -> Any:
        return json.loads(self.get(name, target, **options).body)

    def callback(self, name: str, output: str, **inputs: Any) -> Any:
        """Ask a Dash callback; keys of `inputs` are ``id__property``."""
        named = [(*key.split("__"), value) for key, value in inputs.items()]
        target, prop = output.split(".")
        body = {
            "output": output,
            "outputs": {"id": target, "property": prop},
            "inputs": [{"id": i, "property": p, "value": v} for i, p, v in named],
            "changedPropIds": [f"{i}.{p}" for i, p, _ in named],
        }
        headers = [("Content-Type", "application/json")]
        response = self.get(
            name, "/_dash-update-component", method="POST", headers=headers, body=json.dumps(body).encode()
        )
        assert response.status == 200, response
        return json.loads(response.body)["response"][target][prop]


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    output: list[tuple[str | None, Level, str]] = []
    events: list[tuple[str | None, str, Any]] = []
    kernel = Kernel(
        tmp_path / "apps",
        lambda *line: output.append(line),
        lambda app, name, detail: events.append((app, name, json.loads(detail))),
    )
    yield Page(kernel, output, events)
    kernel.close()


@pytest.fixture
def loop(page: Page) -> Iterator[asyncio.AbstractEventLoop]:
    class Loop(asyncio.SelectorEventLoop):
        def call_soon(  # type: ignore[override]
            self, callback: Callable[..., Any], *args: Any, context: Context | None = None
        ) -> asyncio.Handle:
            return super().call_soon(page.kernel.scheduled(callback, context), *args, context=context)

        def call_at(  # type: ignore[override]
            self, when: float, callback: Callable[..., Any], *args: Any, context: Context | None = None
        ) -> asyncio.TimerHandle:
            return super().call_at(when, page.kernel.scheduled(callback, context), *args, context=context)

    loop = Loop()
    asyncio.set_event_loop(loop)
    yield loop
    asyncio.set_event_loop(None)
    loop.close()
