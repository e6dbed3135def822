/** Remembers the results of build steps by a digest of what went into them. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';

import { CACHE, ROOT } from '../paths.mjs';
import { makeFolder } from './folder.mjs';

/** The age at which results for other inputs are deleted, in milliseconds: another build may use newer ones. */
const FORGET_AFTER = 24 * 60 * 60 * 1000;

/**
 * The folder that `make` filled for these inputs: now, or in an earlier build.
 *
 * @param {string} step
 * @param {string[]} inputs Absolute paths of the files and folders that decide on the result.
 * @param {(folder: string) => Promise<void>} make
 * @returns {Promise<string>}
 */
export async function cached(step, inputs, make) {
  const parent = join(CACHE, 'build', step);
  const key = await digestOf(inputs);
  const folder = join(parent, key);
  if (existsSync(folder)) return folder;
  console.log(`Building ${step} …`);
  await makeFolder(folder, make);
  for (const name of await readdir(parent)) {
    const { mtimeMs } = await stat(join(parent, name));
    if (name !== key && Date.now() - mtimeMs > FORGET_AFTER) {
      await rm(join(parent, name), { recursive: true });
    }
  }
  return folder;
}

/**
 * A digest of the names and contents of files, and of all files below folders.
 *
 * @param {string[]} paths Absolute paths; one that doesn't exist counts as such.
 */
async function digestOf(paths) {
  const hash = createHash('sha256');
  for (const path of (await Promise.all(paths.map(filesBelow))).flat()) {
    const content = createHash('sha256').update(await readFile(path));
    hash.update(`${relative(ROOT, path)}\0${content.digest('hex')}\n`);
  }
  return hash.digest('hex').slice(0, 32);
}

/**
 * @param {string} path
 * @returns {Promise<string[]>}
 */
async function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (!(await stat(path)).isDirectory()) return [path];
  const names = (await readdir(path)).filter((name) => name !== '__pycache__').sort();
  return (await Promise.all(names.map((name) => filesBelow(join(path, name))))).flat();
}
