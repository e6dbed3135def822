import { cacheAddress, openCache } from '../store/byte-cache.js';
import { BlobBytes, FileBytes, type KeptBytes } from '../store/kept-bytes.js';
import {
  openForReading,
  originPrivateRoot,
  writePrivateFile,
} from '../store/origin-private-files.js';

/** The name of the folder among the origin's private files, or of the cache among those of the origin. */
const NAME = 'web-dash-snapshots';

/** When a cached response was put there, in milliseconds since 1970: a header. */
const SINCE = 'Kept-Since';

/** What is kept under a name. */
export interface KeptSnapshot {
  /** To be closed. */
  readonly content: KeptBytes;
  /** In milliseconds since 1970. */
  readonly since: number;
}

/** Where a browser keeps snapshots, by name. Its methods reject with what the browser says. */
export interface SnapshotStorage {
  get(name: string): Promise<KeptSnapshot | undefined>;
  /** Puts there what is made of `parts`, one after the other. @throws {DOMException} `QuotaExceededError` */
  put(name: string, parts: readonly Uint8Array<ArrayBuffer>[]): Promise<void>;
  delete(name: string): Promise<void>;
  /** All names, and since when there is something under them, in milliseconds since 1970. */
  entries(): Promise<(readonly [name: string, since: number])[]>;
}

/** The origin's private files, else Cache Storage; `undefined` where the browser has neither. */
export async function openSnapshotStorage(): Promise<SnapshotStorage | undefined> {
  const root = await originPrivateRoot();
  const folder = await root?.getDirectoryHandle(NAME, { create: true }).catch(() => undefined);
  if (folder) return new SnapshotFolder(folder);
  const cache = await openCache(() => caches.open(NAME)).catch(() => undefined);
  return cache && new SnapshotCache(cache);
}

class SnapshotFolder implements SnapshotStorage {
  readonly #folder: FileSystemDirectoryHandle;

  constructor(folder: FileSystemDirectoryHandle) {
    this.#folder = folder;
  }

  async get(name: string): Promise<KeptSnapshot | undefined> {
    const handle = await this.#folder.getFileHandle(name).catch(() => undefined);
    const file = await handle?.getFile();
    if (!handle || !file) return undefined;
    const access = await openForReading(handle);
    const content = access ? new FileBytes(access) : new BlobBytes(file);
    return { content, since: file.lastModified };
  }

  async put(name: string, parts: readonly Uint8Array<ArrayBuffer>[]): Promise<void> {
    await writePrivateFile(this.#folder, name, ...parts);
  }

  async delete(name: string): Promise<void> {
    await this.#folder.removeEntry(name);
  }

  async entries(): Promise<(readonly [string, number])[]> {
    const entries: (readonly [string, number])[] = [];
    for await (const handle of this.#folder.values()) {
      if (handle.kind !== 'file') continue;
      entries.push([handle.name, (await handle.getFile()).lastModified]);
    }
    return entries;
  }
}

class SnapshotCache implements SnapshotStorage {
  readonly #cache: Cache;

  constructor(cache: Cache) {
    this.#cache = cache;
  }

  async get(name: string): Promise<KeptSnapshot | undefined> {
    const response = await this.#cache.match(cacheAddress(name));
    return response && { content: new BlobBytes(await response.blob()), since: sinceOf(response) };
  }

  async put(name: string, parts: readonly Uint8Array<ArrayBuffer>[]): Promise<void> {
    const headers = { [SINCE]: String(Date.now()) };
    await this.#cache.put(cacheAddress(name), new Response(new Blob([...parts]), { headers }));
  }

  async delete(name: string): Promise<void> {
    await this.#cache.delete(cacheAddress(name));
  }

  async entries(): Promise<(readonly [string, number])[]> {
    const keys = await this.#cache.keys();
    const entries = keys.map(async (request) => {
      const response = await this.#cache.match(request);
      const name = new URL(request.url).searchParams.get('key') ?? '';
      return [name, response ? sinceOf(response) : 0] as const;
    });
    return Promise.all(entries);
  }
}

function sinceOf(response: Response): number {
  return Number(response.headers.get(SINCE));
}
