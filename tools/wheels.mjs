/**
 * The wheels that the demo and the tests give to apps, by their addresses at `/wheels/` or by the index at
 * `/simple/`: those of `python/wheels*.lock`. There are several locks, as what one Dash requires another
 * forbids.
 */
import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { CACHE, ROOT } from './paths.mjs';
import { download } from './runtime/download.mjs';

/** The folder that is served at `/wheels/`. */
export const WHEELS = join(CACHE, 'wheels');

const PYTHON = join(ROOT, 'python');

/** The names of the locks, without their endings: `wheels`, `wheels-dash2` … */
export async function wheelLocks() {
  const names = (await readdir(PYTHON)).filter((name) => /^wheels.*\.in$/.test(name));
  return names.map((name) => basename(name, '.in')).sort();
}

/** Fills {@link WHEELS}. */
export async function prepareWheels() {
  const locks = (await wheelLocks()).map((name) => join(PYTHON, `${name}.lock`));
  const wheels = (await Promise.all(locks.map((lock) => download(lock)))).flat();
  await mkdir(WHEELS, { recursive: true });
  await Promise.all(wheels.map((wheel) => copyFile(wheel, join(WHEELS, basename(wheel)))));
}
