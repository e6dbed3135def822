import { expect } from '@open-wc/testing';
import { unzipSync, zipSync } from 'fflate';

import { compressed, packSnapshot, unpackSnapshot } from '../../src/kernel/snapshots/snapshot.js';

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

describe('the archive of a snapshot', () => {
  const memory = new Uint8Array(7 * PAGE + 16);
  memory.set([1, 2, 3], PAGE + 5);
  memory[3 * PAGE - 1] = 4;
  memory[5 * PAGE] = 5;
  memory[7 * PAGE + 15] = 6;
  const stdlib = zipSync({ 'os.pyc': text('os') });
  const sitePackages = new Map([
    ['dash/dash.py', text('app = 1\n'.repeat(1000))],
    ['dash/dash.js', text('let app;\n'.repeat(1000))],
  ]);
  const served = new Map([...sitePackages].filter(([path]) => path.endsWith('.js')));
  const archive = packSnapshot(pyodideSnapshot(memory), { stdlib, sitePackages }, served);

  it('holds a memory, but not what of it is zero', () => {
    const { header, size, parts } = unpackSnapshot(archive).memory;
    expect([...new Uint32Array(header.buffer, header.byteOffset, 2)]).to.deep.equal([1, HEADER]);
    expect([...parts.keys()]).to.deep.equal([PAGE, 5 * PAGE, 7 * PAGE, memory.length]);
    const restored = new Uint8Array(size);
    for (const [offset, part] of parts) restored.set(part, offset);
    expect(restored).to.deep.equal(memory);
  });

  it('holds files, compressed unless they are served', () => {
    const { files } = unpackSnapshot(archive);
    expect(files.stdlib).to.deep.equal(stdlib);
    for (const [path, content] of sitePackages) {
      const file = files.sitePackages.get(path);
      if (!file || file instanceof Uint8Array) throw new Error(`${path} is not packed.`);
      expect(file.size).to.equal(content.length);
      expect(file.unpack()).to.deep.equal(content);
    }
    expect(archive.length).to.be.within(3 * PAGE + 9000, 3 * PAGE + 12_000);
  });

  it('is nothing else', () => {
    expect(() => unpackSnapshot(text('no archive'))).to.throw();
    expect(() => unpackSnapshot(zipSync({ 'os.pyc': text('os') }))).to.throw('It is no snapshot');
  });
});

describe('the standard library', () => {
  it('is compressed, with the same files', () => {
    const content = text('pass\n'.repeat(1000));
    const library = zipSync({ 'os.pyc': content, 'json/decoder.pyc': text('json') }, { level: 0 });
    const smaller = compressed(library);
    expect(smaller.length).to.be.lessThan(library.length / 4);
    expect(unzipSync(smaller)).to.deep.equal(unzipSync(library));
  });
});
