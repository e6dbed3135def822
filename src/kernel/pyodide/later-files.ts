import { unzip, zipOf, type FileContents } from '../file-system/file-system.js';
import type { RuntimeFiles } from './runtime-files.js';

type Bytes = Uint8Array<ArrayBuffer>;

const PACK = 'runtime/later.pack';

/**
 * The files of Python's library that no first page needs. They come behind those that it starts with; whoever reads one
 * before waits for it.
 */
export class LaterFiles {
  readonly #files: RuntimeFiles;
  #pack: Bytes | undefined;
  #unpacked: ReadonlyMap<string, Bytes> | undefined;

  constructor(files: RuntimeFiles) {
    this.#files = files;
  }

  /**
   * Loads them.
   *
   * @throws {WebDashError} `runtime-not-found`, `runtime-corrupt`
   */
  async load(): Promise<void> {
    const pack = await this.#files.load(PACK);
    if (!this.#unpacked) this.#pack = pack;
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

  #read(path: string): Bytes {
    this.#unpacked ??= unzip(zipOf(this.#pack ?? this.#files.loadAtOnce(PACK)));
    this.#pack = undefined;
    const content = this.#unpacked.get(path);
    if (!content) throw new Error(`${PACK} has no ${path}.`);
    return content;
  }
}
