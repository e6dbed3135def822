import { expect } from '@open-wc/testing';

import { ask, insert, load, mount, until, type WebDashElement } from './fixture.js';

const CODE = `
  import os
  from flask import Flask, request

  app = Flask(__name__)
  os.makedirs("out", exist_ok=True)

  @app.get("/read")
  def read():
      return open(request.args["path"], "rb").read()

  @app.get("/write")
  def write():
      with open("out/notes.txt", "a") as file:
          file.write("line\\n")
      return "done"

  @app.get("/run")
  def run():
      exec(request.args["code"])
      return "done"
`;

const BINARY = Uint8Array.from({ length: 300_000 }, (_, index) => (index * 31) % 256);

describe('the files of an app', () => {
  before(load);

  let element: WebDashElement;
  let changes: string[];

  beforeEach(async () => {
    element = insert({ code: CODE, files: { 'data/a.csv': 'x\n1' } });
    changes = [];
    element.addEventListener('filechange', (event) => {
      changes.push(...event.changes.map(({ type, kind, path }) => `${type} ${kind} ${path}`));
    });
    await element.ready;
  });

  afterEach(() => element.remove());

  const run = (code: string): Promise<string> =>
    ask(element, `/run?code=${encodeURIComponent(code)}`);

  async function refusal(attempt: Promise<unknown>): Promise<string> {
    const error: unknown = await attempt.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    return (error as Error | undefined)?.name ?? 'nothing was refused';
  }

  it('can be read by the page, byte for byte', async () => {
    expect(await element.files.readText('data/a.csv')).to.equal('x\n1\n');
    await run('open("out/b.bin", "wb").write(bytes(i * 31 % 256 for i in range(300_000)))');
    expect(await element.files.read('out/b.bin')).to.deep.equal(BINARY);
    expect(await element.files.readText('app.py')).to.contain('Flask(__name__)');
  });

  it('can be written by the page, in all forms of data', async () => {
    const view = new DataView(BINARY.slice().buffer, 10, 20);
    await element.files.write('a.bin', BINARY);
    await element.files.write('deep/er/b.bin', view);
    await element.files.write('c.bin', BINARY.buffer);
    await element.files.write('d.txt', 'Grüße');
    await element.files.write('d.txt', new Blob(['Ä']));
    expect(BINARY.length, 'what was written is still the page’s').to.equal(300_000);
    const bytes = async (path: string): Promise<Uint8Array> =>
      new Uint8Array(await (await element.fetch(`/read?path=${path}`)).arrayBuffer());
    expect(await bytes('a.bin')).to.deep.equal(BINARY);
    expect(await bytes('deep/er/b.bin')).to.deep.equal(BINARY.subarray(10, 30));
    expect(await bytes('c.bin')).to.deep.equal(BINARY);
    expect(new TextDecoder().decode(await bytes('d.txt'))).to.equal('Ä');
  });

  it('can be listed, with sizes and times', async () => {
    const names = (await element.files.list()).map(({ path, kind }) => `${kind} ${path}`);
    expect(names).to.include.members(['file app.py', 'directory data', 'directory out']);
    const [file] = await element.files.list('data');
    expect(file).to.include({ path: 'data/a.csv', kind: 'file', size: 4 });
    expect(Math.abs(Date.now() - (file?.lastModified ?? 0))).to.be.below(120_000);
    const all = await element.files.list('', { recursive: true });
    expect(all.map(({ path }) => path)).to.include.members(['data', 'data/a.csv']);
  });

  it('can be removed, folders with what is in them only where that is meant', async () => {
    await element.files.remove('data/a.csv');
    expect(await element.files.list('data')).to.deep.equal([]);
    await element.files.write('data/b/c.txt', '1');
    expect(await refusal(element.files.remove('data'))).to.equal('InvalidModificationError');
    await element.files.remove('data', { recursive: true });
    expect(await run('assert not os.path.exists("data")')).to.equal('done');
  });

  it('are refused by name', async () => {
    const { files } = element;
    expect(await refusal(files.read('none.txt'))).to.equal('NotFoundError');
    expect(await refusal(files.list('none'))).to.equal('NotFoundError');
    expect(await refusal(files.remove('none'))).to.equal('NotFoundError');
    expect(await refusal(files.read('data'))).to.equal('TypeMismatchError');
    expect(await refusal(files.write('data', 'x'))).to.equal('TypeMismatchError');
    expect(await refusal(files.write('app.py/x', 'x'))).to.equal('TypeMismatchError');
    expect(await refusal(files.list('app.py'))).to.equal('TypeMismatchError');
    for (const path of ['../app-0/x', '/etc/passwd', '', 'a\\b']) {
      expect(await refusal(files.read(path)), path).to.equal('TypeError');
      expect(await refusal(files.write(path, 'x')), path).to.equal('TypeError');
    }
  });

  it('tell when Python changes them, and when the page does', async () => {
    await until(() => changes.includes('appeared directory out'), 'the start is told of');
    await ask(element, '/write');
    await until(() => changes.includes('appeared file out/notes.txt'), 'a new file is told of');
    changes.length = 0;
    await ask(element, '/write');
    await until(() => changes.length > 0, 'a change is told of');
    expect(changes).to.deep.equal(['modified file out/notes.txt']);
    changes.length = 0;
    await element.files.write('new.txt', '1');
    await element.files.remove('out/notes.txt');
    await until(() => changes.length > 1, 'what the page does is told of');
    expect(changes.sort()).to.deep.equal([
      'appeared file new.txt',
      'disappeared file out/notes.txt',
    ]);
  });

  it('say nothing of what is only read, nor of Python’s bytecode', async () => {
    await element.files.write('part.py', 'x = 1');
    await until(() => changes.includes('appeared file part.py'), 'the file is told of');
    changes.length = 0;
    await run('import sys; sys.path.insert(0, ""); import part; open("app.py").read()');
    await element.files.list();
    await element.files.read('app.py');
    expect(changes).to.deep.equal([]);
  });

  it('are each app’s own', async () => {
    const other = await mount({ code: CODE, files: { 'data/a.csv': 'other' } });
    await other.files.write('only.txt', '1');
    expect(await refusal(element.files.read('only.txt'))).to.equal('NotFoundError');
    expect(await element.files.readText('data/a.csv')).to.equal('x\n1\n');
    other.remove();
    expect(changes.join()).not.to.contain('only.txt');
  });

  it('wait for the app, and are gone with it', async () => {
    element.remove();
    const later = insert({ code: CODE });
    const text = later.files.readText('app.py');
    expect(later.state).not.to.equal('ready');
    expect(await text).to.contain('Flask(__name__)');
    later.remove();
    const never = insert({ code: CODE });
    const gone = never.files.read('app.py');
    await new Promise((resolve) => never.addEventListener('loadstart', resolve));
    never.remove();
    expect(await refusal(gone)).to.equal('AbortError');
  });
});
