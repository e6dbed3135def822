/** Makes the runtime pack: Python's standard library and Dash with all it needs, as archives. */
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { PYODIDE, ROOT } from './paths.mjs';
import { cached } from './runtime/cached.mjs';
import { readDistribution } from './runtime/distribution.mjs';
import { download } from './runtime/download.mjs';
import { pythonNotice } from './runtime/notices.mjs';
import { packDistributions, packOwn, packStdlib } from './runtime/pack.mjs';
import { unzip, zip } from './runtime/zip.mjs';

const LOCK = join(ROOT, 'python', 'runtime.lock');
const SOURCES = join(ROOT, 'python', 'src');
const tool = (/** @type {string} */ name) => join(ROOT, 'tools', 'runtime', name);

/** What decides on the result of any compilation. */
const COMPILER = [
  join(PYODIDE, 'package.json'),
  ...['compile.mjs', 'compile.py', 'pack.mjs', 'prune.mjs', 'zip.mjs'].map(tool),
];
/** What decides besides on the libraries' archives. */
const READERS = ['distribution.mjs', 'markupsafe.mjs', 'notices.mjs'].map(tool);

/**
 * Deflated archives are a third of the size of stored ones, and static hosts rarely compress zips by
 * themselves; to inflate one costs the worker 0.2 s, less than to fetch the difference at 400 Mbit/s.
 */
const LEVEL = 9;

/**
 * @returns {Promise<string>} A folder with the archives; `extras.json`, the names of the modules in
 *   `extras.zip`; and `notices.json`, the notices of the libraries.
 */
export async function buildRuntime() {
  const stdlib = await cached('stdlib', COMPILER, async (folder) => {
    await writeFile(join(folder, 'stdlib.zip'), zip(await packStdlib(), LEVEL));
  });
  const libraries = await cached('libraries', [...COMPILER, ...READERS, LOCK], buildLibraries);
  const own = await cached('own-python', [...COMPILER, SOURCES], async (folder) => {
    await writeFile(join(folder, 'own.zip'), zip(await packOwn(SOURCES), LEVEL));
  });
  return cached('runtime', [stdlib, libraries, own], async (folder) => {
    await copyInto(folder, stdlib, ['stdlib.zip']);
    await copyInto(folder, libraries, ['suites.zip', 'extras.zip', 'extras.json', 'notices.json']);
    const site = new Map([
      ...unzip(await readFile(join(libraries, 'site.zip'))),
      ...unzip(await readFile(join(own, 'own.zip'))),
    ]);
    await writeFile(join(folder, 'site-packages.zip'), zip(site, LEVEL));
  });
}

/** @param {string} folder */
async function buildLibraries(folder) {
  const paths = await download(LOCK);
  const distributions = await Promise.all(paths.map(readDistribution));
  const archives = await packDistributions(distributions);
  for (const [name, files] of Object.entries(archives)) {
    await writeFile(join(folder, `${name}.zip`), zip(files, LEVEL));
  }
  await writeFile(join(folder, 'extras.json'), JSON.stringify(importable(archives.extras)));
  const notices = distributions.map(pythonNotice);
  await writeFile(join(folder, 'notices.json'), JSON.stringify(notices));
}

/**
 * @param {import('./runtime/pack.mjs').Files} files
 * @returns {string[]} The top-level modules and packages among them.
 */
function importable(files) {
  const tops = [...files.keys()].map((path) => /^(\w+)(\/|\.pyc$)/.exec(path)?.[1]);
  return [...new Set(tops)].filter((name) => name !== undefined).sort();
}

/**
 * @param {string} target
 * @param {string} source
 * @param {string[]} names
 */
async function copyInto(target, source, names) {
  for (const name of names) await copyFile(join(source, name), join(target, name));
}
