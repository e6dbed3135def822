import type { Contents, Index, SavedFile, Storage } from './storage.js';

/** A file whose content isn't saved yet. */
export interface NewFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** When the app changed the file, in milliseconds since 1970. */
  readonly modified: number;
}

/** A state of an app's folders that is to be saved: see {@link Index}. */
export interface State {
  readonly files: ReadonlyMap<string, SavedFile | NewFile>;
  readonly folders: readonly string[];
  readonly removed: readonly string[];
}

/** A state of an app's folders as it was found. */
export interface Kept {
  readonly index: Index;
  /** The contents of the index's files, by path. */
  readonly contents: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  /** Files whose content is gone, or is not as long as it was. */
  readonly lost: readonly string[];
}

/** Somebody else has saved the same app's folders since they were read here. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError';
}

/**
 * Loads and saves the state of one app's folders.
 *
 * Several pages may have the same app. Whoever saves first wins: a vault saves only what follows on the state
 * that it has itself loaded or saved last, so that a state is never overwritten by one that doesn't know it,
 * nor mixed with it.
 */
export class Vault {
  readonly #storage: Storage;
  #generation = 0;

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  /** The state that was saved last. */
  load(): Promise<Kept> {
    return this.#storage.exclusively(async (storage) => {
      const index = await storage.index();
      const contents = new Map<string, Uint8Array<ArrayBuffer>>();
      const lost: string[] = [];
      for (const [path, { content, size }] of index.files) {
        const bytes = await storage.read(content);
        if (bytes?.length === size) contents.set(path, bytes);
        else lost.push(path);
      }
      this.#generation = index.generation;
      return { index, contents, lost };
    });
  }

  /**
   * Saves a state, wholly or not at all.
   *
   * @returns All its files, under which the next state may name them.
   * @throws {ConflictError}
   * @throws {DOMException} `QuotaExceededError`, or what else the browser's storage says
   */
  async save(state: State): Promise<ReadonlyMap<string, SavedFile>> {
    const generation = this.#generation + 1;
    const files = await this.#storage.exclusively(async (storage) => {
      const last = await storage.index();
      if (last.generation !== this.#generation) {
        throw new ConflictError('Another page has saved the same folders.');
      }
      return replace(storage, last, generation, state);
    });
    this.#generation = generation;
    return files;
  }

  /** Forgets what was saved, also what can't be read any more. */
  async clear(): Promise<void> {
    this.#generation = await this.#storage.exclusively(async (storage) => {
      const last = await storage.index().catch(() => null);
      // Those who know what is forgotten now shall not save what follows on it. What can't be read has no
      // number; the time is a greater one than any that may be there.
      const generation = (last?.generation ?? Date.now()) + 1;
      await replace(storage, last, generation, { files: new Map(), folders: [], removed: [] });
      return generation;
    });
  }
}

/** Puts `state` in the place of `last`. */
async function replace(
  storage: Contents,
  last: Index | null,
  generation: number,
  state: State,
): Promise<ReadonlyMap<string, SavedFile>> {
  const files = new Map<string, SavedFile>();
  const { folders, removed } = state;
  try {
    for (const [path, file] of state.files) {
      files.set(path, 'content' in file ? file : await write(file, `${generation}-${files.size}`));
    }
    const index: Index = { generation, files: [...files], folders, removed };
    await storage.commit(index);
    // What isn't named any more is in nobody's way: another time will do as well.
    await storage.prune(index).catch(() => undefined);
    return files;
  } catch (error) {
    // What was written for nothing would take the place of what is to be written next.
    if (last) await storage.prune(last).catch(() => undefined);
    throw error;
  }

  async function write({ bytes, modified }: NewFile, content: string): Promise<SavedFile> {
    await storage.write(content, bytes);
    return { content, size: bytes.length, modified };
  }
}
