import { sha256Hex } from '../store/sha256.js';
import { EMPTY_INDEX, type Contents, type Index, type Storage } from './storage.js';

/** What lib.dom leaves out, since only workers have it. */
interface SyncAccessHandle {
  truncate(size: number): void;
  write(bytes: Uint8Array, options: { at: number }): number;
  flush(): void;
  close(): void;
}
type WorkerFileHandle = FileSystemFileHandle & {
  createSyncAccessHandle(): Promise<SyncAccessHandle>;
};

const FOLDER = 'web-dash';

/** Indices are written to these in turns: while one is being written, the other holds the last state. */
const SLOTS = ['index-0', 'index-1'] as const;

/** How long other pages are waited for, which save large files perhaps, in milliseconds. */
const LOCK_PATIENCE = 30_000;

/** A worker that was ended may hold a file for a moment more, in milliseconds. */
const HANDLE_PATIENCE = 5000;

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

  /** Whether the browser has what is needed, here: pages without TLS don't. */
  static get isSupported(): boolean {
    return (
      'locks' in navigator &&
      'FileSystemFileHandle' in globalThis &&
      'createSyncAccessHandle' in FileSystemFileHandle.prototype
    );
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

  async read(name: string): Promise<Uint8Array<ArrayBuffer> | null> {
    try {
      const handle = await this.#folder.getFileHandle(name);
      return new Uint8Array(await (await handle.getFile()).arrayBuffer());
    } catch (error) {
      if (error instanceof DOMException && error.name === 'NotFoundError') return null;
      throw error;
    }
  }

  async write(name: string, content: Uint8Array<ArrayBuffer>): Promise<void> {
    const handle = await this.#folder.getFileHandle(name, { create: true });
    const access = await openForWriting(handle as WorkerFileHandle);
    try {
      access.truncate(0);
      for (let at = 0; at < content.length;) {
        const written = access.write(content.subarray(at), { at });
        // Where a disk is full, some browsers write less than they should, and say nothing.
        if (written === 0) throw new DOMException('No space is left.', 'QuotaExceededError');
        at += written;
      }
      access.flush();
    } finally {
      access.close();
    }
  }

  async commit(index: Index): Promise<void> {
    const slot = SLOTS[index.generation % 2] as string;
    const json = new TextEncoder().encode(JSON.stringify(index));
    const line = new TextEncoder().encode(`${await sha256Hex(json)}\n`);
    const text = new Uint8Array(line.length + json.length);
    text.set(line);
    text.set(json, line.length);
    await this.write(slot, text);
  }

  async prune(index: Index): Promise<void> {
    const named = new Set<string>([...SLOTS, ...index.contents.map(([name]) => name)]);
    const unnamed: string[] = [];
    for await (const name of this.#folder.keys()) if (!named.has(name)) unnamed.push(name);
    await Promise.all(unnamed.map((name) => this.#folder.removeEntry(name)));
  }
}

async function openForWriting(handle: WorkerFileHandle): Promise<SyncAccessHandle> {
  const deadline = performance.now() + HANDLE_PATIENCE;
  for (;;) {
    try {
      return await handle.createSyncAccessHandle();
    } catch (error) {
      const isHeld = error instanceof DOMException && error.name === 'NoModificationAllowedError';
      if (!isHeld || performance.now() > deadline) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
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
