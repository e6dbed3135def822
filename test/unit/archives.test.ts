import { expect } from '@open-wc/testing';
import { gzipSync, strToU8, zipSync } from 'fflate';
import { packTar, type TarEntry } from 'modern-tar';

import { unpack } from '../../src/files/unpack.js';
import type { AppFile } from '../../src/kernel/protocol.js';
import { failure } from './element-fixture.js';

const URL_OF_IT = 'https://example.org/it';

function unpacked(bytes: Uint8Array): Promise<AppFile[]> {
  return unpack({ url: URL_OF_IT, bytes: Uint8Array.from(bytes), type: '' });
}

async function refusal(bytes: Uint8Array, code: string): Promise<string> {
  const error = await failure(unpacked(bytes));
  expect(error.code, error.message).to.equal(code);
  expect(error.message).to.contain(URL_OF_IT);
  return error.message;
}

function tar(entries: readonly TarEntry[]): Promise<Uint8Array> {
  return packTar(entries);
}

function tarFile(name: string, text: string): TarEntry {
  return { header: { name, size: text.length }, body: text };
}

/** Bytes that no compression makes smaller. */
function noise(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length));
}

const BINARY = Uint8Array.from({ length: 70_000 }, (_, index) => (index * 7919) % 251);

describe('a zip archive', () => {
  it('gives its files byte for byte, stored and deflated', async () => {
    for (const level of [0, 9] as const) {
      const files = await unpacked(
        zipSync({ 'a/b.bin': BINARY, 'ä €.txt': strToU8('x') }, { level }),
      );
      expect(files.map(({ path }) => path)).to.deep.equal(['a/b.bin', 'ä €.txt']);
      expect(files[0]?.content).to.deep.equal(BINARY);
    }
  });

  it('may hold empty files and folders, and what macOS adds', async () => {
    const files = await unpacked(
      zipSync({
        'folder/': new Uint8Array(),
        'empty.txt': new Uint8Array(),
        '__MACOSX/._a.py': BINARY,
        'folder/.DS_Store': BINARY,
      }),
    );
    expect(files).to.deep.equal([{ path: 'empty.txt', content: new Uint8Array() }]);
  });

  it('may be empty', async () => {
    expect(await unpacked(zipSync({}))).to.deep.equal([]);
  });

  it('is refused where it is cut off, wherever that is', async () => {
    const archive = zipSync({ 'a.bin': noise(1000), 'b.bin': noise(1000) });
    for (const length of [10, 100, 1500, archive.length - 30, archive.length - 1]) {
      expect(await refusal(archive.subarray(0, length), 'archive-invalid')).to.contain('damaged');
    }
  });

  it('is refused where one byte of a file differs', async () => {
    for (const level of [0, 9] as const) {
      const archive = zipSync({ 'a.bin': BINARY }, { level });
      archive[200] = (archive[200] ?? 0) ^ 1;
      expect(await refusal(archive, 'archive-invalid')).to.contain('"a.bin"');
    }
  });

  it('is refused where a file leaves the folder, however that is written', async () => {
    for (const path of ['../a', 'a/../../b', '/etc/a', 'C:/a', 'C:a', '..\\a', 'a\\b', 'a\n']) {
      expect(await refusal(zipSync({ [path]: BINARY }), 'source-invalid')).to.contain(
        JSON.stringify(path),
      );
    }
  });

  it('is refused where it holds a link', async () => {
    const link = [strToU8('/etc/passwd'), { os: 3, attrs: (0o120777 << 16) >>> 0 }] as const;
    const message = await refusal(zipSync({ a: link as never }), 'archive-invalid');
    expect(message).to.contain('link');
  });

  it('is refused where it unpacks to far more than it is', async () => {
    const bomb = zipSync({ zeros: new Uint8Array(64 * 2 ** 20) }, { level: 9 });
    expect(bomb.length).to.be.below(100_000);
    expect(await refusal(bomb, 'archive-too-large')).to.contain('32 MiB');
  });

  it('is refused where it lies about how much it unpacks to', async () => {
    const bomb = zipSync({ zeros: new Uint8Array(2 ** 20) }, { level: 9 });
    const view = new DataView(bomb.buffer);
    const directory = view.getUint32(bomb.length - 22 + 16, true);
    view.setUint32(directory + 24, 10, true);
    expect(await refusal(bomb, 'archive-invalid')).to.contain('"zeros"');
  });

  it('is refused where it is protected, or compressed in a way that isn’t known', async () => {
    const change = (offset: number, value: number): Uint8Array => {
      const archive = zipSync({ a: BINARY });
      const view = new DataView(archive.buffer);
      const directory = view.getUint32(archive.length - 22 + 16, true);
      view.setUint16(directory + offset, value, true);
      return archive;
    };
    expect(await refusal(change(8, 1), 'archive-invalid')).to.contain('password');
    expect(await refusal(change(10, 93), 'archive-invalid')).to.contain('93');
  });
});

describe('a tar archive', () => {
  it('gives its files byte for byte, compressed or not', async () => {
    const archive = await tar([
      { header: { name: 'a/', type: 'directory', size: 0 } },
      { header: { name: 'a/b.bin', size: BINARY.length }, body: BINARY },
      tarFile(`${'n'.repeat(120)}/${'m'.repeat(120)}`, 'long'),
    ]);
    for (const bytes of [archive, gzipSync(archive)]) {
      const files = await unpacked(bytes);
      expect(files[0]).to.deep.equal({ path: 'a/b.bin', content: BINARY });
      expect(files[1]?.path).to.have.length(241);
    }
  });

  it('is refused where it is cut off or damaged', async () => {
    const archive = await tar([tarFile('a', 'x'.repeat(5000))]);
    const packed = gzipSync(await tar([{ header: { name: 'a', size: 9999 }, body: noise(9999) }]));
    const damaged = Uint8Array.from(packed);
    damaged[5000] = (damaged[5000] ?? 0) ^ 1;
    const bent = Uint8Array.from(archive);
    bent[3] = 0x41;
    for (const bytes of [archive.subarray(0, 3000), packed.subarray(0, 5000), damaged, bent]) {
      expect(await refusal(bytes, 'archive-invalid')).to.contain('damaged');
    }
  });

  it('is refused where a file leaves the folder', async () => {
    for (const path of ['../a', '/etc/a', 'a/../../b']) {
      expect(await refusal(await tar([tarFile(path, 'x')]), 'source-invalid')).to.contain(path);
    }
  });

  it('is refused where it holds links or devices', async () => {
    for (const type of ['symlink', 'link', 'character-device', 'fifo'] as const) {
      const entry = { header: { name: 'thing', type, size: 0, linkname: '/etc/passwd' } };
      expect(await refusal(await tar([entry]), 'archive-invalid')).to.contain('"thing"');
    }
  });

  it('is refused where its compression hides far more than it is', async () => {
    const zeros = new Uint8Array(64 * 2 ** 20);
    const bomb = gzipSync(await tar([{ header: { name: 'a', size: zeros.length }, body: zeros }]));
    expect(await refusal(bomb, 'archive-too-large')).to.contain('32 MiB');
  });
});

describe('another archive', () => {
  it('is refused by its kind', async () => {
    expect(await refusal(strToU8('BZh91AY'), 'archive-invalid')).to.contain('bzip2');
    expect(await refusal(Uint8Array.of(0x37, 0x7a, 0xbc, 0xaf), 'archive-invalid')).to.contain(
      '7z',
    );
    expect(await refusal(gzipSync(strToU8('a,b')), 'archive-invalid')).to.contain('not a tar.gz');
    expect(await refusal(strToU8('hello'), 'archive-invalid')).to.contain('not a zip');
    expect(await refusal(new Uint8Array(), 'archive-invalid')).to.contain('not a zip');
  });
});
