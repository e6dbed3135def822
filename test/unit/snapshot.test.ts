import { expect } from '@open-wc/testing';
import { unzipSync, zipSync } from 'fflate';

import {
  compressed,
  DamagedSnapshot,
  openSnapshot,
  packSnapshot,
} from '../../src/kernel/snapshots/snapshot.js';
import { BlobBytes } from '../../src/kernel/store/kept-bytes.js';

const PAGE = 64 * 1024;
const HEADER = 48;

/** What Pyodide would give of a memory: a header whose second word is its length, then the memory. */
function pyodideSnapshot(memory: Uint8Array): Uint8Array<ArrayBuffer> {
  const snapshot = new Uint8Array(HEADER + memory.length);
  new Uint32Array(snapshot.buffer).set([1, HEADER]);
  snapshot.set(memory, HEADER);
  return snapshot;
}

const text = (value: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(value);

/** A file with some bytes in the place of others, from a place that is counted from its end. */
function changed(kept: Blob, fromEnd: number, ...bytes: number[]): Blob {
  const at = kept.size - fromEnd;
  return new Blob([kept.slice(0, at), Uint8Array.from(bytes), kept.slice(at + bytes.length)]);
}

const open = (kept: Blob): ReturnType<typeof openSnapshot> => openSnapshot(new BlobBytes(kept));

async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('a snapshot', () => {
  const memory = new Uint8Array(7 * PAGE + 16);
  memory.set([1, 2, 3], PAGE + 5);
  memory[3 * PAGE - 1] = 4;
  memory[5 * PAGE] = 5;
  memory[7 * PAGE + 15] = 6;
  const stdlib = zipSync({ 'os.pyc': text('os') });
  const library = new Map([
    ['dash/dash.py', text('app = 1\n'.repeat(1000))],
    ['dash/dash.js', text('let app;\n'.repeat(1000))],
  ]);
  let kept: Blob;

  before(async () => {
    const files = { stdlib, library };
    kept = new Blob(await packSnapshot(pyodideSnapshot(memory), files, 'noted'));
  });

  it('holds a memory, but not what of it is zero', async () => {
    const { header, size, fill } = (await open(kept)).memory;
    expect([...new Uint32Array(header.buffer, header.byteOffset, 2)]).to.deep.equal([1, HEADER]);
    expect(kept.size).to.be.within(3 * PAGE + 16, 3 * PAGE + 2000);
    // A new memory may hold something, too.
    const restored = new Uint8Array(size).fill(7);
    await fill(restored);
    expect(restored).to.deep.equal(memory);
  });

  it('holds files, compressed, and what its maker has to say', async () => {
    const { files, note } = await open(kept);
    expect(note).to.equal('noted');
    expect(files.stdlib).to.deep.equal(stdlib);
    for (const [path, content] of library) {
      const file = files.library.get(path);
      if (!file || file instanceof Uint8Array) throw new Error(`${path} is not packed.`);
      expect(file.size).to.equal(content.length);
      expect(file.unpack()).to.deep.equal(content);
    }
  });

  it('tells of damage, wherever it is, and before anything runs', async () => {
    const inFiles = changed(kept, 1, 1);
    expect(await failure(open(inFiles))).to.be.instanceOf(DamagedSnapshot);
    for (const broken of [
      changed(kept, kept.size - 40, 1),
      kept.slice(0, 50),
      new Blob(['none']),
    ]) {
      expect(await failure(open(broken))).to.be.instanceOf(DamagedSnapshot);
    }
    const archive = kept.size - (await fileArchiveStart(kept));
    const inMemory = changed(kept, archive + 20, 1);
    const { memory } = await open(inMemory);
    expect(await failure(memory.fill(new Uint8Array(memory.size)))).to.be.instanceOf(
      DamagedSnapshot,
    );
  });

  it('is taken for damaged where it can’t be read, as while another tab writes it', async () => {
    const unreadable = {
      size: kept.size,
      read: () => Promise.reject(new DOMException('Changed.', 'NotReadableError')),
      close: () => undefined,
    };
    expect(await failure(openSnapshot(unreadable))).to.be.instanceOf(DamagedSnapshot);
  });
});

/** Where the archive of the files begins: with the signature of zip archives. */
async function fileArchiveStart(kept: Blob): Promise<number> {
  const bytes = new Uint8Array(await kept.arrayBuffer());
  return bytes.findIndex((_, at) => [0x50, 0x4b, 3, 4].every((byte, i) => bytes[at + i] === byte));
}

describe('the standard library', () => {
  it('is compressed, with the same files', () => {
    const content = text('pass\n'.repeat(1000));
    const library = zipSync({ 'os.pyc': content, 'json/decoder.pyc': text('json') }, { level: 0 });
    const smaller = compressed(library);
    expect(smaller.length).to.be.lessThan(library.length / 4);
    expect(unzipSync(smaller)).to.deep.equal(unzipSync(library));
  });
});
