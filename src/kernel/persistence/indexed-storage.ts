import { EMPTY_INDEX, type Contents, type Index, type Storage } from './storage.js';

const DATABASE = 'web-dash';
const INDICES = 'indices';
const CONTENTS = 'contents';

/**
 * Keeps an app's folders in IndexedDB, where the origin's private file system can't be had: each task is one
 * transaction, of which the browser sees to it that all of it happens or nothing.
 */
export class IndexedStorage implements Storage {
  readonly #database: IDBDatabase;
  readonly #key: string;

  private constructor(database: IDBDatabase, key: string) {
    this.#database = database;
    this.#key = key;
  }

  /** @param key names the app */
  static async open(key: string): Promise<IndexedStorage> {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(INDICES);
      request.result.createObjectStore(CONTENTS);
    };
    return new IndexedStorage(await settled(request), key);
  }

  /** Only the requests of `contents` may be awaited in `task`: else the transaction ends before it does. */
  async exclusively<T>(task: (contents: Contents) => Promise<T>): Promise<T> {
    const transaction = this.#database.transaction([INDICES, CONTENTS], 'readwrite');
    const ended = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error('The task failed.'));
    });
    try {
      const result = await task(new StoredContents(transaction, this.#key));
      await ended;
      return result;
    } catch (error) {
      ended.catch(() => undefined);
      // It may have been aborted by what failed.
      if (!transaction.error) abort(transaction);
      throw error;
    }
  }
}

class StoredContents implements Contents {
  readonly #indices: IDBObjectStore;
  readonly #contents: IDBObjectStore;
  readonly #key: string;

  constructor(transaction: IDBTransaction, key: string) {
    this.#indices = transaction.objectStore(INDICES);
    this.#contents = transaction.objectStore(CONTENTS);
    this.#key = key;
  }

  async index(): Promise<Index> {
    return ((await settled(this.#indices.get(this.#key))) as Index | undefined) ?? EMPTY_INDEX;
  }

  async read(name: string): Promise<Uint8Array<ArrayBuffer> | null> {
    const content: unknown = await settled(this.#contents.get([this.#key, name]));
    return (content as Uint8Array<ArrayBuffer> | undefined) ?? null;
  }

  async write(name: string, content: Uint8Array<ArrayBuffer>): Promise<void> {
    await settled(this.#contents.put(content, [this.#key, name]));
  }

  async commit(index: Index): Promise<void> {
    await settled(this.#indices.put(index, this.#key));
  }

  async prune(index: Index): Promise<void> {
    const named = new Set(index.contents.map(([name]) => name));
    // An array is greater than all texts.
    const ours = IDBKeyRange.bound([this.#key], [this.#key, []]);
    for (const key of await settled(this.#contents.getAllKeys(ours))) {
      const [, name] = key as [app: string, name: string];
      if (!named.has(name)) await settled(this.#contents.delete(key));
    }
  }
}

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It has ended already.
  }
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The request failed.'));
  });
}
