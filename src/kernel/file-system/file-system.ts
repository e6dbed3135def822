import { inflateSync } from 'fflate';
import { ArchiveError } from './archive-error.js';
import type { EmscriptenFS, FSNode } from './emscripten-fs.js';
import { DEFLATED, packedContent, readDirectory, STORED, type ZipEntry } from './zip-directory.js';

type Bytes = Uint8Array<ArrayBuffer>;

/** The modes of what is made: read and written by everyone. */
const FILE = 0o100666;
const FOLDER = 0o040777;

/** Unpacks an archive of the runtime: a zip of stored files in gzip, which the browser unpacks natively. */
export async function gunzip(bytes: Bytes): Promise<Bytes> {
  const unpacked = new Response(bytes).body?.pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(unpacked).arrayBuffer());
}

/**
 * The files of a zip archive by path; folders are left out. Those that are stored as they are share the archive's
 * memory.
 *
 * @throws {Error} if it is damaged or incomplete
 */
export function unzip(archive: Bytes): Map<string, Bytes> {
  const files = new Map<string, Bytes>();
  for (const entry of readDirectory(archive)) {
    if (!entry.path.endsWith('/')) files.set(entry.path, contentOf(archive, entry));
  }
  return files;
}

function contentOf(archive: Bytes, entry: ZipEntry): Bytes {
  const packed = packedContent(archive, entry);
  if (entry.method === STORED) return packed;
  if (entry.method !== DEFLATED) throw new ArchiveError(`is of an unknown kind at ${entry.path}`);
  return inflateSync(packed, { out: new Uint8Array(entry.size) });
}

/**
 * Writes files below a folder. The file system keeps the arrays themselves, so nothing is copied; whoever calls must
 * not change them any more.
 *
 * Thousands of files are written at each boot, so their nodes are made directly, below folders that are remembered:
 * `FS.writeFile` takes each path apart, looks it up, and opens a stream.
 */
export function writeFiles(
  fs: EmscriptenFS,
  folder: string,
  files: ReadonlyMap<string, Uint8Array>,
): void {
  const { MEMFS } = fs.filesystems;
  fs.mkdirTree(folder);
  const folders = new Map([['', fs.lookupPath(folder).node]]);
  for (const [path, content] of files) {
    const [parent, name] = placeOf(path);
    if (childOf(parent, name)) {
      fs.writeFile(`${folder}/${path}`, content, { canOwn: true });
      continue;
    }
    const node = MEMFS.createNode(parent, name, FILE, 0);
    node.contents = content;
    node.usedBytes = content.length;
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

/** What is there in a folder already. */
function childOf(folder: FSNode, name: string): FSNode | undefined {
  const children = folder.contents as Readonly<Record<string, FSNode>>;
  return Object.hasOwn(children, name) ? children[name] : undefined;
}
