/**
 * What is used of Emscripten's `FS` beyond writing files: the nodes of its MEMFS, which hold an app's files
 * in memory. Its own types are of a package that Pyodide's types don't bring along; these parts are the same in
 * the Emscriptens of all supported Pyodides.
 */

/** A file, folder or link. */
export interface FSNode {
  readonly name: string;
  /** The root's is the root itself. */
  readonly parent: FSNode;
  /** Type and permissions, as `stat` gives them. */
  mode: number;
  /** In bytes; of a file. */
  usedBytes: number;
  /** A file's bytes, of which the first `usedBytes` count, or a folder's nodes by name. */
  contents: Uint8Array | Readonly<Record<string, FSNode>> | null;
  node_ops: NodeOperations;
  stream_ops: StreamOperations;
}

/** What can be set of a node. */
export interface NodeAttributes {
  size?: number;
}

/** An open file. */
export interface FSStream {
  readonly node: FSNode;
  readonly flags: number;
  readonly position: number;
}

export interface NodeOperations {
  setattr: (node: FSNode, attributes: NodeAttributes) => void;
}

export interface FolderOperations extends NodeOperations {
  mknod: (parent: FSNode, name: string, mode: number, device: number) => FSNode;
  rename: (node: FSNode, folder: FSNode, name: string) => void;
  unlink: (parent: FSNode, name: string) => void;
  rmdir: (parent: FSNode, name: string) => void;
  symlink: (parent: FSNode, name: string, target: string) => FSNode;
}

/** The operations on open files, plain functions as all of these; numbers are bytes. */
export interface StreamOperations {
  open?: (stream: FSStream) => void;
  read: (
    stream: FSStream,
    buffer: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ) => number;
  write: (
    stream: FSStream,
    buffer: Uint8Array,
    offset: number,
    length: number,
    position: number,
    canOwn?: boolean,
  ) => number;
  llseek: (stream: FSStream, offset: number, whence: number) => number;
  mmap: (
    stream: FSStream,
    length: number,
    position: number,
    protection: number,
    flags: number,
  ) => { ptr: number; allocated: boolean };
  msync: (
    stream: FSStream,
    buffer: Uint8Array,
    offset: number,
    length: number,
    flags: number,
  ) => number;
  /** Gone in newer versions. */
  allocate?: (stream: FSStream, offset: number, length: number) => void;
}

/** Pyodide's: its own type is of a package that Pyodide's types don't bring along. */
export function fileSystem(pyodide: unknown): EmscriptenFS {
  return (pyodide as { FS: EmscriptenFS }).FS;
}

/** Emscripten's `FS`. */
export interface EmscriptenFS {
  readonly filesystems: {
    readonly MEMFS: {
      /** Makes a node in a folder which has none of that name. @param device 0 of what is none */
      createNode(parent: FSNode, name: string, mode: number, device: number): FSNode;
      readonly ops_table: {
        readonly dir: { readonly node: FolderOperations };
        readonly file: { readonly node: NodeOperations; readonly stream: StreamOperations };
      };
    };
  };
  /** The open files, by descriptor. */
  readonly streams: readonly (FSStream | null | undefined)[];
  readonly ErrnoError: new (errno: number) => Error & { readonly errno: number };
  isDir(mode: number): boolean;
  isFile(mode: number): boolean;
  /** @throws `ErrnoError` where there is nothing. */
  lookupPath(path: string): { readonly node: FSNode };
  /** @throws `ErrnoError` where a folder has no such node. */
  lookupNode(parent: FSNode, name: string): FSNode;
  analyzePath(path: string): { readonly exists: boolean };
  mkdirTree(path: string): void;
  readdir(path: string): string[];
  readFile(path: string): Uint8Array<ArrayBuffer>;
  writeFile(path: string, content: Uint8Array, options?: { canOwn: boolean }): void;
  stat(
    path: string,
    dontFollow?: boolean,
  ): { readonly mode: number; readonly size: number; readonly mtime: Date };
  unlink(path: string): void;
  rmdir(path: string): void;
  rename(from: string, to: string): void;
  utime(path: string, accessed: number, modified: number): void;
}
