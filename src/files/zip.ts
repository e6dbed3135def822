import type { AppFile } from '../kernel/protocol.js';
import { ArchiveError } from './archive-error.js';
import { crc32 } from './crc32.js';
import { decompress } from './decompress.js';
import type { UnpackBudget } from './unpack-budget.js';

/** What an archive's directory says of a file: APPNOTE.TXT of PKWARE, 4.3.12. */
interface Entry {
  readonly path: string;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  /** Where its local header is. */
  readonly offset: number;
}

const DIRECTORY_END = 0x06054b50;
const DIRECTORY_END_SIZE = 22;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;

const STORED = 0;
const DEFLATED = 8;

/** File types of Unix, in the upper half of the attributes. */
const TYPE_MASK = 0xf000;
const LINK = 0xa000;

/** Whether bytes are a zip archive, by how they begin; of an empty one only the directory's end is there. */
export function isZip(bytes: Uint8Array): boolean {
  const [p, k, ...version] = bytes.subarray(0, 4);
  return p === 0x50 && k === 0x4b && ['3,4', '5,6'].includes(version.join());
}

/**
 * Unpacks a zip archive, strictly: what its directory says has to be true.
 *
 * Of the libraries that are small, none looks at checksums, and they keep the page busy while they unpack.
 *
 * @throws {ArchiveError}
 */
export async function unzip(
  archive: Uint8Array<ArrayBuffer>,
  budget: UnpackBudget,
): Promise<AppFile[]> {
  const files: AppFile[] = [];
  for (const entry of readDirectory(archive, budget)) {
    files.push({ path: entry.path, content: await readEntry(archive, entry) });
  }
  return files;
}

/** The files that the directory at the end of an archive names; folders are left out. */
function readDirectory(archive: Uint8Array, budget: UnpackBudget): Entry[] {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const end = findDirectoryEnd(view);
  const count = view.getUint16(end + 10, true);
  const size = view.getUint32(end + 12, true);
  const offset = view.getUint32(end + 16, true);
  if (count === 0xffff || offset === 0xffffffff) {
    throw new ArchiveError('is in the Zip64 format, which is for larger archives');
  }
  // Something may stand before the archive, as in one that unpacks itself.
  const base = end - size - offset;
  const entries: Entry[] = [];
  let at = end - size;
  for (let index = 0; index < count; index++) {
    if (base < 0 || at + 46 > end || view.getUint32(at, true) !== DIRECTORY_ENTRY) throw damaged();
    const nameLength = view.getUint16(at + 28, true);
    const next =
      at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    const path = decodeName(archive.subarray(at + 46, at + 46 + nameLength));
    if (view.getUint16(at + 8, true) & 1) throw new ArchiveError('is protected by a password');
    if (((view.getUint32(at + 38, true) >>> 16) & TYPE_MASK) === LINK) {
      throw new ArchiveError(`holds a link, ${JSON.stringify(path)}, where only files can be`);
    }
    const entry = {
      path,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packedSize: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: base + view.getUint32(at + 42, true),
    };
    at = next;
    if (path.endsWith('/')) continue;
    budget.spendFile();
    // Before anything is unpacked; more than is said here isn't.
    budget.spend(entry.size);
    entries.push(entry);
  }
  return entries;
}

function findDirectoryEnd(view: DataView): number {
  // A comment of up to 64 KiB may follow.
  const last = view.byteLength - DIRECTORY_END_SIZE;
  for (let at = last; at >= Math.max(0, last - 0xffff); at--) {
    const isEnd =
      view.getUint32(at, true) === DIRECTORY_END &&
      at + DIRECTORY_END_SIZE + view.getUint16(at + 20, true) === view.byteLength;
    if (isEnd) return at;
  }
  throw damaged();
}

async function readEntry(
  archive: Uint8Array<ArrayBuffer>,
  { path, method, crc, packedSize, size, offset }: Entry,
): Promise<Uint8Array<ArrayBuffer>> {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  if (offset + 30 > archive.length || view.getUint32(offset, true) !== LOCAL_HEADER)
    throw damaged();
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  const packed = archive.subarray(start, start + packedSize);
  let content: Uint8Array<ArrayBuffer>;
  if (method === STORED) {
    content = packed.slice();
  } else if (method === DEFLATED) {
    let length = 0;
    content = await decompress(packed, 'deflate-raw', (more) => {
      if ((length += more) > size) throw damaged(path);
    }).catch(() => {
      throw damaged(path);
    });
  } else {
    const message = `holds ${JSON.stringify(path)} in a compression (${method}) that browsers don’t know`;
    throw new ArchiveError(message);
  }
  if (content.length !== size || crc32(content) !== crc) throw damaged(path);
  return content;
}

/** Names are UTF-8, whatever their flag says, or of old systems whose code page isn't told. */
function decodeName(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function damaged(path?: string): ArchiveError {
  const what = path === undefined ? '' : ` at ${JSON.stringify(path)}`;
  return new ArchiveError(`is damaged or incomplete${what}`);
}
