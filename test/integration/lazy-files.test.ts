import { expect } from '@open-wc/testing';

import { startServer, type TestServer } from '../helpers/commands.js';
import { dedent } from '../../src/app-source.js';
import { ask, insert, load, shownFailure, until, type WebDashElement } from './fixture.js';

/** A file of some megabytes, and one that is an archive. */
const LARGE = '/dist/pyodide/pyodide.asm.wasm';
const WHEEL = '/wheels/dash-3.4.0-py3-none-any.whl';

const CODE = `
  import hashlib, os, zipfile
  from flask import Flask, request

  app = Flask(__name__)

  @app.get("/size")
  def size():
      return str(os.path.getsize("large.bin"))

  @app.get("/part")
  def part():
      start, end = int(request.args["start"]), int(request.args["end"])
      with open("large.bin", "rb") as file:
          file.seek(start)
          return hashlib.sha256(file.read(end - start)).hexdigest()

  @app.get("/lines")
  def lines():
      with open("large.bin", "rb", buffering=4096) as file:
          digest = hashlib.sha256()
          while chunk := file.read(10_000):
              digest.update(chunk)
      return digest.hexdigest()

  @app.get("/try")
  def attempt():
      try:
          exec(request.args["code"], globals())
      except OSError as error:
          return f"{type(error).__name__} {error.errno}: {error}"
      return "done"
`;

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

describe('a file that stays on its server', () => {
  before(load);

  let element: WebDashElement;
  let server: TestServer;
  let whole: Uint8Array<ArrayBuffer>;

  before(async () => {
    whole = new Uint8Array(await (await fetch(LARGE)).arrayBuffer());
  });

  beforeEach(async () => {
    server = await startServer();
  });

  afterEach(async () => {
    element.remove();
    await server.kill();
  });

  function show(url: string): void {
    element = insert({ code: CODE });
    element.remove();
    const file = document.createElement('web-dash-file');
    file.setAttribute('name', 'large.bin');
    file.setAttribute('url', url);
    file.toggleAttribute('lazy', true);
    element.append(file);
    document.body.append(element);
  }

  /** The ranges that were asked for, in bytes. */
  async function ranges(): Promise<[start: number, end: number][]> {
    return (await server.requests())
      .map((request) => /bytes=(\d+)-(\d+)$/.exec(request))
      .filter((match) => match !== null)
      .map(([, start, end]) => [Number(start), Number(end)]);
  }

  const part = (start: number, end: number): string => `/part?start=${start}&end=${end}`;
  const attempt = (code: string): string => `/try?code=${encodeURIComponent(code)}`;

  it('has its size at once, and gives the parts that are read', async () => {
    show(server.origin + LARGE);
    await element.ready;
    expect(await ask(element, '/size')).to.equal(String(whole.length));
    expect(await ranges()).to.deep.equal([[0, 0]]);

    const middle = Math.floor(whole.length / 2);
    expect(await ask(element, part(middle, middle + 100))).to.equal(
      await sha256(whole.slice(middle, middle + 100)),
    );
    const asked = (await ranges()).slice(1);
    expect(asked).to.have.length(1);
    const [[start, end] = [0, 0]] = asked;
    expect(start).to.be.at.most(middle);
    expect(end - start).to.be.below(512 * 1024);

    await ask(element, part(middle, middle + 100));
    expect(await ranges(), 'what was read is kept').to.have.length(2);
    const tail = part(whole.length - 10, whole.length + 10);
    expect(await ask(element, tail)).to.equal(await sha256(whole.slice(-10)));
  });

  it('is whole when it is read from front to back, in few requests', async () => {
    show(server.origin + LARGE);
    await element.ready;
    expect(await ask(element, '/lines')).to.equal(await sha256(whole));
    expect((await ranges()).length).to.be.below(8);
    expect(await element.files.read('large.bin')).to.deep.equal(whole);
  });

  it('is an archive to zipfile, of which it reads the end first', async () => {
    show(`${server.origin}${WHEEL}`);
    await element.ready;
    const code = 'assert zipfile.ZipFile("large.bin").read("dash/__init__.py")';
    expect(await ask(element, attempt(code))).to.equal('done');
    const [, [first] = [0]] = await ranges();
    expect(first).to.be.above(0);
  });

  it('comes as a whole, at the first read, from a server that gives no parts', async () => {
    show(`${server.origin}/fault/whole/pyodide.asm.wasm${LARGE}`);
    await element.ready;
    expect(await ask(element, '/size')).to.equal(String(whole.length));
    const before = (await server.requests()).length;
    expect(await ask(element, part(5, 50))).to.equal(await sha256(whole.slice(5, 50)));
    expect(await ask(element, '/lines')).to.equal(await sha256(whole));
    expect((await server.requests()).length).to.equal(before + 1);
  });

  it('can be read only, and can be removed', async () => {
    show(server.origin + LARGE);
    await element.ready;
    expect(await ask(element, attempt('open("large.bin", "w")'))).to.contain('OSError');
    expect(
      await ask(element, attempt('open("large.bin", "r+b", buffering=0).write(b"x")')),
    ).to.contain('OSError');
    expect(await ask(element, '/size')).to.equal(String(whole.length));
    expect(await ask(element, attempt('os.remove("large.bin")'))).to.equal('done');
  });

  it('is an OSError to Python when the server has gone, and the URL is told', async () => {
    show(server.origin + LARGE);
    await element.ready;
    const told: string[] = [];
    element.addEventListener('output', (event) => {
      event.preventDefault();
      told.push(event.text);
    });
    await server.kill();
    const answer = await ask(element, attempt('open("large.bin", "rb").read(10)'));
    expect(answer).to.contain('OSError 29');
    expect(told.join()).to.contain(server.origin + LARGE);
    const error: unknown = await element.files.read('large.bin').catch((e: unknown) => e);
    expect(error).to.have.property('name', 'NetworkError');
  });

  it('is read by pandas, and what that writes is told, with the older Pyodide', async () => {
    element = document.createElement('web-dash');
    element.loading = 'eager';
    element.setAttribute('pyodide-url', '/pyodide-0.27.7/');
    element.requirements = 'pandas';
    element.innerHTML = `<web-dash-file name="large.csv" url="${server.origin}/demo/apps/gallery/rivers.csv" lazy></web-dash-file>`;
    element.code = dedent(`
      import os
      import pandas
      from flask import Flask

      app = Flask(__name__)

      @app.get("/")
      def columns():
          frame = pandas.read_csv("large.csv")
          frame.to_csv("copy.csv", index=False)
          return f"{os.path.getsize('large.csv')} {len(frame)}"
    `);
    const changes: string[] = [];
    element.addEventListener('filechange', (event) =>
      changes.push(...event.changes.map(({ type, path }) => `${type} ${path}`)),
    );
    document.body.append(element);
    await element.ready;
    const text = await (await fetch('/demo/apps/gallery/rivers.csv')).text();
    const size = new TextEncoder().encode(text).length;
    const rows = text.trim().split('\n').length - 1;
    expect(await ask(element, '/')).to.equal(`${size} ${rows}`);
    // The element's own first page has asked for the content, which is kept.
    expect(await ranges()).to.deep.equal([
      [0, 0],
      [0, size - 1],
    ]);
    await until(() => changes.includes('appeared copy.csv'), 'the change is told');
    expect((await element.files.readText('copy.csv')).trim().split('\n')).to.have.length(rows + 1);
  });

  it('that is not there is named before the app starts', async () => {
    show(`${server.origin}/demo/none.bin`);
    expect(await shownFailure(element, 'source-not-found')).to.contain('/demo/none.bin');
    element.remove();
    show(`${server.origin}/fault/page/none.bin/demo/none.bin`);
    expect(await shownFailure(element, 'source-not-found')).to.contain('HTML page');
  });
});
