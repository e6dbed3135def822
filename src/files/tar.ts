import { unpackTar } from 'modern-tar';
import { targetOf, type ArchiveEntry } from './archive-entry.js';
import { ArchiveError } from '../kernel/file-system/archive-error.js';
import type { UnpackBudget } from './unpack-budget.js';

/** Whether bytes are a tar archive, by the mark that all but the oldest have in their first header. */
export function isTar(bytes: Uint8Array): boolean {
  return new TextDecoder().decode(bytes.subarray(257, 262)) === 'ustar';
}

/**
 * Unpacks a tar archive.
 *
 * @throws {ArchiveError}
 */
export async function untar(
  archive: Uint8Array<ArrayBuffer>,
  budget: UnpackBudget,
): Promise<ArchiveEntry[]> {
  const entries = await unpackTar(archive, { strict: true }).catch((cause: unknown) => {
    throw new ArchiveError('is damaged or incomplete', { cause });
  });
  return entries.map(({ header, data }) => {
    budget.spendFile();
    const { name: path, type = 'file', linkname = '' } = header;
    if (type === 'directory') return { path, content: null };
    if (type === 'symlink') return { path, target: targetOf(path, linkname) };
    if (type === 'link') return { path, target: linkname };
    if (data && type === 'file') return { path, content: data };
    const kind = type.replaceAll('-', ' ');
    throw new ArchiveError(`holds a ${kind}, ${JSON.stringify(path)}, where only files can be`);
  });
}
