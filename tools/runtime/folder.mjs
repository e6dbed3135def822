/** Folders of the cache: each is made as a whole, once. */
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Makes a folder, unless it exists. One that exists is complete, however runs before or beside this one have ended.
 *
 * @param {string} folder
 * @param {(partial: string) => Promise<unknown>} fill Is given an empty folder, which is to become that one.
 */
export async function makeFolder(folder, fill) {
  if (existsSync(folder)) return;
  const partial = `${folder}.${process.pid}.part`;
  await mkdir(partial, { recursive: true });
  try {
    await fill(partial);
    await rename(partial, folder);
  } catch (error) {
    // Another run may have come first.
    if (!existsSync(folder)) throw error;
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

/**
 * Writes files below a folder.
 *
 * @param {string} folder
 * @param {Iterable<[path: string, content: Uint8Array]>} files
 */
export async function writeFiles(folder, files) {
  for (const [path, content] of files) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}
