/**
 * The wheels of component libraries that the demo and the tests give to apps: those of
 * `python/wheels.lock`, served at `/wheels/`.
 */
import { copyFile, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { CACHE, ROOT } from './paths.mjs';
import { download } from './runtime/download.mjs';

/** The folder that is served at `/wheels/`. */
export const WHEELS = join(CACHE, 'wheels');

/** Fills {@link WHEELS}. */
export async function prepareWheels() {
  const wheels = await download(join(ROOT, 'python', 'wheels.lock'));
  await mkdir(WHEELS, { recursive: true });
  await Promise.all(wheels.map((wheel) => copyFile(wheel, join(WHEELS, basename(wheel)))));
}
