import { targetOf, type ArchiveEntry } from './archive-entry.js';
import { ArchiveError } from '../kernel/file-system/archive-error.js';
import { crc32 } from './crc32.js';
import { decompress } from './decompress.js';
import type { UnpackBudget } from './unpack-budget.js';
import {
  damaged,
  DEFLATED,
  findDirectoryEnd,
  packedContent,
  readDirectory,
  STORED,
  type ZipEntry,
} from '../kernel/file-system/zip-directory.js';

/** Whether bytes are a zip archive, by how they begin, or end where something stands before it. */
export function isZip(bytes: Uint8Array): boolean {
  const [p, k, ...version] = bytes.subarray(0, 4);
  const begins = p === 0x50 && k === 0x4b && ['3,4', '5,6'].includes(version.join());
  return begins || findDirectoryEnd(bytes) !== null;
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
): Promise<ArchiveEntry[]> {
  const directory = [...readDirectory(archive)];
  for (const { isProtected, size } of directory) {
    if (isProtected) throw new ArchiveError('is protected by a password');
    budget.spendFile();
    // Before anything is unpacked; more than is said here isn't.
    budget.spend(size);
  }
  const entries: ArchiveEntry[] = [];
  for (const entry of directory) entries.push(await readEntry(archive, entry));
  return entries;
}

async function readEntry(archive: Uint8Array<ArrayBuffer>, entry: ZipEntry): Promise<ArchiveEntry> {
  const { path, isLink } = entry;
  if (path.endsWith('/')) return { path, content: null };
  const content = await readContent(archive, entry);
  if (!isLink) return { path, content };
  return { path, target: targetOf(path, new TextDecoder().decode(content)) };
}

async function readContent(
  archive: Uint8Array<ArrayBuffer>,
  entry: ZipEntry,
): Promise<Uint8Array<ArrayBuffer>> {
  const { path, method, crc, size } = entry;
  const packed = packedContent(archive, entry);
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
