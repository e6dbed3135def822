import { expect } from '@open-wc/testing';

import { OriginPrivateStorage } from '../../src/kernel/persistence/origin-private-storage.js';
import { sha256Hex } from '../../src/kernel/store/sha256.js';
import { Vault } from '../../src/kernel/persistence/vault.js';
import { limitStorage, openPage } from '../helpers/commands.js';
import {
  insert,
  load,
  make,
  mount,
  shownFailure,
  until,
  type Options,
  type WebDashElement,
} from './fixture.js';

/** Runs whatever Python a test asks it to, in its own process: the value is that of `result`. */
const CODE = `
  import json
  from dash import Dash, html
  from flask import request

  app = Dash(__name__)
  app.layout = html.Div(id="app")

  @app.server.post("/run")
  def run():
      scope = {}
      exec(request.get_data(as_text=True), scope)
      return json.dumps(scope.get("result"))
`;

/** What a folder holds, as Python sees it: files with their bytes in hexadecimal, folders with nothing. */
const LIST = `
from pathlib import Path
result = {str(path): path.read_bytes().hex() if path.is_file() else None for path in Path("data").rglob("*")}
`;

describe('persist', () => {
  let id = 'app-0';
  let apps = 0;

  before(load);
  beforeEach(() => (id = `app-${++apps}`));
  afterEach(() => {
    for (const element of document.querySelectorAll('web-dash')) element.remove();
  });

  function options({ attributes, ...rest }: Options = {}): Options {
    return { code: CODE, attributes: { id, persist: 'data', ...attributes }, ...rest };
  }

  function visit(more: Options = {}): Promise<WebDashElement> {
    return mount(options(more));
  }

  /** The folder in which the browser holds what is kept of the app. */
  async function folderOfApp(): Promise<FileSystemDirectoryHandle> {
    const key = new TextEncoder().encode(`${location.pathname}#${id}`);
    const root = await navigator.storage.getDirectory();
    const apps = await root.getDirectoryHandle('web-dash');
    return apps.getDirectoryHandle(await sha256Hex(key));
  }

  /** Cuts short what the browser holds of the app, where the name is one of those. */
  async function damage(isVictim: (name: string) => boolean): Promise<void> {
    const folder = await folderOfApp();
    let damaged = 0;
    for await (const name of folder.keys()) {
      if (!isVictim(name)) continue;
      const writable = await (await folder.getFileHandle(name)).createWritable();
      await writable.write('x');
      await writable.close();
      damaged++;
    }
    expect(damaged).to.be.above(0);
  }

  /** Waits until the browser holds a file of the app, as later visits will find it. */
  async function isKept(path: string, content: string): Promise<void> {
    let found: string | undefined;
    // Two slow cores that many share take their time.
    const deadline = performance.now() + 60_000;
    while (found !== content && performance.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      const root = await navigator.storage.getDirectory();
      const storage = await OriginPrivateStorage.open(root, `${location.pathname}#${id}`);
      const { contents } = await new Vault(storage).load();
      found = new TextDecoder().decode(contents.get(path));
    }
    expect(found).to.equal(content);
  }

  it('keeps files, folders and what became of them, when the element goes and comes back', async () => {
    const first = await visit();
    expect(await run(first, LIST)).to.deep.equal({});
    await run(
      first,
      `
import os, shutil
os.makedirs("data/deep/er"); os.mkdir("data/empty"); os.mkdir("data/gone")
open("data/binary", "wb").write(bytes(range(256)))
open("data/deep/er/ä ö.txt", "w").write("x")
open("data/gone/file", "w").write("x")
open("data/none", "w").close()
open("elsewhere", "w").write("x")
`,
    );
    await run(
      first,
      `
import os, shutil
shutil.rmtree("data/gone"); os.rename("data/deep", "data/deeper")
open("data/deeper/er/ä ö.txt", "a").write("y")
`,
    );
    const before = await run(first, LIST);
    first.remove();
    const second = await visit();
    expect(await run(second, LIST)).to.deep.equal(before);
    expect(before).to.have.all.keys(
      ...['data/binary', 'data/none', 'data/empty', 'data/deeper', 'data/deeper/er'],
      'data/deeper/er/ä ö.txt',
    );
    const elsewhere = `import os; result = os.path.exists("elsewhere")`;
    expect(await run(second, elsewhere)).to.equal(false);
  });

  it('keeps the last of them, however soon the app is started anew', async () => {
    let element = await visit();
    const told = [listen(element)];
    const read = 'result = open("data/n").read()';
    for (let n = 0; n < 6; n++) {
      await run(element, `open("data/n", "w").write("${n}")`);
      if (n % 2 === 0) {
        await element.reload();
      } else {
        const next = make(options());
        element.replaceWith(next);
        element = await next.ready;
        told.push(listen(element));
      }
      expect(await run(element, read)).to.equal(String(n));
    }
    await isKept('data/n', '5');
    expect(told.flat()).to.deep.equal([]);
  });

  it('keeps them for another kernel, when Python dies', async () => {
    const first = await visit({ attributes: { kernel: 'mortal' } });
    await run(first, 'open("data/note", "w").write("long ago")');
    await isKept('data/note', 'long ago');
    void run(first, 'import os; open("data/note", "w").write("last"); os.abort()').catch(() => 0);
    await until(() => first.state === 'failed', 'Python dies');
    await first.reload();
    expect(await run(first, 'result = open("data/note").read()')).to.equal('last');
  });

  it('keeps them for another page', async () => {
    const element = await visit();
    await run(element, 'open("data/note", "w").write("from here")');
    await isKept('data/note', 'from here');
    // The page's address names the app.
    const base = `<base href="${location.pathname}">`;
    const page = await openPage(`${location.origin}/page?body=${encodeURIComponent(base)}`);
    const answer = await page.evaluate(`(async () => {
      await import('/dist/web-dash.js');
      const element = document.createElement('web-dash');
      element.id = ${JSON.stringify(id)};
      element.persist = 'data';
      element.loading = 'eager';
      element.code = ${JSON.stringify(element.code)};
      document.body.append(element);
      await element.ready;
      const body = 'result = open("data/note").read()';
      return (await element.fetch('/run', { method: 'POST', body })).text();
    })()`);
    await page.close();
    expect(answer).to.equal('"from here"');
  });

  it('keeps them with the older Pyodide too', async () => {
    const attributes = { 'pyodide-url': '/pyodide-0.27.7/' };
    const files = { 'data/given': 'x', 'data/gone': 'x' };
    const first = await visit({ attributes, files });
    await run(
      first,
      `
import os
os.mkdir("data/empty"); os.remove("data/gone"); open("data/given", "a").write("y")
with open("data/cut", "wb") as file:
    file.write(bytes(range(256)))
os.truncate("data/cut", 3); os.rename("data/cut", "data/renamed")
`,
    );
    const before = await run(first, LIST);
    first.remove();
    const second = await visit({ attributes, files });
    expect(await run(second, LIST)).to.deep.equal(before);
    expect(before).to.deep.include({ 'data/renamed': '000102', 'data/empty': null });
    expect(before).to.have.all.keys('data/renamed', 'data/empty', 'data/given');
  });

  it('keeps a database of SQLite, also one that is left in the midst of a transaction', async () => {
    const first = await visit();
    await run(
      first,
      `
import sqlite3
with sqlite3.connect("data/notes.db") as db:
    db.execute("create table notes (text)")
    db.execute("insert into notes values ('one')")
`,
    );
    await run(
      first,
      `
import builtins, sqlite3
builtins.db = db = sqlite3.connect("data/notes.db")
db.execute("pragma cache_size = 1")
db.executemany("insert into notes values (?)", [("x" * 1000,)] * 100)
`,
    );
    expect(await run(first, LIST)).to.include.keys('data/notes.db-journal');
    first.remove();
    const second = await visit();
    const read = `
import sqlite3
db = sqlite3.connect("data/notes.db")
result = [*db.execute("pragma integrity_check"), *db.execute("select text from notes")]
`;
    expect(await run(second, read)).to.deep.equal([['ok'], ['one']]);
  });

  it('begins with the author’s files, and keeps what the app makes of them', async () => {
    const files = { 'data/a': 'a1\n', 'data/b': 'b1\n', 'data/sub/c': 'c1\n', 'data/d': 'd1\n' };
    const first = await visit({ files });
    await run(
      first,
      `
import os, shutil
open("data/a", "w").write("mine"); os.remove("data/b"); shutil.rmtree("data/sub")
`,
    );
    first.remove();
    // The author has changed them all meanwhile, and added one.
    const later = { ...files, 'data/a': 'a2\n', 'data/b': 'b2\n', 'data/d': 'd2\n', 'data/e': 'e' };
    const second = await visit({ files: later });
    const names = `
import os
from pathlib import Path
result = {str(path): path.read_text() if path.is_file() else None for path in Path("data").rglob("*")}
`;
    expect(await run(second, names)).to.deep.equal({
      'data/a': 'mine',
      'data/d': 'd2\n',
      'data/e': 'e\n',
    });
  });

  it('keeps all of the app’s folder but its main file, if no folder is named', async () => {
    const files = { 'helper.py': 'VALUE = 1' };
    const first = await visit({ attributes: { persist: '' }, files });
    await run(first, 'import helper; open("note", "w").write("x"); open("app.py", "a").write("#")');
    first.remove();
    const second = await visit({
      ...{ attributes: { persist: '.' }, files: { 'helper.py': 'VALUE = 2' } },
      code: `${CODE}\n  SECOND = True`,
    });
    const look = `
import helper
result = [helper.VALUE, open("note").read(), "SECOND = True" in open("app.py").read()]
`;
    expect(await run(second, look)).to.deep.equal([2, 'x', true]);
  });

  it('forgets them when it is told to, and begins with the author’s', async () => {
    const files = { 'data/a': 'author' };
    const element = await visit({ files });
    await run(element, 'open("data/a", "w").write("mine"); open("data/b", "w").write("mine")');
    await element.reload({ forget: true });
    const look = 'import os; result = [open("data/a").read().strip(), os.listdir("data")]';
    expect(await run(element, look)).to.deep.equal(['author', ['a']]);
    await element.reload();
    expect(await run(element, look)).to.deep.equal(['author', ['a']]);
  });

  it('lets one of two that have the app at a time save, and tells the other', async () => {
    const one = await visit();
    // As in another tab: the same app, which the names in a page would tell apart.
    one.id = 'renamed';
    const other = await visit({ attributes: { kernel: 'other' } });
    const told = listen(other);
    await run(one, 'open("data/a", "w").write("one")');
    await isKept('data/a', 'one');
    await run(other, 'open("data/a", "w").write("other"); open("data/b", "w").write("other")');
    await until(() => told.length > 0, 'the other is told');
    await run(one, 'open("data/a", "a").write(" goes on")');
    await isKept('data/a', 'one goes on');
    expect(await run(other, 'result = open("data/a").read()'), 'it goes on').to.equal('other');
    await other.reload();
    expect(await run(other, 'result = open("data/a").read()')).to.equal('one goes on');
    await run(other, 'open("data/a", "w").write("other")');
    await isKept('data/a', 'other');
    expect(told).to.have.length(1);
    expect(told[0]).to.contain('persist-conflict');
  });

  it('says what of it is damaged, and goes on with the rest', async () => {
    const files = { 'data/a': 'author' };
    const element = await visit({ files });
    await run(element, 'open("data/a", "w").write("mine")');
    await isKept('data/a', 'mine');
    await run(element, 'open("data/b", "w").write("b")');
    await isKept('data/b', 'b');
    element.remove();
    await damage((name) => name === '1-0');
    const told = listen(document.body.appendChild(element));
    await element.ready;
    expect(told).to.have.length(1);
    expect(told[0]).to.match(/^persist-failed: .*data\/a/);
    const look = 'result = [open("data/a").read().strip(), open("data/b").read()]';
    expect(await run(element, look)).to.deep.equal(['author', 'b']);
    await run(element, 'open("data/a", "w").write("new")');
    await isKept('data/a', 'new');
  });

  it('overwrites nothing that it can’t read, unless it is told to forget it', async () => {
    const element = await visit();
    for (const text of ['one', 'two']) {
      await run(element, `open("data/a", "w").write("${text}")`);
      await isKept('data/a', text);
    }
    element.remove();
    await damage((name) => name.startsWith('index'));
    const told = listen(document.body.appendChild(element));
    await element.ready;
    expect(told).to.have.length(1);
    expect(told[0]).to.contain('persist-failed');
    expect(await run(element, LIST)).to.deep.equal({});
    await run(element, 'open("data/a", "w").write("three")');
    await element.reload();
    expect(await run(element, LIST)).to.deep.equal({});
    expect(told).to.have.length(2);
    await element.reload({ forget: true });
    await run(element, 'open("data/a", "w").write("four")');
    await isKept('data/a', 'four');
    expect(told).to.have.length(2);
  });

  // Only Chromium's limit can be set.
  if (navigator.userAgent.includes('Chrome')) {
    it('says when there is no space left, keeps what it had, and goes on when there is space', async () => {
      const element = await visit();
      const told = listen(element);
      await run(element, 'open("data/a", "w").write("first")');
      await isKept('data/a', 'first');
      await limitStorage(1);
      try {
        await run(element, 'open("data/a", "w").write("second")');
        await until(() => told.length > 0, 'the page is told');
        await isKept('data/a', 'first');
        await run(element, 'open("data/b", "w").write("b")');
        expect(await run(element, 'result = open("data/a").read()')).to.equal('second');
        await limitStorage(null);
        await run(element, 'open("data/c", "w").write("c")');
        await isKept('data/a', 'second');
        await isKept('data/b', 'b');
        expect(told).to.have.length(1);
        expect(told[0]).to.match(/^persist-full: .*[\d.]+ MB of the [\d.]+ MB/);
      } finally {
        await limitStorage(null);
      }
    });
  }

  it('leaves what is kept as it was, when the app does not start', async () => {
    const element = await visit();
    await run(element, 'open("data/a", "w").write("good")');
    element.code = 'open("data/a", "w").write("bad")\nraise ValueError';
    await until(() => element.state === 'failed', 'the app fails');
    element.code = (await import('../../src/app-source.js')).dedent(CODE);
    await until(() => element.state === 'ready', 'the app is shown');
    expect(await run(element, 'result = open("data/a").read()')).to.equal('good');
  });

  it('is refused for what is no folder of the app', async () => {
    for (const persist of ['../data', '/data', 'data file/below']) {
      const element = insert(options({ attributes: { persist }, files: { file: 'text' } }));
      const text = await shownFailure(element, 'source-invalid');
      expect(text).to.contain(persist.split(' ').at(-1));
      element.remove();
    }
  });
});

/** Collects what an element tells of files that can't be kept. */
function listen(element: WebDashElement): string[] {
  const told: string[] = [];
  element.addEventListener('persisterror', (event) => {
    event.preventDefault();
    told.push(`${event.error.code}: ${event.message}`);
  });
  return told;
}

/** Has the app run some Python; gives what that leaves in `result`. */
async function run(element: WebDashElement, code: string): Promise<unknown> {
  const response = await element.fetch('/run', { method: 'POST', body: code });
  expect(response.status, code).to.equal(200);
  return response.json();
}
