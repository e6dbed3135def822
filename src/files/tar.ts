import { unpackTar } from 'modern-tar';
import type { AppFile } from '../kernel/protocol.js';
import { ArchiveError } from './archive-error.js';
import type { UnpackBudget } from './unpack-budget.js';

/** Whether bytes are a tar archive, by the mark that all but the oldest have in their first header. */
export function isTar(bytes: Uint8Array): boolean {
  return new TextDecoder().decode(bytes.subarray(257, 262)) === 'ustar';
}

/**
 * Unpacks a tar archive; folders are left out.
 *
 * @throws {ArchiveError}
 */
export async function untar(
  archive: Uint8Array<ArrayBuffer>,
  budget: UnpackBudget,
): Promise<AppFile[]> {
  const entries = await unpackTar(archive, { strict: true }).catch((cause: unknown) => {
    throw new ArchiveError('is damaged or incomplete', { cause });
  });
  return entries.flatMap(({ header, data }) => {
    if (header.type === 'directory') return [];
    budget.spendFile();
    if (!data || (header.type ?? 'file') !== 'file') {
      const kind = header.type?.replaceAll('-', ' ') ?? 'thing';
      throw new ArchiveError(
        `holds a ${kind}, ${JSON.stringify(header.name)}, where only files can be`,
      );
    }
    return [{ path: header.name, content: data }];
  });
}
