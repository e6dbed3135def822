import { expect } from '@open-wc/testing';

import { ask, load, mount, type WebDashElement } from './fixture.js';

const CODE = `
import hashlib, io, time
from dash import Dash, html
from flask import Blueprint, Response, abort, redirect, request, send_file, url_for

app = Dash(__name__)
app.layout = html.Div("Hello", id="hello")
server = app.server

@server.route("/echo", methods=["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def echo():
    return {
        "method": request.method,
        "args": request.args.to_dict(flat=False),
        "header": request.headers.get("X-Test"),
        "type": request.content_type,
        "json": request.get_json(silent=True),
        "form": request.form.to_dict(),
        "files": {name: file.read().decode() for name, file in request.files.items()},
        "url": request.url,
        "agent": request.user_agent.string,
    }

@server.post("/reverse")
def reverse():
    return Response(request.get_data()[::-1], content_type="application/octet-stream")

@server.post("/digest")
def digest():
    return hashlib.sha256(request.get_data()).hexdigest()

@server.get("/old")
def old():
    return redirect("/new?from=old")

@server.get("/new")
def new():
    return "new " + request.args["from"]

@server.post("/see-other")
def see_other():
    return redirect(url_for("echo"), 303)

@server.post("/again")
def again():
    return redirect(url_for("echo"), 307)

@server.get("/tagged")
def tagged():
    response = Response("tagged")
    response.set_etag("one")
    response.headers["X-Two"] = "a"
    response.headers.add("X-Two", "b")
    return response.make_conditional(request)

@server.get("/missing")
def missing():
    abort(404, "Nothing here")

@server.get("/broken")
def broken():
    raise RuntimeError("broken")

@server.get("/teapot")
def teapot():
    return Response("short and stout", status="418 I'M A TEAPOT")

@server.get("/stream")
def stream():
    return Response(f"line {n}\\n" for n in range(3))

@server.get("/file")
def file():
    content = io.BytesIO(bytes(range(256)))
    return send_file(content, download_name="Übersicht.bin", as_attachment=True)

@server.get("/slow")
def slow():
    end = time.monotonic() + 1
    while time.monotonic() < end:
        pass
    return "slow"

@server.get("/busy")
def busy():
    end = time.perf_counter() + 0.1
    while time.perf_counter() < end:
        pass
    return ""

@server.delete("/nothing")
def nothing():
    return "", 204

blueprint = Blueprint("api", __name__, url_prefix="/api")

@blueprint.get("/items/<int:number>")
def item(number):
    return {"number": number, "url": url_for("api.item", number=number, _external=True)}

server.register_blueprint(blueprint)
`;

interface Echo {
  readonly method: string;
  readonly args: Record<string, string[]>;
  readonly header: string | null;
  readonly type: string | null;
  readonly json: unknown;
  readonly form: Record<string, string>;
  readonly files: Record<string, string>;
  readonly url: string;
  readonly agent: string;
}

describe('an app asked through its element', () => {
  let element: WebDashElement;

  before(async () => {
    await load();
    element = await mount({ code: CODE });
  });

  async function echo(path: string, init?: RequestInit): Promise<Echo> {
    return (await (await element.fetch(path, init)).json()) as Echo;
  }

  it('gets the method, headers and query', async () => {
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      expect((await echo('/echo', { method })).method).to.equal(method);
    }
    const answer = await echo('/echo?a=1&a=%C3%A9&b=%26', { headers: { 'X-Test': 'yes' } });
    expect(answer.header).to.equal('yes');
    expect(answer.args).to.deep.equal({ a: ['1', 'é'], b: ['&'] });
    expect(answer.url).to.equal(`${location.origin}/echo?a=1&a=é&b=%26`);
    expect(answer.agent).to.equal(navigator.userAgent);
    const head = await element.fetch('/echo', { method: 'HEAD' });
    expect([head.status, await head.text()]).to.deep.equal([200, '']);
  });

  it('gets bodies of each kind', async () => {
    const headers = { 'Content-Type': 'application/json' };
    const post = (body: BodyInit, more?: RequestInit): Promise<Echo> =>
      echo('/echo', { method: 'POST', body, ...more });
    expect((await post('{"a": [1, "ü"]}', { headers })).json).to.deep.equal({ a: [1, 'ü'] });
    expect((await post(new URLSearchParams({ name: 'é&=' }))).form).to.deep.equal({ name: 'é&=' });
    const form = new FormData();
    form.set('name', 'Ada');
    form.set('file', new File(['content'], 'notes.txt', { type: 'text/plain' }));
    const answer = await post(form);
    expect(answer.form).to.deep.equal({ name: 'Ada' });
    expect(answer.files).to.deep.equal({ file: 'content' });
    expect(answer.type).to.contain('multipart/form-data; boundary=');
    expect((await post('plain')).type).to.equal('text/plain;charset=UTF-8');
  });

  it('keeps every byte of a body, both ways', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    const reversed = await element.fetch('/reverse', { method: 'POST', body: bytes });
    expect(new Uint8Array(await reversed.arrayBuffer())).to.deep.equal(bytes.toReversed());
    const large = new Uint8Array(5_000_000).map((_, index) => index % 251);
    const digest = await element.fetch('/digest', { method: 'POST', body: large });
    expect(await digest.text()).to.equal(await sha256(large));
    expect(large.length, 'the sender keeps its bytes').to.equal(5_000_000);
  });

  it('follows redirects as a browser does', async () => {
    const response = await element.fetch('/old');
    expect(await response.text()).to.equal('new old');
    expect(response.redirected).to.be.true;
    expect(response.url).to.equal(`${location.origin}/new?from=old`);
    const body = new URLSearchParams({ a: '1' });
    expect((await echo('/see-other', { method: 'POST', body })).method).to.equal('GET');
    const again = await echo('/again', { method: 'POST', body });
    expect([again.method, again.form]).to.deep.equal(['POST', { a: '1' }]);
  });

  it('answers a known ETag with 304, and repeated headers as one', async () => {
    const first = await element.fetch('/tagged');
    expect(first.headers.get('ETag')).to.equal('"one"');
    expect(first.headers.get('X-Two')).to.equal('a, b');
    const second = await element.fetch('/tagged', { headers: { 'If-None-Match': '"one"' } });
    expect([second.status, await second.text()]).to.deep.equal([304, '']);
  });

  it('tells of its failures by status', async () => {
    const missing = await element.fetch('/missing');
    expect([missing.status, missing.ok, missing.statusText]).to.deep.equal([
      404,
      false,
      'NOT FOUND',
    ]);
    expect(await missing.text()).to.contain('Nothing here');
    expect((await element.fetch('/broken')).status).to.equal(500);
    const teapot = await element.fetch('/teapot');
    expect([teapot.status, teapot.statusText]).to.deep.equal([418, "I'M A TEAPOT"]);
    expect((await element.fetch('/nothing', { method: 'DELETE' })).status).to.equal(204);
    const wrong = await element.fetch('/old', { method: 'POST' });
    expect(wrong.status, 'a route of GET only').to.equal(405);
  });

  it('serves streams, files and blueprints', async () => {
    expect(await ask(element, '/stream')).to.equal('line 0\nline 1\nline 2\n');
    const file = await element.fetch('/file');
    expect((await file.arrayBuffer()).byteLength).to.equal(256);
    expect(file.headers.get('Content-Disposition')).to.contain("filename*=UTF-8''%C3%9Cbersicht");
    const item = (await (await element.fetch('/api/items/7')).json()) as unknown;
    expect(item).to.deep.equal({ number: 7, url: `${location.origin}/api/items/7` });
  });

  it('is asked with paths relative to its own address, not the page’s', async () => {
    expect((await echo('echo?x=1')).url).to.equal(`${location.origin}/echo?x=1`);
    const request = new Request('/echo', { method: 'PUT', body: 'x' });
    expect((await echo(request.url, request)).method).to.equal('PUT');
  });

  it('answers each of many requests when it is done, not all with the last', async () => {
    const asked = Array.from({ length: 9 }, async () => {
      await element.fetch('/busy');
      return performance.now();
    });
    const times = await Promise.all(asked);
    const pauses = times.map((time, index) => time - (times[index - 1] ?? time));
    expect(pauses.filter((pause) => pause > 50).length).to.be.above(5);
  });

  it('lets a slow request be aborted, and answers the next', async () => {
    const controller = new AbortController();
    const slow = element.fetch('/slow', { signal: controller.signal }).then(
      () => 'answered',
      (error: unknown) => (error as Error).name,
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    const start = performance.now();
    controller.abort();
    expect(await slow).to.equal('AbortError');
    expect(performance.now() - start).to.be.below(500);
    expect((await element.fetch('/hello', { signal: AbortSignal.timeout(20_000) })).ok).to.be.true;
    const late = element.fetch('/hello', { signal: AbortSignal.abort() });
    expect(await late.catch((error: unknown) => (error as Error).name)).to.equal('AbortError');
  });

  it('answers a fetch made before it was ready', async () => {
    const early = document.createElement('web-dash');
    early.loading = 'eager';
    early.code = CODE;
    document.body.append(early);
    expect(early.state).to.equal('idle');
    expect(await ask(early, '/new?from=early')).to.equal('new early');
    early.remove();
  });
});

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
