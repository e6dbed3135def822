import { WebDashError } from '../errors.js';
import type { AppFile } from '../kernel/protocol.js';
import { ArchiveError } from './archive-error.js';
import { decompress } from './decompress.js';
import type { Downloaded } from './downloads.js';
import { checkedPath } from './file-paths.js';
import { isTar, untar } from './tar.js';
import { UnpackBudget } from './unpack-budget.js';
import { isZip, unzip } from './zip.js';

/** What macOS adds to archives. */
const LITTER = /(^|\/)(__MACOSX\/|\.DS_Store$|\._[^/]*$)/;

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

/**
 * Unpacks a zip (wheels are such), tar or tar.gz archive.
 *
 * @returns Its files, at paths that lie below the folder they are unpacked into.
 * @throws WebDashError `archive-invalid`, `archive-too-large`, `source-invalid`
 */
export async function unpack({ url, bytes }: Downloaded): Promise<AppFile[]> {
  const budget = new UnpackBudget(url, bytes.length);
  let files: AppFile[];
  try {
    files = await unpackBytes(bytes, budget);
  } catch (cause) {
    if (!(cause instanceof ArchiveError)) throw cause;
    throw new WebDashError('archive-invalid', `${url} ${cause.message}.`, { detail: url, cause });
  }
  return files
    .filter(({ path }) => !LITTER.test(path))
    .map(({ path, content }) => ({ path: checkedPath(path, url), content }));
}

async function unpackBytes(
  bytes: Uint8Array<ArrayBuffer>,
  budget: UnpackBudget,
): Promise<AppFile[]> {
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
