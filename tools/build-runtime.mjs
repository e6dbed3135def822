/** Makes the runtime pack: Python's standard library and Dash with all it needs, as archives. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PYODIDE, ROOT } from './paths.mjs';
import { readDistribution } from './runtime/distribution.mjs';
import { download } from './runtime/download.mjs';
import { packDistributions, packOwn, packStdlib } from './runtime/pack.mjs';
import { cached } from './runtime/stamp.mjs';
import { unzip, zip } from './runtime/zip.mjs';

const LOCK = join(ROOT, 'python', 'runtime.lock');
const TOOLS = join(ROOT, 'tools', 'runtime');
const PYODIDE_VERSION = join(PYODIDE, 'package.json');

/**
 * The archives of the pack by file name.
 *
 * @returns {Promise<Map<string, Uint8Array>>}
 */
export async function buildRuntime() {
  const stdlib = await cached('stdlib', [TOOLS, PYODIDE_VERSION], async (folder) => {
    await save(folder, 'stdlib', await packStdlib());
  });
  const libraries = await cached('libraries', [TOOLS, PYODIDE_VERSION, LOCK], async (folder) => {
    const wheels = await download(LOCK);
    const packed = await packDistributions(await Promise.all(wheels.map(readDistribution)));
    for (const [name, files] of Object.entries(packed)) await save(folder, name, files);
  });
  const own = await cached(
    'own-python',
    [TOOLS, PYODIDE_VERSION, join(ROOT, 'python', 'src')],
    async (folder) => save(folder, 'own', await packOwn()),
  );
  const archive = (folder, name) => readFile(join(folder, `${name}.zip`));
  const site = new Map([
    ...unzip(await archive(libraries, 'site')),
    ...unzip(await archive(own, 'own')),
  ]);
  return new Map([
    ['stdlib.zip', await archive(stdlib, 'stdlib')],
    ['site-packages.zip', zip(site, 9)],
    ['suites.zip', await archive(libraries, 'suites')],
    ['extras.zip', await archive(libraries, 'extras')],
  ]);
}

async function save(folder, name, files) {
  await writeFile(join(folder, `${name}.zip`), zip(files, 9));
}
