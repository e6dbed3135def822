import { expect } from '@open-wc/testing';

import { FASTAPI, QUART } from './asgi-packages.js';
import { ask, loadFrom, mount, press, read, type WebDashElement } from './fixture.js';

const DASH = `
import asyncio, time
from dash import Dash, Input, Output, callback, html
app = Dash(__name__, BACKEND)
app.layout = html.Div([
    html.Button("Ask", id="ask"),
    html.P(id="sync"), html.P(id="first"), html.P(id="second"), html.P(id="met"),
])
waiting = asyncio.Event()

@callback(Output("sync", "children"), Input("ask", "n_clicks"))
def sync(clicks):
    return f"sync {clicks}"

@callback(Output("first", "children"), Input("ask", "n_clicks"))
async def first(clicks):
    await waiting.wait()
    return f"first {clicks}"

@callback(Output("second", "children"), Input("ask", "n_clicks"))
async def second(clicks):
    await asyncio.sleep(0.01)
    waiting.set()
    return f"second {clicks}"
`;

const ON_FASTAPI = `
from contextlib import asynccontextmanager
from fastapi import FastAPI, Request
from pydantic import BaseModel

class Item(BaseModel):
    name: str
    price: float = 1.5

@asynccontextmanager
async def lifespan(_app):
    await asyncio.sleep(0.01)
    yield {"found": "up"}

server = FastAPI(lifespan=lifespan)
${DASH.replace('BACKEND', 'server=server')}

@server.get("/found")
async def found(request: Request):
    return request.state.found

@server.post("/item")
def item(item: Item):
    return item

@server.get("/broken")
async def broken():
    raise RuntimeError("broken")

if __name__ == "__main__":
    app.run(debug=DEBUG)
`;

const WAYS = [
  { name: 'with JSPI', tag: 'waiting-dash', dist: '/dist/', debug: 'True' },
  {
    name: 'without JSPI',
    tag: 'blocking-dash',
    dist: '/fault/jspiless/web-dash-kernel.js/dist/',
    debug: 'False',
  },
];

for (const { name, tag, dist, debug } of WAYS) {
  describe(`a Dash app on FastAPI, ${name}`, () => {
    let app: WebDashElement;

    before(async () => {
      await loadFrom(dist, tag);
      const code = ON_FASTAPI.replace('DEBUG', debug);
      app = await mount({ tag, code, attributes: { requirements: FASTAPI } });
    });

    after(() => app.remove());

    it('answers callbacks, those that are coroutines beside each other', async () => {
      await press(app, 'ask');
      await read(app, 'sync', 'sync 1');
      await read(app, 'first', 'first 1');
      await read(app, 'second', 'second 1');
    });

    it('has routes of its own, that are coroutines or not, and its lifespan', async () => {
      expect(await ask(app, '/found')).to.equal('"up"');
      const init = {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: '{"name": "a"}',
      };
      const item = await app.fetch('/item', init);
      expect(await item.json()).to.deep.equal({ name: 'a', price: 1.5 });
      const wrong = await app.fetch('/item', { ...init, body: '{}' });
      expect(wrong.status).to.equal(422);
    });

    it('answers 500 where it fails, and goes on', async () => {
      expect((await app.fetch('/broken')).status).to.equal(500);
      expect(await ask(app, '/found')).to.equal('"up"');
    });
  });
}

describe('a Dash app on Quart', () => {
  const code = `${DASH.replace('BACKEND', 'backend="quart"')}
@app.server.get("/plain")
def plain():
    return "plain"
app.run()
`;
  before(() => loadFrom('/dist/', 'quart-dash'));

  for (const [line, attributes] of Object.entries({
    '314': {},
    '0.27': { 'pyodide-url': '/pyodide-0.27.7/' },
  })) {
    it(`answers on Pyodide ${line}`, async () => {
      const requirements = QUART;
      const app = await mount({
        tag: 'quart-dash',
        code,
        attributes: { ...attributes, requirements },
      });
      await press(app, 'ask');
      await read(app, 'sync', 'sync 1');
      await read(app, 'first', 'first 1');
      await read(app, 'second', 'second 1');
      expect(await ask(app, '/plain')).to.equal('plain');
      app.remove();
    });
  }
});
