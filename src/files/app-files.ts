import { appPath, AppPathError, folderPath } from '../kernel/file-system/app-path.js';
import type { FileCallName, FileEntry, KernelCalls } from '../kernel/protocol.js';

/** Makes one of the kernel's calls for the files of the app, once that is ready. */
export type FileCaller = <K extends FileCallName>(
  type: K,
  args: Omit<KernelCalls[K]['args'], 'app'>,
) => Promise<KernelCalls[K]['result']>;

/**
 * The files of an app: what its Python sees as its working folder. Paths are relative to that folder, with `/`
 * between their parts.
 *
 * All methods wait until the app is ready. They reject with
 * - a `TypeError` for a path that leaves the folder or can't be one, and for data of another kind;
 * - a `DOMException`: `NotFoundError`, `TypeMismatchError` (a folder where a file was expected, or the other
 *   way round), `InvalidModificationError` (a folder isn't empty), `NoModificationAllowedError` (a file that is
 *   fetched when it is read), `NetworkError` (such a file can't be fetched), `QuotaExceededError` (no memory),
 *   `AbortError` (the app has been removed);
 * - a `WebDashError` if the app fails to start.
 */
export class WebDashFiles {
  readonly #call: FileCaller;

  constructor(call: FileCaller) {
    this.#call = call;
  }

  /** The content of a file. */
  async read(path: string): Promise<Uint8Array> {
    return this.#call('readFile', { path: checked(path) });
  }

  /** The content of a file of text, decoded as UTF-8. */
  async readText(path: string): Promise<string> {
    return new TextDecoder().decode(await this.read(path));
  }

  /**
   * Writes a file, in place of what is there; folders on the way are made.
   *
   * @param data its content; a string is encoded as UTF-8
   */
  async write(path: string, data: string | BufferSource | Blob): Promise<void> {
    const target = checked(path);
    await this.#call('writeFile', { path: target, content: await bytesOf(data) });
  }

  /**
   * What is in a folder, by name.
   *
   * @param path the folder's; `''` and `'.'` are the app's own
   * @param options `recursive`: also what is in the folders in it
   */
  async list(path = '', options: { recursive?: boolean } = {}): Promise<readonly FileEntry[]> {
    const { recursive = false } = options;
    return this.#call('listFiles', { path: checked(path, folderPath), recursive });
  }

  /**
   * Removes a file or folder.
   *
   * @param options `recursive`: also a folder that isn't empty
   */
  async remove(path: string, options: { recursive?: boolean } = {}): Promise<void> {
    const { recursive = false } = options;
    await this.#call('removeFile', { path: checked(path), recursive });
  }
}

function checked(path: string, form = appPath): string {
  try {
    return form(path);
  } catch (error) {
    throw error instanceof AppPathError ? new TypeError(error.message) : error;
  }
}

/** A copy of the data: it is handed over to the kernel. */
async function bytesOf(data: string | BufferSource | Blob): Promise<Uint8Array> {
  if (typeof data === 'string') return new TextEncoder().encode(data);
  if (data instanceof Blob) return new Uint8Array(await data.arrayBuffer());
  if (ArrayBuffer.isView(data)) {
    return new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice();
  }
  if (data instanceof ArrayBuffer) return new Uint8Array(data.slice(0));
  throw new TypeError('A file is written from a string, a BufferSource or a Blob.');
}
