import { readPrivateFile, writePrivateFile } from '../store/origin-private-files.js';
import { sha256Hex } from '../store/sha256.js';
import { EMPTY_INDEX, type Contents, type Index, type Storage } from './storage.js';

const FOLDER = 'web-dash';

/** Indices are written to these in turns: while one is being written, the other holds the last state. */
const SLOTS = ['index-0', 'index-1'] as const;

/** How long other pages are waited for, which save large files perhaps, in milliseconds. */
const LOCK_PATIENCE = 30_000;

/**
 * Keeps an app's folders in the origin's private file system, in a folder of the app's own.
 *
 * An index is a line with its SHA-256, then JSON. One that was written half, because the browser went away
 * meanwhile, is told by that; the other one counts then.
 */
export class OriginPrivateStorage implements Storage {
  readonly #lock: string;
  readonly #folder: FileSystemDirectoryHandle;

  private constructor(lock: string, folder: FileSystemDirectoryHandle) {
    this.#lock = lock;
    this.#folder = folder;
  }

  /**
   * @param root the origin's private file system
   * @param key names the app
   */
  static async open(root: FileSystemDirectoryHandle, key: string): Promise<OriginPrivateStorage> {
    const apps = await root.getDirectoryHandle(FOLDER, { create: true });
    const name = await sha256Hex(new TextEncoder().encode(key));
    const folder = await apps.getDirectoryHandle(name, { create: true });
    return new OriginPrivateStorage(`${FOLDER}/${name}`, folder);
  }

  exclusively<T>(task: (contents: Contents) => Promise<T>): Promise<T> {
    const contents = new FolderContents(this.#folder);
    const signal = AbortSignal.timeout(LOCK_PATIENCE);
    return navigator.locks.request(this.#lock, { signal }, () => task(contents));
  }
}

class FolderContents implements Contents {
  readonly #folder: FileSystemDirectoryHandle;

  constructor(folder: FileSystemDirectoryHandle) {
    this.#folder = folder;
  }

  async index(): Promise<Index> {
    const texts = await Promise.all(SLOTS.map((slot) => this.read(slot)));
    const indices = await Promise.all(texts.map(parse));
    const [last] = indices
      .filter((index) => index !== null)
      .sort((one, other) => other.generation - one.generation);
    // Of the first state ever, a half-written index is all there may be.
    if (!last && texts.every((text) => text !== null)) throw new Error('The index is damaged.');
    return last ?? EMPTY_INDEX;
  }

  read(name: string): Promise<Uint8Array<ArrayBuffer> | null> {
    return readPrivateFile(this.#folder, name);
  }

  write(name: string, content: Uint8Array<ArrayBuffer>): Promise<void> {
    return writePrivateFile(this.#folder, name, content);
  }

  async commit(index: Index): Promise<void> {
    const slot = SLOTS[index.generation % 2] as string;
    const json = new TextEncoder().encode(JSON.stringify(index));
    const line = new TextEncoder().encode(`${await sha256Hex(json)}\n`);
    await writePrivateFile(this.#folder, slot, line, json);
  }

  async prune(index: Index): Promise<void> {
    const named = new Set<string>([...SLOTS, ...index.contents.map(([name]) => name)]);
    const unnamed: string[] = [];
    for await (const name of this.#folder.keys()) if (!named.has(name)) unnamed.push(name);
    await Promise.all(unnamed.map((name) => this.#folder.removeEntry(name)));
  }
}

/** An index; `null` if it was not written to its end, or not at all. */
async function parse(text: Uint8Array<ArrayBuffer> | null): Promise<Index | null> {
  if (!text) return null;
  const end = text.indexOf(0x0a);
  const json = text.subarray(end + 1);
  const sum = new TextDecoder().decode(text.subarray(0, Math.max(end, 0)));
  if (sum !== (await sha256Hex(json))) return null;
  return JSON.parse(new TextDecoder().decode(json)) as Index;
}
