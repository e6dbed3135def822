import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';

/**
 * Runs `run` while there is a folder with some files.
 *
 * @param files By name.
 * @param run Is told its path, with a slash at its end.
 */
export async function inTemporaryFolder<T>(
  files: ReadonlyMap<string, Uint8Array>,
  run: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'web-dash-'));
  try {
    for (const [name, content] of files) await writeFile(join(folder, name), content);
    return await run(`${folder}${sep}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
