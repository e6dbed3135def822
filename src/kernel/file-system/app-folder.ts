import { WebDashError } from '../../errors.js';
import { appPath, AppPathError, folderPath } from './app-path.js';
import type { EmscriptenFS } from './emscripten-fs.js';
import { ERRNO, errnoOf } from './errno.js';
import { FileError } from './file-error.js';
import { createLazyFile } from './lazy-file.js';
import type { AppDefinition, FileEntry } from '../protocol.js';

/** The names of exceptions that say what the file system can't do, as the File System API uses them. */
const EXCEPTIONS: Readonly<Record<number, readonly [name: string, why: string]>> = {
  [ERRNO.ENOENT]: ['NotFoundError', 'is not there'],
  // Emscripten's for what lies below a file.
  [ERRNO.EACCES]: ['TypeMismatchError', 'lies in a file'],
  [ERRNO.EISDIR]: ['TypeMismatchError', 'is a folder'],
  [ERRNO.ENOTDIR]: ['TypeMismatchError', 'is not a folder, or lies in a file'],
  [ERRNO.ENOTEMPTY]: ['InvalidModificationError', 'is a folder that is not empty'],
  [ERRNO.EROFS]: ['NoModificationAllowedError', 'can only be read'],
  [ERRNO.ENOSPC]: ['QuotaExceededError', 'finds no more space'],
  [ERRNO.EIO]: ['NetworkError', 'can’t be read from the network; the console says why'],
};

/**
 * The folder of one app in Python's memory file system, as the page may use it: `element.files`.
 *
 * Its methods throw a {@link FileError}: a `TypeError` for a path that can't be one of a file in the folder.
 */
export class AppFolder {
  /** Absolute. */
  readonly path: string;
  readonly #fs: EmscriptenFS;

  constructor(fs: EmscriptenFS, path: string) {
    this.#fs = fs;
    this.path = path;
  }

  /**
   * Puts an app's files in place. Their contents are kept, not copied.
   *
   * @param warn told why a file that is read from the network when needed could not be
   * @throws {WebDashError} `source-invalid`
   */
  populate(definition: AppDefinition, warn: (text: string) => void): void {
    const main = {
      path: definition.filename,
      content: new TextEncoder().encode(definition.code),
    };
    for (const path of definition.folders) {
      this.#place(path, () => this.#fs.mkdirTree(this.#resolve(path)));
    }
    for (const { path, content } of [...definition.files, main]) {
      this.#place(path, () => this.write(path, content));
    }
    for (const file of definition.lazyFiles) {
      this.#place(file.path, () => {
        const path = this.#resolve(file.path);
        this.#fs.mkdirTree(path.slice(0, path.lastIndexOf('/')));
        createLazyFile(this.#fs, path, file, warn);
      });
    }
  }

  /** The content of a file. */
  read(path: string): Uint8Array<ArrayBuffer> {
    return this.#attempt(path, () => this.#fs.readFile(this.#resolve(path)));
  }

  /** Makes a file, or replaces its content; folders on the way are made. `content` is kept, not copied. */
  write(path: string, content: Uint8Array): void {
    this.#attempt(path, () => {
      const full = this.#resolve(path);
      this.#fs.mkdirTree(full.slice(0, full.lastIndexOf('/')));
      this.#fs.writeFile(full, content, { canOwn: true });
    });
  }

  /** What is in a folder, by name; `''` is the app's own. */
  list(path: string, recursive: boolean): FileEntry[] {
    return this.#attempt(path, () => {
      return [...this.#entries(folderPath(path), recursive)];
    });
  }

  /** Removes a file or folder; one that isn't empty only if `recursive`. */
  remove(path: string, recursive: boolean): void {
    this.#attempt(path, () => this.#remove(this.#resolve(path), recursive));
  }

  #resolve(path: string): string {
    return `${this.path}/${appPath(path)}`;
  }

  *#entries(folder: string, recursive: boolean): Generator<FileEntry> {
    const full = folder === '' ? this.path : `${this.path}/${folder}`;
    const names = this.#fs.readdir(full).filter((name) => name !== '.' && name !== '..');
    for (const name of names.sort()) {
      const path = folder === '' ? name : `${folder}/${name}`;
      const { mode, size, mtime } = this.#fs.stat(`${full}/${name}`, true);
      const isFolder = this.#fs.isDir(mode);
      const lastModified = mtime.getTime();
      yield isFolder
        ? { path, kind: 'directory', size: 0, lastModified }
        : { path, kind: 'file', size, lastModified };
      if (isFolder && recursive) yield* this.#entries(path, true);
    }
  }

  #remove(path: string, recursive: boolean): void {
    if (!this.#fs.isDir(this.#fs.stat(path, true).mode)) {
      this.#fs.unlink(path);
      return;
    }
    if (recursive) {
      for (const name of this.#fs.readdir(path)) {
        if (name !== '.' && name !== '..') this.#remove(`${path}/${name}`, true);
      }
    }
    this.#fs.rmdir(path);
  }

  #place(path: string, place: () => void): void {
    try {
      place();
    } catch (error) {
      const message = `The file ${JSON.stringify(path)} can’t be made: ${(error as Error).message}`;
      throw new WebDashError('source-invalid', message, { cause: error });
    }
  }

  #attempt<T>(path: string, attempt: () => T): T {
    try {
      return attempt();
    } catch (error) {
      throw explained(error, path);
    }
  }
}

/** What an error of the file system is to the page. */
function explained(error: unknown, path: string): unknown {
  if (error instanceof AppPathError) return new FileError('TypeError', error.message);
  // Memory that can't be had for a file's content.
  const errno = error instanceof RangeError ? ERRNO.ENOSPC : errnoOf(error);
  if (errno === undefined) return error;
  const [name, why] = EXCEPTIONS[errno] ?? ['OperationError', `is refused (errno ${errno})`];
  return new FileError(name, `${JSON.stringify(path)} ${why}.`);
}
