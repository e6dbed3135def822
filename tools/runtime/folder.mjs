/** Folders of the cache: each is made as a whole, once. */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';

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
 * Reads all files below a folder.
 *
 * @param {string} folder
 * @returns {Promise<Map<string, Buffer>>} By path below the folder.
 */
export async function readFolder(folder) {
  /** @type {Map<string, Buffer>} */
  const files = new Map();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(relative(folder, path).split(sep).join('/'), await readFile(path));
  }
  return files;
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
