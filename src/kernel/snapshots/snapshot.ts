import { zipSync, type Zippable } from 'fflate';
import xxhash from 'xxhash-wasm';
import { bytesOf, unzip, unzipLazily } from '../file-system/file-system.js';
import type { KeptMemory } from '../pyodide/interpreter.js';
import type { PythonFiles } from '../pyodide/starter.js';
import type { KeptBytes } from '../store/kept-bytes.js';

type Bytes = Uint8Array<ArrayBuffer>;

/** All that it takes to start a Python as another one was, besides Pyodide itself. */
export interface Snapshot {
  readonly memory: KeptMemory;
  readonly files: PythonFiles;
  /** What its maker has added, a text; of the runtime alone there is nothing to be told. */
  readonly note: string | undefined;
}

/** What was read isn't what was written, or nothing can be read: another tab may be writing it. */
export class DamagedSnapshot extends Error {}

/** A piece of a snapshot. */
interface Section {
  /** In bytes. */
  readonly size: number;
  readonly checksum: string;
}

/** What comes first in a snapshot; see {@link packSnapshot}. */
interface Index {
  /** What {@link KeptMemory.header} is, as numbers. */
  readonly header: readonly number[];
  /** Of the memory, in bytes. */
  readonly size: number;
  /** Where in the memory its parts are, and how long they are, in bytes. */
  readonly parts: readonly (readonly [offset: number, length: number])[];
  readonly memory: Section;
  readonly files: Section;
  readonly note?: string | undefined;
}

/** What of the memory is looked at in one piece, in bytes: a page of WebAssembly's. */
const PAGE = 64 * 1024;

/** The length of what is before the index, in characters: its own length, and its checksum. */
const PREFIX = { size: 16, checksum: 16 };

/** What is hashed in one piece, in bytes. */
const PIECE = 256 * 1024;

let hasher: ReturnType<typeof xxhash> | undefined;

/** A name in the archive of the files; all others are of the library. */
const STDLIB = 'stdlib.zip';

/** Has the standard library compressed: so it is read faster, and Python unpacks what it imports. */
export function compressed(stdlib: Bytes): Bytes {
  return zipSync(Object.fromEntries(unzip(stdlib)));
}

/**
 * Makes a snapshot: an index in JSON; the memory as it is, without the quarter of it that is zero; and an archive of
 * the files, compressed, as few of them are read again. Each can be read without the others.
 *
 * @param memory What Pyodide gives: its header, whose length is told in its second word, and all of the memory.
 * @returns What is to be kept, one piece after the other.
 */
export async function packSnapshot(
  memory: Bytes,
  { stdlib, library }: PythonFiles,
  note?: string,
): Promise<Bytes[]> {
  const start = new Uint32Array(memory.buffer, memory.byteOffset, 2)[1] ?? 0;
  const content = memory.subarray(start);
  const parts = [...nonZero(content)];
  const archive: Zippable = { [STDLIB]: [stdlib, { level: 0 }] };
  for (const [path, file] of library) archive[path] = bytesOf(file);
  const pages = parts.map(([offset, length]) => content.subarray(offset, offset + length));
  const files = zipSync(archive);
  const index: Index = {
    header: [...memory.subarray(0, start)],
    size: content.length,
    parts,
    memory: await sectionOf(pages),
    files: await sectionOf([files]),
    note,
  };
  const text = new TextEncoder().encode(JSON.stringify(index));
  const size = String(text.length).padStart(PREFIX.size);
  const prefix = new TextEncoder().encode(size + (await checksumOf([text])));
  return [prefix, text, ...pages, files];
}

/**
 * Reads a snapshot, but for its memory.
 *
 * @param kept Closed when the memory has been filled.
 * @throws {DamagedSnapshot} as the memory may, when it is filled
 */
export async function openSnapshot(kept: KeptBytes): Promise<Snapshot> {
  const before = PREFIX.size + PREFIX.checksum;
  const prefix = new TextDecoder().decode(await readUnchecked(kept, 0, before));
  const size = Number(prefix.slice(0, PREFIX.size));
  const text = await read(kept, before, { size, checksum: prefix.slice(PREFIX.size) });
  const index = JSON.parse(new TextDecoder().decode(text)) as Index;
  const start = before + size;
  const archive = unzipLazily(await read(kept, start + index.memory.size, index.files));
  const stdlib = archive.get(STDLIB)?.unpack();
  if (!stdlib) throw new Error('It is no snapshot.');
  archive.delete(STDLIB);
  return {
    memory: {
      header: Uint8Array.from(index.header),
      size: index.size,
      fill: (memory) => fill(memory, kept, start, index),
    },
    files: { stdlib, library: archive },
    note: index.note,
  };
}

/** Reads the memory to where it was. Nothing else will be read then. */
async function fill(
  memory: Bytes,
  kept: KeptBytes,
  start: number,
  { parts, memory: { checksum } }: Index,
): Promise<void> {
  const pages = parts.map(([offset, length]) => memory.subarray(offset, offset + length));
  await readInto(kept, start, ...pages);
  kept.close();
  let end = 0;
  for (const [offset, length] of parts) {
    memory.fill(0, end, offset);
    end = offset + length;
  }
  memory.fill(0, end);
  await check(pages, checksum);
}

async function read(
  kept: KeptBytes,
  position: number,
  { size, checksum }: Section,
): Promise<Bytes> {
  const bytes = await readUnchecked(kept, position, size);
  await check([bytes], checksum);
  return bytes;
}

async function readUnchecked(kept: KeptBytes, position: number, size: number): Promise<Bytes> {
  // What is damaged may tell of any size.
  if (!(size <= kept.size)) throw new DamagedSnapshot('It is incomplete.');
  const bytes = new Uint8Array(size);
  await readInto(kept, position, bytes);
  return bytes;
}

async function readInto(
  kept: KeptBytes,
  position: number,
  ...targets: readonly Bytes[]
): Promise<void> {
  try {
    await kept.read(position, ...targets);
  } catch (cause) {
    throw new DamagedSnapshot('It can’t be read.', { cause });
  }
}

async function check(parts: readonly Bytes[], checksum: string): Promise<void> {
  if ((await checksumOf(parts)) !== checksum) throw new DamagedSnapshot('It is damaged.');
}

async function sectionOf(parts: readonly Bytes[]): Promise<Section> {
  const size = parts.reduce((sum, { length }) => sum + length, 0);
  return { size, checksum: await checksumOf(parts) };
}

/**
 * The XXH64 of bytes, one part after the other, in hexadecimal: it is to find damage, for which SHA-256 takes ten times as long, as browsers
 * copy what they are to digest.
 */
async function checksumOf(parts: readonly Bytes[]): Promise<string> {
  const hash = (await (hasher ??= xxhash())).create64();
  for (const part of parts) {
    for (let at = 0; at < part.length; at += PIECE) hash.update(part.subarray(at, at + PIECE));
  }
  return hash.digest().toString(16).padStart(PREFIX.checksum, '0');
}

/** Where a memory isn't zero, in whole pages. */
function* nonZero(memory: Bytes): Generator<[offset: number, length: number]> {
  let start: number | undefined;
  for (let at = 0; at < memory.length + PAGE; at += PAGE) {
    const isZero =
      at >= memory.length || memory.subarray(at, at + PAGE).every((byte) => byte === 0);
    if (isZero && start !== undefined) yield [start, Math.min(at, memory.length) - start];
    if (isZero) start = undefined;
    else start ??= at;
  }
}
