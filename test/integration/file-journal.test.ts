import { expect } from '@open-wc/testing';
import type { loadPyodide, PyodideAPI } from 'pyodide';

import type { EmscriptenFS } from '../../src/kernel/file-system/emscripten-fs.js';
import { FileJournal } from '../../src/kernel/file-system/file-journal.js';

/** Pyodide as it comes from npm. */
const PYODIDE = '/dist/pyodide/pyodide.mjs';
const PACKAGE = '/node_modules/pyodide/';

const FOLDER = '/home/pyodide/project';

describe('the journal of a folder’s files', () => {
  let pyodide: PyodideAPI;
  let journal: FileJournal;
  let told: string[][];

  before(async () => {
    const module = (await import(PYODIDE)) as { loadPyodide: typeof loadPyodide };
    pyodide = await module.loadPyodide({
      indexURL: new URL('.', new URL(PYODIDE, location.href)).href,
      stdLibURL: `${location.origin}${PACKAGE}python_stdlib.zip`,
      lockFileURL: `${location.origin}${PACKAGE}pyodide-lock.json`,
    });
    journal = new FileJournal(pyodide.FS as EmscriptenFS);
    pyodide.runPython(`
      import os, shutil, mmap
      os.makedirs("${FOLDER}")
      os.chdir("${FOLDER}")
    `);
    journal.watch(FOLDER, (changes) =>
      told.push(changes.map(({ type, kind, path }) => `${type} ${kind} ${path}`).sort()),
    );
  });

  beforeEach(() => (told = []));

  afterEach(() => {
    pyodide.runPython(`
      for entry in os.scandir("${FOLDER}"):
          shutil.rmtree(entry) if entry.is_dir() else os.remove(entry)
    `);
    journal.flush();
  });

  /** Runs Python, and returns what was told of it. */
  function changes(code: string): string[] {
    told = [];
    pyodide.runPython(code);
    journal.flush();
    return told.flat();
  }

  it('tells of files and folders that came, changed and went', () => {
    expect(changes('os.makedirs("d/e"); open("d/e/a.txt", "w").write("1")')).to.deep.equal([
      'appeared directory d',
      'appeared directory d/e',
      'appeared file d/e/a.txt',
    ]);
    expect(changes('open("d/e/a.txt", "a").write("2")')).to.deep.equal(['modified file d/e/a.txt']);
    expect(changes('os.remove("d/e/a.txt"); os.rmdir("d/e")')).to.deep.equal([
      'disappeared directory d/e',
      'disappeared file d/e/a.txt',
    ]);
  });

  it('sees a rewrite of the same length in the same moment', () => {
    changes('open("a", "w").write("1")');
    for (let n = 0; n < 20; n++) {
      expect(changes(`open("a", "w").write("${n % 10}")`)).to.deep.equal(['modified file a']);
    }
  });

  it('sees a file cut short, emptied, and written through a memory map', () => {
    changes('open("a", "wb").write(bytes(5000))');
    expect(changes('os.truncate("a", 4096)')).to.deep.equal(['modified file a']);
    expect(changes('open("a", "rb").read(); os.stat("a"); os.listdir(".")')).to.deep.equal([]);
    const mapped = `
      with open("a", "r+b") as f, mmap.mmap(f.fileno(), 0) as m:
          m[0:1] = b"x"
          m.flush()
    `;
    expect(changes(mapped)).to.deep.equal(['modified file a']);
    expect(changes('open("a", "w").close()')).to.deep.equal(['modified file a']);
  });

  it('tells what a replacement by renaming comes to, as editors and pandas do it', () => {
    changes('open("a", "w").write("old")');
    expect(changes('open("a~", "w").write("new"); os.replace("a~", "a")')).to.deep.equal([
      'modified file a',
    ]);
  });

  it('tells of all that is in a folder that moves, in or out', () => {
    changes('os.makedirs("d/e"); open("d/e/a", "w").close()');
    expect(changes('os.rename("d", "x")')).to.deep.equal([
      'appeared directory x',
      'appeared directory x/e',
      'appeared file x/e/a',
      'disappeared directory d',
      'disappeared directory d/e',
      'disappeared file d/e/a',
    ]);
    expect(changes('os.rename("x", "/tmp/x")')).to.have.length(3);
    expect(changes('shutil.move("/tmp/x", "y")')).to.have.length(3);
  });

  it('says nothing of what came and went, nor of other folders', () => {
    expect(changes('open("a", "w").write("1"); os.remove("a")')).to.deep.equal([]);
    expect(changes('open("/tmp/elsewhere", "w").write("1")')).to.deep.equal([]);
  });

  it('tells by itself once Python rests, all at once', async () => {
    pyodide.runPython('open("a", "w").write("1"); open("b", "w").write("1")');
    expect(told).to.deep.equal([]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(told).to.deep.equal([['appeared file a', 'appeared file b']]);
  });

  it('says nothing more once nobody listens', () => {
    const heard: unknown[] = [];
    pyodide.runPython('os.makedirs("/tmp/other")');
    const unwatch = journal.watch('/tmp/other', (all) => heard.push(...all));
    pyodide.runPython('open("/tmp/other/a", "w").close()');
    journal.flush();
    unwatch();
    pyodide.runPython('open("/tmp/other/b", "w").close()');
    journal.flush();
    expect(heard).to.have.length(1);
  });
});
