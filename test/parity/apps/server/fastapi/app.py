"""FastAPI's side of an app: routes, models, sessions, middleware, redirects, forms, files, streams, events."""

import asyncio
from contextlib import asynccontextmanager

from dash import Dash, Input, Output, callback, clientside_callback, html
from fastapi import APIRouter, Cookie, Depends, FastAPI, HTTPException, Request, Response
from fastapi.responses import PlainTextResponse, RedirectResponse, StreamingResponse
from pydantic import BaseModel


@asynccontextmanager
async def lifespan(_app):
    yield {"began": True}


server = FastAPI(lifespan=lifespan)
app = Dash(__name__, server=server)
router = APIRouter(prefix="/api")


class Item(BaseModel):
    name: str
    price: float = 1.5


def doubled(number: int) -> int:
    return 2 * number


@router.get("/items/{number}")
async def item(request: Request, number: int, q: str | None = None, twice: int = Depends(doubled)):
    return {"number": number, "q": q, "twice": twice, "began": request.state.began}


@router.post("/items", status_code=201)
def create(item: Item):
    return item


@router.delete("/items/{number}")
def delete(number: int):
    raise HTTPException(410, f"{number} is gone", {"X-Marked": "gone"})


server.include_router(router)


@server.middleware("http")
async def mark(request: Request, call_next):
    response = await call_next(request)
    response.headers.setdefault("X-Marked", "yes")
    return response


@server.get("/cookies")
def cookies(response: Response, plain: str | None = Cookie(None)):
    response.set_cookie("plain", "v" + (plain or ""), max_age=1000)
    response.set_cookie("hidden", "unseen", httponly=True)
    return {"plain": plain}


@server.get("/redirect")
def redirect():
    return RedirectResponse("/api/items/7?q=x%20y")


@server.get("/stream")
async def stream():
    async def parts():
        for n in range(5):
            yield f"{n}\n"
            await asyncio.sleep(0.01)

    return StreamingResponse(parts(), media_type="text/plain")


@server.get("/events")
async def events():
    async def parts():
        for n in range(3):
            yield f"id: {n}\ndata: event {n}\n\n"
        yield "event: end\ndata: over\n\n"

    return StreamingResponse(parts(), media_type="text/event-stream")


@server.get("/broken")
def broken():
    raise RuntimeError("broken on purpose")


@server.exception_handler(KeyError)
async def missing(_request, error):
    return PlainTextResponse(f"no {error}", 404)


@server.get("/missing")
def lookup():
    return {}["key"]


REQUESTS = {
    "item": "fetch('/api/items/3?q=%C3%A9')",
    "wrong-item": "fetch('/api/items/three')",
    "create": "fetch('/api/items', {method: 'POST', body: JSON.stringify({name: 'é'}), headers: {'Content-Type': 'application/json'}})",
    "wrong-create": "fetch('/api/items', {method: 'POST', body: '{}', headers: {'Content-Type': 'application/json'}})",
    "delete": "fetch('/api/items/4', {method: 'DELETE'})",
    "wrong-method": "fetch('/api/items/4', {method: 'PATCH'})",
    "cookies": "fetch('/cookies')",
    "redirect": "fetch('/redirect')",
    "stream": "fetch('/stream')",
    "broken": "fetch('/broken')",
    "missing": "fetch('/missing')",
    "schema": "fetch('/openapi.json').then((response) => response.json()).then(({paths}) => new Response(Object.keys(paths).sort()))",
    "events": "new Promise((resolve) => { const heard = []; const source = new EventSource('/events'); source.onmessage = ({data, lastEventId}) => heard.push([data, lastEventId]); source.addEventListener('end', ({data}) => { source.close(); resolve(new Response(JSON.stringify([...heard, data]))); }); })",
}

app.layout = html.Div(
    [
        *[html.Button(name, id=name) for name in REQUESTS],
        html.Pre(id="answer"),
        html.P(id="request"),
    ]
)

for name, request in REQUESTS.items():
    clientside_callback(
        f"""async () => {{
            const response = await {request};
            const text = await response.text();
            const path = response.url && new URL(response.url).pathname + new URL(response.url).search;
            return JSON.stringify({{status: response.status, redirected: response.redirected, path, text,
                marked: response.headers.get('x-marked'), cookie: document.cookie}});
        }}""",
        Output("answer", "children", allow_duplicate=True),
        Input(name, "n_clicks"),
        prevent_initial_call=True,
    )


@callback(Output("request", "children"), Input("item", "n_clicks"))
async def tell(n_clicks):
    await asyncio.sleep(0.01)
    return f"asked {n_clicks}"


if __name__ == "__main__":
    app.run()
