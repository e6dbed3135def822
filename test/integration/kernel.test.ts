import { expect, waitUntil } from '@open-wc/testing';

import type { WebDashError } from '../../src/errors.js';
import { Kernel } from '../../src/kernel/kernel.js';
import type { AppResponse, Output } from '../../src/kernel/protocol.js';
import { startServer } from '../helpers/commands.js';
import { definitionOf } from '../helpers/definition.js';
import { locationBelow, PACK } from '../helpers/runtime-location.js';
import { makeNone } from './kept-snapshots.js';

/** The largest script that Dash serves. */
const PLOTLY = `/dist/${PACK}/suites/plotly/package_data/plotly.min.js`;

const APP = `
import sys
import warnings
from dash import Dash, Input, Output, dcc, html
from flask import request

app = Dash(__name__)
app.layout = html.Div([dcc.Input(id="name", value="you"), html.P(id="greeting")])


@app.callback(Output("greeting", "children"), Input("name", "value"))
def greet(name):
    return f"Hello {name}"


@app.server.post("/echo")
def echo():
    return request.get_data(), 201, {"Content-Type": "application/x-bytes"}


@app.server.get("/wait")
def wait():
    from pyodide.ffi import run_sync
    from asyncio import sleep

    run_sync(sleep(0.5))
    return "waited"


@app.server.get("/busy")
def busy():
    import time

    end = time.monotonic() + 0.5
    while time.monotonic() < end:
        pass
    return "done"


runs = []


@app.server.get("/runs/<name>")
def run(name):
    runs.append(name)
    return " ".join(runs)


@app.server.get("/abort")
def abort():
    import os

    os.abort()


print("printed")
warnings.warn("warned")

if __name__ == "__main__":
    app.run()
`;

/** A kernel with one file of its runtime replaced by a fault; see `test/runner/site.mjs`. */
function faulty(fault: string, file: string, origin = location.origin): Kernel {
  const base = `${origin}/fault/${fault}/${encodeURIComponent(file)}`;
  return Kernel.for('faulty', locationBelow(base));
}

async function get(kernel: Kernel, target: string, app = 'app'): Promise<AppResponse> {
  return kernel.request(app, { method: 'GET', target, headers: [], body: null });
}

async function errorOf(promise: Promise<unknown>): Promise<WebDashError> {
  try {
    await promise;
  } catch (error) {
    return error as WebDashError;
  }
  throw new Error('It was not rejected.');
}

const text = ({ body }: AppResponse): string => new TextDecoder().decode(body);

before(makeNone);

describe('a kernel', () => {
  const kernel = Kernel.for('integration', locationBelow(location.origin));
  const outputs: Output[] = [];
  const stages: string[] = [];

  before(async () => {
    kernel.addEventListener('output', ({ detail }) => void outputs.push(detail));
    await kernel.start('app', definitionOf(APP), {
      onprogress: ({ stage }) => {
        if (stages.at(-1) !== stage) stages.push(stage);
      },
    });
  });
  after(() => kernel.terminate());

  it('goes through its stages in their order', () => {
    expect(stages).to.deep.equal(['download', 'interpreter', 'packages', 'app']);
  });

  it('serves the app’s page', async () => {
    const page = await get(kernel, '/');
    expect(page.status).to.equal(200);
    expect(Object.fromEntries(page.headers)['Content-Type']).to.match(/^text\/html/);
    expect(text(page)).to.contain('react-entry-point');
  });

  it('answers a callback', async () => {
    const body = JSON.stringify({
      output: 'greeting.children',
      outputs: { id: 'greeting', property: 'children' },
      inputs: [{ id: 'name', property: 'value', value: 'world' }],
      changedPropIds: ['name.value'],
    });
    const answer = await kernel.request('app', {
      method: 'POST',
      target: '/_dash-update-component',
      headers: [['Content-Type', 'application/json']],
      body: new TextEncoder().encode(body),
    });
    expect(JSON.parse(text(answer))).to.have.nested.property(
      'response.greeting.children',
      'Hello world',
    );
  });

  it('serves the component suites', async () => {
    const page = text(await get(kernel, '/'));
    const scripts = [...page.matchAll(/src="(\/_dash-component-suites\/[^"]+)"/g)];
    expect(scripts.length).to.be.greaterThan(3);
    for (const [, src = ''] of scripts) {
      const script = await get(kernel, src);
      expect(script.status, src).to.equal(200);
      expect(script.body.length, src).to.be.greaterThan(500);
    }
  });

  it('carries binary bodies both ways unchanged', async () => {
    const body = new Uint8Array(70_000).map((_, index) => index % 256);
    const answer = await kernel.request('app', {
      method: 'POST',
      target: '/echo',
      headers: [],
      body: body.slice(),
    });
    expect(answer).to.include({ status: 201, statusText: 'CREATED' });
    expect(answer.body).to.deep.equal(body);
    expect(answer.body.buffer.byteLength).to.equal(body.length);
  });

  it('tells what the app prints and warns of, with the app’s name', () => {
    const own = outputs.filter(({ app }) => app === 'app');
    const find = (part: string): Output | undefined => own.find(({ text }) => text.includes(part));
    expect(find('printed')).to.include({ level: 'info' });
    expect(find('warned')).to.include({ level: 'warning' });
  });

  it('answers another request while one waits', async function () {
    if (!('Suspending' in WebAssembly)) this.skip();
    const order: string[] = [];
    await Promise.all([
      get(kernel, '/wait').then((answer) => order.push(text(answer))),
      get(kernel, '/_dash-layout').then(() => order.push('layout')),
    ]);
    expect(order).to.deep.equal(['layout', 'waited']);
  });

  it('does not run a request that was aborted while Python was busy', async () => {
    const busy = get(kernel, '/busy');
    await new Promise((resolve) => setTimeout(resolve, 100));
    const controller = new AbortController();
    const request = { method: 'GET', target: '/runs/unwanted', headers: [], body: null };
    const unwanted = errorOf(kernel.request('app', request, controller.signal));
    controller.abort();
    expect((await unwanted).name).to.equal('AbortError');
    await busy;
    expect(text(await get(kernel, '/runs/wanted'))).to.equal('wanted');
  });

  it('names the line of an app’s exception, and goes on', async () => {
    const error = await errorOf(kernel.start('broken', definitionOf('x = 1\n1 / 0\n')));
    expect(error.code).to.equal('python-exception');
    expect(error.detail).to.contain('line 2').and.contain('ZeroDivisionError');
    expect((await get(kernel, '/')).status).to.equal(200);
  });

  it('has what Dash requires but seldom imports, for apps that import it', async () => {
    const code = `import flask, requests, pydantic
app = flask.Flask(__name__)
app.get("/")(lambda: pydantic.BaseModel.__name__)
`;
    await kernel.start('extras', definitionOf(code));
    expect(text(await get(kernel, '/', 'extras'))).to.equal('BaseModel');
  });

  it('runs what an app leaves to the event loop as that app, whichever was asked last', async () => {
    const code = (name: string): string => `import asyncio, flask, os, js
from pyodide.ffi import create_once_callable
app = flask.Flask(__name__)
os.environ["WHO"] = "${name}"
woken = asyncio.get_event_loop().create_future()
js.setTimeout(create_once_callable(lambda: woken.set_result(None)), 150)
seen = []
async def look():
    await asyncio.sleep(0.1)
    seen.append(os.environ["WHO"])
    await woken
    seen.append(os.environ["WHO"])
asyncio.ensure_future(look())
app.get("/")(lambda: " ".join(seen))
`;
    for (const name of ['one', 'two']) await kernel.start(name, definitionOf(code(name)));
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(text(await get(kernel, '/', 'one'))).to.equal('one one');
    expect(text(await get(kernel, '/', 'two'))).to.equal('two two');
  });

  it('ends the tasks of an app that is stopped', async () => {
    const code = `import asyncio, flask
app = flask.Flask(__name__)
async def tick():
    while True:
        await asyncio.sleep(0.02)
        print("tick")
task = asyncio.ensure_future(tick())
`;
    await kernel.start('ticking', definitionOf(code));
    const ticks = (): number => outputs.filter(({ text }) => text === 'tick').length;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(ticks()).to.be.greaterThan(0);
    await kernel.stop('ticking');
    const before = ticks();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(ticks()).to.equal(before);
  });

  it('names a file that can’t be one, and goes on', async () => {
    for (const path of ['.', 'app.py/x', 'a\0b']) {
      const files = [{ path, content: new Uint8Array() }];
      const error = await errorOf(kernel.start('named', definitionOf(APP, { files })));
      expect(error.code, path).to.equal('source-invalid');
    }
    expect((await get(kernel, '/')).status).to.equal(200);
  });

  it('names a wheel that is not there, and a file that is none', async () => {
    const missing = `${location.origin}/wheels/nothing-1.0-py3-none-any.whl`;
    const error = await errorOf(
      kernel.start('w', definitionOf(APP, { requirements: [{ text: missing, base: origin }] })),
    );
    expect(error).to.include({ code: 'package-invalid', detail: missing });
    const file = 'tabulate-0.10.0-py3-none-any.whl';
    const page = `${location.origin}/fault/page/${file}/wheels/${file}`;
    const other = await errorOf(
      kernel.start('w', definitionOf(APP, { requirements: [{ text: page, base: origin }] })),
    );
    expect(other).to.include({ code: 'package-invalid', detail: page });
  });

  it('forgets a stopped app', async () => {
    await kernel.start('brief', definitionOf(APP));
    expect((await get(kernel, '/', 'brief')).status).to.equal(200);
    await kernel.stop('brief');
    expect((await errorOf(get(kernel, '/', 'brief'))).code).to.equal('app-not-found');
  });
});

describe('a kernel from another origin', () => {
  it('boots, loads each file once and nothing else', async () => {
    const server = await startServer();
    const kernel = Kernel.for('foreign', locationBelow(server.origin));
    try {
      await kernel.start('app', definitionOf(APP));
      expect((await get(kernel, '/')).status).to.equal(200);
      const requests = (await server.requests()).sort();
      const suites = requests.filter((path) => path.startsWith(`/dist/${PACK}/suites/`));
      expect(new Set(suites)).to.have.length(suites.length);
      expect(suites).to.include(PLOTLY);
      expect(requests.filter((path) => !suites.includes(path))).to.deep.equal([
        '/dist/pyodide/pyodide.asm.mjs',
        '/dist/pyodide/pyodide.asm.wasm',
        '/dist/pyodide/pyodide.mjs',
        `/dist/${PACK}/later.pack`,
        `/dist/${PACK}/library.pack`,
        `/dist/${PACK}/stdlib.pack`,
        '/dist/web-dash-kernel.js',
      ]);
    } finally {
      kernel.terminate();
      await server.kill();
    }
  });
});

describe('the files that no first page needs', () => {
  const LATER = `${PACK}/later.pack`;
  const app = `
from flask import Flask

app = Flask(__name__)


@app.get("/")
def bars():
    import xmlrpc.client
    import plotly.graph_objects as go
    return type(go.Bar(x=[1])).__module__ + " " + xmlrpc.client.__name__
`;

  async function answer(fault: string): Promise<{ response: AppResponse; outputs: string[] }> {
    // What is missing once is so for one browser.
    const server = await startServer();
    const kernel = faulty(fault, LATER, server.origin);
    const outputs: string[] = [];
    kernel.addEventListener('output', ({ detail }) => void outputs.push(detail.text));
    try {
      await kernel.start('app', definitionOf(app));
      const isTold = (): boolean => outputs.some((line) => line.includes('/later.pack'));
      await waitUntil(isTold, 'that it is missing is told', { timeout: 60_000 });
      return { response: await get(kernel, '/'), outputs };
    } finally {
      kernel.terminate();
      await server.kill();
    }
  }

  it('are waited for where they are read sooner', async () => {
    const { response } = await answer('once-missing');
    expect(text(response)).to.equal('plotly.graph_objs._bar xmlrpc.client');
  });

  it('keep no app from starting, and are named where they can’t be had', async () => {
    const { response, outputs } = await answer('missing');
    expect(response.status).to.equal(500);
    expect(outputs.join('\n')).to.contain('later.pack could not be loaded (status 404)');
    expect(outputs.join('\n')).to.match(/import xmlrpc.client\n[^]*OSError: .*I\/O error/);
  });
});

describe('a kernel whose interpreter ends', () => {
  it('dies, with all its calls', async () => {
    const kernel = Kernel.for('fatal', locationBelow(location.origin));
    await kernel.start('app', definitionOf(APP));
    const died = new Promise((resolve) => kernel.addEventListener('died', resolve));
    const error = await errorOf(get(kernel, '/abort'));
    expect(error.code).to.equal('kernel-died');
    await died;
    expect((await errorOf(get(kernel, '/'))).code).to.equal('kernel-died');
  });
});

describe('a kernel with a damaged runtime', () => {
  const files = [
    ...['pyodide.asm.mjs', 'pyodide.asm.wasm', 'pyodide.mjs'].map((name) => `pyodide/${name}`),
    ...['stdlib.pack', 'library.pack'].map((name) => `${PACK}/${name}`),
  ];
  for (const file of files) {
    it(`names ${file} when it is missing or corrupt`, async () => {
      const missing = await errorOf(faulty('missing', file).boot());
      expect(missing.code).to.equal('runtime-not-found');
      expect(missing.detail).to.match(new RegExp(`/${file}$`));
      expect(missing.message).to.contain('404');
      const corrupt = await errorOf(faulty('corrupt', file).boot());
      expect(corrupt.code).to.equal('runtime-corrupt');
      expect(corrupt.detail).to.match(new RegExp(`/${file}$`));
    });
  }

  it('names a script of Dash’s when an app starts without it', async () => {
    const kernel = faulty('corrupt', PLOTLY.slice('/dist/'.length));
    const error = await errorOf(kernel.start('app', definitionOf(APP)));
    expect(error.code).to.equal('runtime-corrupt');
    expect(error.detail).to.match(/\/plotly\.min\.js$/);
    kernel.terminate();
  });

  it('boots in a second try once the file is there', async () => {
    expect((await errorOf(faulty('missing', `${PACK}/stdlib.pack`).boot())).code).to.equal(
      'runtime-not-found',
    );
    const kernel = Kernel.for('faulty', locationBelow(location.origin));
    await kernel.boot();
    kernel.terminate();
  });
});
