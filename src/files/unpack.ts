import { WebDashError } from '../errors.js';
import { folderPath } from '../kernel/file-system/app-path.js';
import type { AppFile } from '../kernel/protocol.js';
import type { ArchiveEntry } from './archive-entry.js';
import { ArchiveError } from '../kernel/file-system/archive-error.js';
import { decompress } from './decompress.js';
import type { Downloaded } from './downloads.js';
import { checkedPath } from './file-paths.js';
import { fileBehind } from './links.js';
import { isTar, untar } from './tar.js';
import { UnpackBudget } from './unpack-budget.js';
import { isZip, unzip } from './zip.js';

/** What macOS adds to archives. */
const LITTER = /(^|\/)(__MACOSX(\/|$)|\.DS_Store$|\._[^/]*$)/;

/** Archives that are often met and can't be unpacked, by how they begin. */
const UNSUPPORTED: readonly (readonly [name: string, start: readonly number[]])[] = [
  ['a bzip2 archive', [0x42, 0x5a, 0x68]],
  ['an xz archive', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ['a Zstandard archive', [0x28, 0xb5, 0x2f, 0xfd]],
  ['a 7z archive', [0x37, 0x7a, 0xbc, 0xaf]],
  ['a RAR archive', [0x52, 0x61, 0x72, 0x21]],
];

/** Whether bytes are an archive that can be unpacked, whatever their name. */
export function isArchive(bytes: Uint8Array): boolean {
  return isZip(bytes) || isGzip(bytes) || isTar(bytes);
}

/** Whether an address has an archive's name. */
export function hasArchiveName(url: string): boolean {
  const name = /\.(zip|whl|tar|tgz|tar\.\w+|7z|rar)$/i;
  return name.test(new URL(url).pathname);
}

/** What an archive brings; paths lie below the folder it is unpacked into. */
export interface Unpacked {
  readonly files: readonly AppFile[];
  /** Those that it names, empty ones among them. */
  readonly folders: readonly string[];
}

/**
 * Unpacks a zip (wheels are such), tar or tar.gz archive. Links to its files become files.
 *
 * @throws WebDashError `archive-invalid`, `archive-too-large`, `source-invalid`
 */
export async function unpack({ url, bytes }: Downloaded): Promise<Unpacked> {
  const budget = new UnpackBudget(url, bytes.length);
  try {
    return laidOut(await unpackBytes(bytes, budget), url, budget);
  } catch (cause) {
    if (!(cause instanceof ArchiveError)) throw cause;
    throw new WebDashError('archive-invalid', `${url} ${cause.message}.`, { detail: url, cause });
  }
}

function laidOut(entries: readonly ArchiveEntry[], url: string, budget: UnpackBudget): Unpacked {
  const files: AppFile[] = [];
  const folders: string[] = [];
  const links = new Map<string, string>();
  for (const entry of entries) {
    if (LITTER.test(entry.path)) continue;
    if ('target' in entry) links.set(checkedPath(entry.path, url), entry.target);
    else if (entry.content)
      files.push({ path: checkedPath(entry.path, url), content: entry.content });
    else folders.push(checkedPath(entry.path, url, folderPath));
  }
  const contents = new Map(files.map(({ path, content }) => [path, content]));
  const paths = new Set(contents.keys());
  for (const path of links.keys()) {
    const content = contents.get(fileBehind(path, paths, links)) ?? new Uint8Array();
    budget.spend(content.length);
    // A file of its own: what Python writes into one shall not be in the other.
    files.push({ path, content: content.slice() });
  }
  return { files, folders: folders.filter((path) => path !== '') };
}

async function unpackBytes(
  bytes: Uint8Array<ArrayBuffer>,
  budget: UnpackBudget,
): Promise<ArchiveEntry[]> {
  if (isZip(bytes)) return unzip(bytes, budget);
  if (isGzip(bytes)) {
    const unpacked = await decompress(bytes, 'gzip', (length) => budget.spend(length));
    if (!isTar(unpacked)) throw new ArchiveError('is a compressed file, not a tar.gz archive');
    return untar(unpacked, budget);
  }
  if (isTar(bytes)) return untar(bytes, budget);
  const known = UNSUPPORTED.find(([, start]) => start.every((byte, at) => bytes[at] === byte));
  if (known)
    throw new ArchiveError(`is ${known[0]}; only zip, tar and tar.gz archives are unpacked`);
  throw new ArchiveError('is not a zip, tar or tar.gz archive, or it is damaged');
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}
