/** Makes a runtime pack: Python's standard library and Dash with all it needs, as archives. */
import { cp, copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import {
  DISTRIBUTION,
  DISTRIBUTION_LOCK,
  DISTRIBUTION_VERSION,
  prepareDistribution,
} from './distribution.mjs';
import { ROOT } from './paths.mjs';
import { packBytecode } from './runtime/bytecode.mjs';
import { cached } from './runtime/cached.mjs';
import { builtinModules } from './runtime/compile.mjs';
import { isDevBundle } from './runtime/dev-bundles.mjs';
import { readDistribution } from './runtime/distribution.mjs';
import { download } from './runtime/download.mjs';
import { divide } from './runtime/first-files.mjs';
import { readFolder, writeFiles } from './runtime/folder.mjs';
import { pythonNotice } from './runtime/notices.mjs';
import { packDistributions, packOwn, packStdlib } from './runtime/pack.mjs';
import { takeStaticScripts } from './runtime/static-scripts.mjs';
import { pack, unzip, zip } from './runtime/zip.mjs';

/** @typedef {import('./runtime/lines.mjs').Line} Line */

const SOURCES = join(ROOT, 'python', 'src');
const tool = (/** @type {string} */ name) => join(ROOT, 'tools', 'runtime', name);

/** What decides, besides the line's Pyodide, on the result of any compilation. */
const COMPILER = ['compile.mjs', 'compile.py', 'pack.mjs', 'prune.mjs', 'zip.mjs'].map(tool);
/** What decides besides on which file is in which archive. */
const DIVIDERS = ['first-files.mjs', 'first_files.py'].map(tool);
/** What decides besides on the libraries' archives. */
const READERS = [
  'dev-bundles.mjs',
  'distribution.mjs',
  'markupsafe.mjs',
  'metadata.mjs',
  'notices.mjs',
  'static-scripts.mjs',
].map(tool);

/**
 * @param {Line} line
 * @returns {Promise<string>} A folder with the archives; `suites/`, large scripts that Dash serves; `extras.json`, the
 *   names of the modules in `extras.pack`; `modules.json`, those of all others; `bytecode.json`, the archives with the
 *   bytecode of packages by the SHA-256 of their wheels; and `notices.json`, the notices of the libraries.
 */
export async function buildRuntime(line) {
  const { version, core, requirements } = line;
  const compiler = [join(core, 'package.json'), ...COMPILER];
  const lock = `${requirements}.lock`;
  const stdlib = await cached(`stdlib-${version}`, compiler, async (folder) => {
    const files = await packStdlib(line);
    await writeFile(join(folder, 'stdlib.zip'), zip(files));
    const modules = [...importable(files), ...(await builtinModules(line))];
    await writeFile(join(folder, 'modules.json'), JSON.stringify(modules));
  });
  const libraries = await cached(
    `libraries-${version}`,
    [...compiler, ...READERS, lock],
    async (folder) => buildLibraries(line, await download(lock, line), folder),
  );
  const own = await cached(`own-python-${version}`, [...compiler, SOURCES], async (folder) => {
    await writeFile(join(folder, 'own.zip'), zip(await packOwn(line, SOURCES)));
  });
  const bytecode = await cached(
    `bytecode-${version}`,
    [...compiler, tool('bytecode.mjs'), DISTRIBUTION_LOCK],
    (folder) => buildBytecode(line, folder),
  );
  const parts = [stdlib, libraries, own, bytecode];
  return cached(`runtime-${version}`, [...parts, ...DIVIDERS], async (folder) => {
    await cp(bytecode, folder, { recursive: true });
    const finished = ['dev.pack', 'extras.pack', 'extras.json', 'notices.json'];
    await copyInto(folder, libraries, finished);
    await cp(join(libraries, 'suites'), join(folder, 'suites'), { recursive: true });
    const site = new Map([
      ...unzip(await readFile(join(libraries, 'site.zip'))),
      ...unzip(await readFile(join(own, 'own.zip'))),
    ]);
    const standardLibrary = unzip(await readFile(join(stdlib, 'stdlib.zip')));
    const suites = await readFolder(join(libraries, 'suites'));
    const divided = await divide(line, standardLibrary, site, suites);
    const sizes = [...divided.later].map(([path, { length }]) => [path, length]);
    divided.library.set('later.json', Buffer.from(JSON.stringify(Object.fromEntries(sizes))));
    for (const [name, files] of Object.entries(divided)) {
      await writeFile(join(folder, `${name}.pack`), await pack(files));
    }
    const standard = JSON.parse(await readFile(join(stdlib, 'modules.json'), 'utf8'));
    const modules = [...standard, ...importable(site)].sort();
    await writeFile(join(folder, 'modules.json'), JSON.stringify(modules));
  });
}

/**
 * @param {Line} line
 * @param {string[]} paths The distributions' files.
 * @param {string} folder
 */
async function buildLibraries(line, paths, folder) {
  const distributions = await Promise.all(paths.map(readDistribution));
  const { site, extras } = await packDistributions(line, distributions);
  const served = distributions.flatMap(({ files }) => [...files]);
  const dev = new Map(served.filter(([path]) => isDevBundle(path)));
  for (const path of dev.keys()) site.delete(path);
  await writeFiles(folder, takeStaticScripts(site));
  // This project's own Python joins it later.
  await writeFile(join(folder, 'site.zip'), zip(site));
  await writeFile(join(folder, 'dev.pack'), await pack(dev));
  await writeFile(join(folder, 'extras.pack'), await pack(extras));
  await writeFile(join(folder, 'extras.json'), JSON.stringify(importable(extras)));
  const notices = distributions.map(pythonNotice);
  await writeFile(join(folder, 'notices.json'), JSON.stringify(notices));
}

/**
 * The bytecode of packages, of the line of which a complete distribution can be had.
 *
 * @param {Line} line
 * @param {string} folder
 */
async function buildBytecode(line, folder) {
  /** @type {Awaited<ReturnType<typeof packBytecode>>} */
  let bytecode = { packs: new Map(), index: {} };
  if (line.version === DISTRIBUTION_VERSION) {
    await prepareDistribution();
    bytecode = await packBytecode(line, DISTRIBUTION);
  }
  await writeFiles(folder, bytecode.packs);
  await writeFile(join(folder, 'bytecode.json'), JSON.stringify(bytecode.index));
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
