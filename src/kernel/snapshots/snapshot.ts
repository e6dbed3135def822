import { zipSync, type Zippable } from 'fflate';
import {
  bytesOf,
  unzip,
  unzipLazily,
  type FileContents,
  type PackedFile,
} from '../file-system/file-system.js';
import type { KeptMemory } from '../pyodide/interpreter.js';
import type { PythonFiles } from '../pyodide/starter.js';

type Bytes = Uint8Array<ArrayBuffer>;

/** All that it takes to start a Python as another one was, besides Pyodide itself. */
export interface Snapshot {
  readonly memory: KeptMemory;
  readonly files: PythonFiles;
  /** What its maker has added, a text; of the runtime alone there is nothing to be told. */
  readonly note: string | undefined;
}

/** What of the memory is looked at in one piece, in bytes: a page of WebAssembly's. */
const PAGE = 64 * 1024;

/** The names in the archive that a snapshot is kept as. */
const HEADER = 'header';
const STDLIB = 'stdlib.zip';
const MEMORY = 'memory/';
const SITE_PACKAGES = 'site-packages/';
const NOTE = 'note';

/** Has the standard library compressed: so it is read faster, and Python unpacks what it imports. */
export function compressed(stdlib: Bytes): Bytes {
  return zipSync(Object.fromEntries(unzip(stdlib)));
}

/**
 * Makes one archive of a snapshot: the memory as it is, without the quarter of it that is zero, and files compressed,
 * as few of them are read again.
 *
 * @param memory What Pyodide gives: its header, whose length is told in its second word, and all of the memory.
 * @param served Files of site-packages that each page asks for, and which are therefore not compressed.
 */
export function packSnapshot(
  memory: Bytes,
  files: PythonFiles,
  served: FileContents,
  note?: string,
): Bytes {
  const start = new Uint32Array(memory.buffer, memory.byteOffset, 2)[1] ?? 0;
  const archive: Zippable = {
    [HEADER]: [memory.subarray(0, start), { level: 0 }],
    [STDLIB]: [files.stdlib, { level: 0 }],
    ...(note !== undefined && { [NOTE]: new TextEncoder().encode(note) }),
  };
  const content = memory.subarray(start);
  for (const [offset, part] of nonZero(content))
    archive[`${MEMORY}${offset}`] = [part, { level: 0 }];
  archive[`${MEMORY}${content.length}`] = [new Uint8Array(), { level: 0 }];
  for (const [path, file] of files.sitePackages) {
    archive[SITE_PACKAGES + path] = [bytesOf(file), { level: served.has(path) ? 0 : 6 }];
  }
  return zipSync(archive);
}

/**
 * The snapshot that an archive was made of.
 *
 * @throws {Error} if it is none
 */
export function unpackSnapshot(archive: Bytes): Snapshot {
  const parts = new Map<number, Bytes>();
  const sitePackages = new Map<string, PackedFile>();
  let [header, stdlib, note]: (Bytes | undefined)[] = [];
  for (const [name, file] of unzipLazily(archive)) {
    if (name.startsWith(SITE_PACKAGES)) sitePackages.set(name.slice(SITE_PACKAGES.length), file);
    else if (name.startsWith(MEMORY)) parts.set(Number(name.slice(MEMORY.length)), file.unpack());
    // Its numbers are read in words, so it can't begin anywhere in the archive.
    else if (name === HEADER) header = file.unpack().slice();
    else if (name === STDLIB) stdlib = file.unpack();
    else if (name === NOTE) note = file.unpack();
  }
  const size = [...parts.keys()].at(-1);
  if (!header || !stdlib || size === undefined) throw new Error('It is no snapshot.');
  return {
    memory: { header, size, parts },
    files: { stdlib, sitePackages },
    note: note && new TextDecoder().decode(note),
  };
}

/** The parts of a memory that aren't zero, by offset. */
function* nonZero(memory: Bytes): Generator<[offset: number, part: Bytes]> {
  let start: number | undefined;
  for (let at = 0; at < memory.length + PAGE; at += PAGE) {
    const isZero =
      at >= memory.length || memory.subarray(at, at + PAGE).every((byte) => byte === 0);
    if (isZero && start !== undefined) yield [start, memory.subarray(start, at)];
    if (isZero) start = undefined;
    else start ??= at;
  }
}
