import { unzip, zipOf, type FileContents } from '../file-system/file-system.js';
import type { RuntimeFiles } from './runtime-files.js';

type Bytes = Uint8Array<ArrayBuffer>;

const PACK = 'runtime/later.pack';

/** For how long it is not asked for again, once it was not to be had while Python waited, in milliseconds. */
const PAUSE = 10_000;

/**
 * The files of Python's library that no first page needs. They come behind those that it starts with; whoever reads one
 * before waits for it.
 */
export class LaterFiles {
  readonly #files: RuntimeFiles;
  #loading: Promise<void> | undefined;
  #pack: Bytes | undefined;
  #unpacked: ReadonlyMap<string, Bytes> | undefined;
  #failure: { readonly error: unknown; readonly at: number } | undefined;

  constructor(files: RuntimeFiles) {
    this.#files = files;
  }

  /** Whether they have been loaded before, on this visit or an earlier one. */
  get areKept(): Promise<boolean> {
    return this.#files.isKept(PACK);
  }

  /**
   * Loads them.
   *
   * @throws {WebDashError} `runtime-not-found`, `runtime-corrupt`
   */
  load(): Promise<void> {
    this.#loading ??= this.#load().catch((error: unknown) => {
      this.#loading = undefined;
      throw error;
    });
    return this.#loading;
  }

  /**
   * What files are to hold that may not be there yet.
   *
   * @param sizes Of all of them, in bytes, by path.
   */
  contents(sizes: Readonly<Record<string, number>>): FileContents {
    const contents = Object.entries(sizes).map(([path, size]) => {
      const unpack = (): Bytes => this.#read(path);
      return [path, { size, unpack }] as const;
    });
    return new Map(contents);
  }

  async #load(): Promise<void> {
    this.#pack = await this.#files.load(PACK);
  }

  #read(path: string): Bytes {
    this.#unpacked ??= unzip(zipOf(this.#pack ?? this.#loadAtOnce()));
    const content = this.#unpacked.get(path);
    if (!content) throw new Error(`${PACK} has no ${path}.`);
    return content;
  }

  #loadAtOnce(): Bytes {
    // Python may look for thousands of files in a row.
    if (this.#failure && performance.now() - this.#failure.at < PAUSE) throw this.#failure.error;
    try {
      return this.#files.loadAtOnce(PACK);
    } catch (error) {
      this.#failure = { error, at: performance.now() };
      throw error;
    }
  }
}
