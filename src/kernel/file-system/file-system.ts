import { inflateSync } from 'fflate';
import { decompress } from 'fzstd';
import { ArchiveError } from './archive-error.js';
import type { EmscriptenFS, FSNode } from './emscripten-fs.js';
import { ERRNO } from './errno.js';
import { DEFLATED, packedContent, readDirectory, STORED, type ZipEntry } from './zip-directory.js';

type Bytes = Uint8Array<ArrayBuffer>;

/** The modes of what is made: read and written by everyone. */
const FILE = 0o100666;
const FOLDER = 0o040777;

/** The zip archive that a pack of the runtime holds: stored files, compressed as a whole by Zstandard. */
export function zipOf(pack: Uint8Array): Bytes {
  return decompress(pack) as Bytes;
}

/** A file whose content is made when it is first read. */
export interface PackedFile {
  readonly size: number;
  readonly unpack: () => Bytes;
}

/** What a file is to hold. */
export type FileContent = Uint8Array | PackedFile;

/** What files are to hold, by path. */
export type FileContents = ReadonlyMap<string, FileContent>;

/** The bytes of a file, which may have to be unpacked for it. */
export function bytesOf(content: FileContent): Uint8Array {
  return content instanceof Uint8Array ? content : content.unpack();
}

/**
 * The files of a zip archive by path; folders are left out. Those that are stored as they are share the archive's
 * memory.
 *
 * @throws {Error} if it is damaged or incomplete
 */
export function unzip(archive: Bytes): Map<string, Bytes> {
  return new Map(filesIn(archive, (entry) => contentOf(archive, entry)));
}

/**
 * The files of a zip archive, which are unpacked when they are read.
 *
 * @throws {Error} if its directory is damaged; what is damaged else can't be read
 */
export function unzipLazily(archive: Bytes): Map<string, PackedFile> {
  return new Map(
    filesIn(archive, (entry) => ({ size: entry.size, unpack: () => contentOf(archive, entry) })),
  );
}

function* filesIn<T>(archive: Bytes, make: (entry: ZipEntry) => T): Generator<[string, T]> {
  for (const entry of readDirectory(archive)) {
    const { path, method } = entry;
    if (path.endsWith('/')) continue;
    if (method !== STORED && method !== DEFLATED) {
      throw new ArchiveError(`holds ${path} in an unknown compression (${method})`);
    }
    yield [path, make(entry)];
  }
}

function contentOf(archive: Bytes, entry: ZipEntry): Bytes {
  const packed = packedContent(archive, entry);
  if (entry.method === STORED) return packed;
  return inflateSync(packed, { out: new Uint8Array(entry.size) });
}

/**
 * Writes files below a folder. The file system keeps the arrays themselves, so nothing is copied; whoever calls must
 * not change them any more.
 *
 * Thousands of files are written at each boot, so their nodes are made directly, below folders that are remembered:
 * `FS.writeFile` takes each path apart, looks it up, and opens a stream.
 */
export function writeFiles(fs: EmscriptenFS, folder: string, files: FileContents): void {
  const { MEMFS } = fs.filesystems;
  fs.mkdirTree(folder);
  const folders = new Map([['', fs.lookupPath(folder).node]]);
  for (const [path, content] of files) {
    const [parent, name] = placeOf(path);
    if (childOf(parent, name)) {
      fs.writeFile(`${folder}/${path}`, bytesOf(content), { canOwn: true });
      continue;
    }
    const node = MEMFS.createNode(parent, name, FILE, 0);
    if (content instanceof Uint8Array) {
      node.contents = content;
      node.usedBytes = content.length;
    } else unpackWhenRead(fs, node, content);
  }

  function placeOf(path: string): [parent: FSNode, name: string] {
    const end = path.lastIndexOf('/');
    return [folderAt(path.slice(0, Math.max(0, end))), path.slice(end + 1)];
  }

  function folderAt(path: string): FSNode {
    const known = folders.get(path);
    if (known) return known;
    const [parent, name] = placeOf(path);
    const node = childOf(parent, name) ?? MEMFS.createNode(parent, name, FOLDER, 0);
    folders.set(path, node);
    return node;
  }
}

function unpackWhenRead(fs: EmscriptenFS, node: FSNode, { size, unpack }: PackedFile): void {
  const hold = (value: FSNode['contents']): FSNode['contents'] => {
    Object.defineProperty(node, 'contents', { value, writable: true });
    return value;
  };
  const read = (): FSNode['contents'] => {
    try {
      return hold(unpack());
    } catch (error) {
      // All that Python hears is that it can't be read.
      console.error(`web-dash: ${node.name} can’t be read.`, error);
      throw new fs.ErrnoError(ERRNO.EIO);
    }
  };
  node.usedBytes = size;
  Object.defineProperty(node, 'contents', { configurable: true, get: read, set: hold });
}

/** What is there in a folder already. */
function childOf(folder: FSNode, name: string): FSNode | undefined {
  const children = folder.contents as Readonly<Record<string, FSNode>>;
  return Object.hasOwn(children, name) ? children[name] : undefined;
}
