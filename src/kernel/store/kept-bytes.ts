import type { SyncAccessHandle } from './origin-private-files.js';

/** Bytes that are kept by the browser, and read part by part. */
export interface KeptBytes {
  /** In bytes. */
  readonly size: number;
  /**
   * Fills targets, one after the other, with what there is from `position` on.
   *
   * @throws {Error} if that isn't possible, or if there is less
   */
  read(position: number, ...targets: readonly Uint8Array<ArrayBuffer>[]): Promise<void>;
  /** To be called when nothing will be read any more: others may write then. */
  close(): void;
}

/** The bytes of a file, which are read straight to where they shall be. */
export class FileBytes implements KeptBytes {
  readonly size: number;
  readonly #access: SyncAccessHandle;

  constructor(access: SyncAccessHandle) {
    this.#access = access;
    this.size = access.getSize();
  }

  read(position: number, ...targets: readonly Uint8Array<ArrayBuffer>[]): Promise<void> {
    for (const target of targets) {
      for (let done = 0; done < target.length;) {
        const length = this.#access.read(target.subarray(done), { at: position });
        if (length === 0) return Promise.reject(new Error('There are fewer bytes.'));
        done += length;
        position += length;
      }
    }
    return Promise.resolve();
  }

  close(): void {
    this.#access.close();
  }
}

/** Those of a blob, which another process of the browser reads, and has to send. */
export class BlobBytes implements KeptBytes {
  readonly size: number;
  readonly #blob: Blob;

  constructor(blob: Blob) {
    this.#blob = blob;
    this.size = blob.size;
  }

  async read(position: number, ...targets: readonly Uint8Array<ArrayBuffer>[]): Promise<void> {
    const size = targets.reduce((sum, { length }) => sum + length, 0);
    const part = this.#blob.slice(position, position + size);
    if (part.size < size) throw new Error('There are fewer bytes.');
    const bytes = new Uint8Array(await part.arrayBuffer());
    let at = 0;
    for (const target of targets) target.set(bytes.subarray(at, (at += target.length)));
  }

  close(): void {
    // Nobody is kept from anything.
  }
}
