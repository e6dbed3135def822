import { expect } from '@open-wc/testing';
import { gzipSync, strFromU8, strToU8, zipSync } from 'fflate';
import { packTar, type TarEntry } from 'modern-tar';

import { unpack, type Unpacked } from '../../src/files/unpack.js';
import type { AppFile } from '../../src/kernel/protocol.js';
import { failure } from './element-fixture.js';

const URL_OF_IT = 'https://example.org/it';

function unpackAll(bytes: Uint8Array): Promise<Unpacked> {
  return unpack({ url: URL_OF_IT, bytes: Uint8Array.from(bytes), type: '' });
}

async function unpacked(bytes: Uint8Array): Promise<readonly AppFile[]> {
  return (await unpackAll(bytes)).files;
}

/** The texts of an archive's files, by their paths. */
async function texts(bytes: Uint8Array): Promise<Record<string, string>> {
  const files = await unpacked(bytes);
  return Object.fromEntries(files.map(({ path, content }) => [path, strFromU8(content)]));
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
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

/** What `zip -fz` makes of a file `a.txt`. */
const ZIP64 =
  'UEsDBC0AAAAIAJmae10fLBMD//////////8FABQAYS50eHQBABAAlgAAAAAAAAAKAAAAAAAAAMtJLEpPzRlsBABQSwECHgMtAAAACACZmntd' +
  'HywTAwoAAAD/////BQAMAAAAAAABAAAApIEAAAAAYS50eHQBAAgAlgAAAAAAAABQSwYGLAAAAAAAAAAeAy0AAAAAAAAAAAABAAAAAAAAAAEA' +
  'AAAAAAAAPwAAAAAAAABBAAAAAAAAAFBLBgcAAAAAgAAAAAAAAAABAAAAUEsFBgAAAAABAAEAPwAAAP////8AAA==';

/** A zip archive with two names in code page 437, of which one is there in UTF-8 besides. */
const OLD_NAMES =
  'UEsDBBQAAAAAAAAAIVCDFtyMAQAAAAEAAAAJAAAAZIR0L4EudHh0eFBLAwQUAAAAAAAAACFQFSbb+wEAAAABAAAABgARAGWCLnR4dHVwDQAB' +
  '4oJGgWXigqwudHh0eVBLAQIUAxQAAAAAAAAAIVCDFtyMAQAAAAEAAAAJAAAAAAAAAAAAAACAAQAAAABkhHQvgS50eHRQSwECFAMUAAAAAAAA' +
  'ACFQFSbb+wEAAAABAAAABgARAAAAAAAAAAAAgAEoAAAAZYIudHh0dXANAAHigkaBZeKCrC50eHRQSwUGAAAAAAIAAgB8AAAAXgAAAAAA';

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
    const archive = await unpackAll(
      zipSync({
        'folder/': new Uint8Array(),
        'empty.txt': new Uint8Array(),
        '__MACOSX/': new Uint8Array(),
        '__MACOSX/._a.py': BINARY,
        'folder/.DS_Store': BINARY,
      }),
    );
    expect(archive).to.deep.equal({
      files: [{ path: 'empty.txt', content: new Uint8Array() }],
      folders: ['folder'],
    });
  });

  it('may be empty', async () => {
    expect(await unpacked(zipSync({}))).to.deep.equal([]);
  });

  it('may be in the Zip64 format', async () => {
    expect(await texts(fromBase64(ZIP64))).to.deep.equal({ 'a.txt': 'large'.repeat(30) });
    const cut = fromBase64(ZIP64);
    cut[0x80] = 0;
    expect(await refusal(cut, 'archive-invalid')).to.contain('damaged');
  });

  it('may stand behind something else', async () => {
    const archive = zipSync({ 'a.txt': strToU8('x') });
    const start = strToU8('#!/usr/bin/env python3\n');
    expect(await texts(Uint8Array.of(...start, ...archive))).to.deep.equal({ 'a.txt': 'x' });
  });

  it('may have names of old systems', async () => {
    expect(await texts(fromBase64(OLD_NAMES))).to.deep.equal({ 'dät/ü.txt': 'x', 'e€.txt': 'y' });
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

  const link = (target: string): never =>
    [strToU8(target), { os: 3, attrs: (0o120777 << 16) >>> 0 }] as never;

  it('may hold links to its files, which become files', async () => {
    const archive = zipSync({
      'a/b.txt': strToU8('x'),
      'c/d': link('../a/./e'),
      'a/e': link('b.txt'),
    });
    expect(await texts(archive)).to.deep.equal({ 'a/b.txt': 'x', 'c/d': 'x', 'a/e': 'x' });
  });

  it('is refused where a link leads elsewhere', async () => {
    for (const target of ['/etc/passwd', '../../b', '../a', 'nothing', 'loop', '']) {
      const archive = zipSync({ 'a/b': strToU8('x'), 'a/loop': link(target) });
      expect(await refusal(archive, 'archive-invalid')).to.contain('link, "a/loop"');
    }
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
      expect((await unpackAll(bytes)).folders).to.deep.equal(['a']);
    }
  });

  it('may hold links to its files, which become files of their own', async () => {
    const linked = (name: string, type: 'link' | 'symlink', linkname: string): TarEntry => ({
      header: { name, type, linkname, size: 0 },
    });
    const [file, hard, soft] = await unpacked(
      await tar([
        tarFile('./p/a.txt', 'x'),
        linked('./p/b.txt', 'link', './p/a.txt'),
        linked('./p/c/d.txt', 'symlink', '../b.txt'),
      ]),
    );
    const content = strToU8('x');
    expect([file, hard, soft]).to.deep.equal([
      { path: 'p/a.txt', content },
      { path: 'p/b.txt', content },
      { path: 'p/c/d.txt', content },
    ]);
    expect(hard?.content.buffer === file?.content.buffer).to.be.false;
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

  it('is refused where it holds devices, or links to what it does not hold', async () => {
    for (const type of ['symlink', 'link', 'character-device', 'fifo'] as const) {
      const entry = { header: { name: 'thing', type, size: 0, linkname: '/etc/passwd' } };
      expect(await refusal(await tar([entry]), 'archive-invalid')).to.contain('"thing"');
    }
  });

  it('is refused where its compression, or its links, hide far more than it is', async () => {
    const zeros = new Uint8Array(64 * 2 ** 20);
    const bomb = gzipSync(await tar([{ header: { name: 'a', size: zeros.length }, body: zeros }]));
    expect(await refusal(bomb, 'archive-too-large')).to.contain('32 MiB');
    const links = Array.from({ length: 5 }, (_, index): TarEntry => ({
      header: { name: `link${index}`, type: 'link', linkname: 'a', size: 0 },
    }));
    const small = zeros.subarray(0, 8 * 2 ** 20);
    const file = { header: { name: 'a', size: small.length }, body: small };
    const packed = gzipSync(await tar([file, ...links]));
    expect(await refusal(packed, 'archive-too-large')).to.contain('32 MiB');
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
