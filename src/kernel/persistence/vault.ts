import { part, writeContents, type NewFile } from './contents.js';
import { EMPTY_INDEX, type Contents, type Index, type Storage } from './storage.js';

/** A state of an app's folders that is to be saved: see {@link Index}. */
export interface State {
  /** By path; `null` for a file that is as it was saved last. */
  readonly files: ReadonlyMap<string, NewFile | null>;
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
      for (const [content, length] of index.contents) {
        const bytes = await storage.read(content);
        for (const [path, file] of index.files) {
          if (file.content !== content) continue;
          if (bytes?.length === length) contents.set(path, part(bytes, file));
          else lost.push(path);
        }
      }
      this.#generation = index.generation;
      return { index, contents, lost };
    });
  }

  /**
   * Saves a state, wholly or not at all.
   *
   * @throws {ConflictError}
   * @throws {DOMException} `QuotaExceededError`, or what else the browser's storage says
   */
  async save(state: State): Promise<void> {
    const generation = this.#generation + 1;
    await this.#storage.exclusively(async (storage) => {
      const last = await storage.index();
      if (last.generation !== this.#generation) {
        throw new ConflictError('Another page has saved the same folders.');
      }
      await replace(storage, last, generation, state);
    });
    this.#generation = generation;
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
): Promise<void> {
  try {
    const { folders, removed } = state;
    const written = await writeContents(storage, `${generation}`, last ?? EMPTY_INDEX, state.files);
    const index: Index = { generation, ...written, folders, removed };
    await storage.commit(index);
    // What isn't named any more is in nobody's way: another time will do as well.
    await storage.prune(index).catch(() => undefined);
  } catch (error) {
    // What was written for nothing would take the place of what is to be written next.
    if (last) await storage.prune(last).catch(() => undefined);
    throw error;
  }
}
