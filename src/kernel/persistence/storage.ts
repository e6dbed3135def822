/**
 * Where what is kept of one app lies: contents, by names that mean nothing, and one index, which says what
 * in them makes up the app's folders. Contents never change once an index names them; so a state is saved
 * by writing what is new beside what is there, and then replacing the index at once.
 */

/** Where the bytes of a file are. */
export interface SavedFile {
  /** The content's name in its {@link Storage}. */
  readonly content: string;
  /** In bytes. */
  readonly offset: number;
  /** In bytes. */
  readonly size: number;
  /** When the app changed the file, in milliseconds since 1970. */
  readonly modified: number;
}

/** One state of an app's folders. Paths are relative to the app's folder. */
export interface Index {
  /** How many states have been saved so far. */
  readonly generation: number;
  /** Lengths in bytes. */
  readonly contents: readonly (readonly [content: string, length: number])[];
  readonly files: readonly (readonly [path: string, file: SavedFile])[];
  /** All folders, also those in which no file is. */
  readonly folders: readonly string[];
  /** Files of the author's that the app has removed. */
  readonly removed: readonly string[];
}

/** Before anything was saved. */
export const EMPTY_INDEX: Index = {
  ...{ generation: 0, contents: [], files: [], folders: [], removed: [] },
};

/** What can be done with what is kept of an app, while nobody else does. */
export interface Contents {
  /**
   * The state that was saved last; an empty one of generation 0 if none was.
   *
   * @throws {Error} if what is there can't be read
   */
  index(): Promise<Index>;
  /** A content; `null` if there is none of that name. */
  read(name: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** @throws {DOMException} `QuotaExceededError` */
  write(name: string, content: Uint8Array<ArrayBuffer>): Promise<void>;
  /**
   * Makes `index` the state that was saved last, wholly or not at all.
   *
   * @throws {DOMException} `QuotaExceededError`
   */
  commit(index: Index): Promise<void>;
  /** Removes the contents that `index` doesn't name. */
  prune(index: Index): Promise<void>;
}

/** Keeps one app's folders in the browser. */
export interface Storage {
  /** Runs `task` while nobody else, in whichever page, reads or changes what is kept. */
  exclusively<T>(task: (contents: Contents) => Promise<T>): Promise<T>;
}
