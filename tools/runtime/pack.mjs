/** Lays out the runtime pack: which Python and JavaScript files go into which archive. */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { PYODIDE } from '../paths.mjs';
import { compileTree } from './compile.mjs';
import { isPruned, isPrunedStdlib, isServed } from './prune.mjs';
import { unzip } from './zip.mjs';

/** @typedef {Map<string, Uint8Array>} Files By path below site-packages. */

/** Where Pyodide's Python looks for the two, as `sys.path` has it. */
const STDLIB_ROOT = '/lib/python314.zip';
const SITE_PACKAGES = '/lib/python3.14/site-packages';

/**
 * Distributions that Dash requires but doesn't import on the way to an answered callback. They go to an
 * archive of their own, which is only loaded by apps that import one of them.
 */
const EXTRAS = new Set([
  'annotated-types',
  'certifi',
  'charset-normalizer',
  'comm',
  'idna',
  'importlib-metadata',
  'lazy-importer',
  'nest-asyncio',
  'pydantic',
  'pydantic-core',
  'requests',
  'retrying',
  'typing-inspection',
  'urllib3',
  'zipp',
]);

/** Without the docstrings of Plotly's generated classes (what `help(go.Bar)` prints) the pack is a third smaller. */
const keepDocstrings = (/** @type {string} */ path) =>
  !/^plotly\/(graph_objs|validators)\//.test(path);

/** Python's standard library, compiled. */
export async function packStdlib() {
  const sources = unzip(await readFile(join(PYODIDE, 'python_stdlib.zip')));
  const kept = new Map([...sources].filter(([path]) => !isPrunedStdlib(path)));
  return compileTree(kept, { root: STDLIB_ROOT });
}

/**
 * @param {import('./distribution.mjs').Distribution[]} distributions
 * @returns {Promise<{ site: Files, suites: Files, extras: Files }>} The content of the archives.
 */
export async function packDistributions(distributions) {
  /** @type {Files} */
  const sources = new Map();
  /** @type {Set<string>} */
  const extras = new Set();
  for (const { name, files } of distributions) {
    for (const [path, content] of files) {
      if (isPruned(path)) continue;
      sources.set(path, content);
      if (EXTRAS.has(name)) extras.add(path).add(`${path}c`);
    }
  }
  /** @type {Record<'site' | 'suites' | 'extras', Files>} */
  const archives = { site: new Map(), suites: new Map(), extras: new Map() };
  for (const [path, content] of await compileTree(sources, {
    root: SITE_PACKAGES,
    keepDocstrings,
  })) {
    const archive = extras.has(path) ? 'extras' : isServed(path) ? 'suites' : 'site';
    archives[archive].set(path, content);
  }
  return archives;
}

/**
 * This project's own Python, compiled.
 *
 * @param {string} folder Its sources.
 */
export async function packOwn(folder) {
  const sources = new Map();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.py')) continue;
    const file = join(entry.parentPath, entry.name);
    sources.set(relative(folder, file).split(sep).join('/'), await readFile(file));
  }
  return compileTree(sources, { root: SITE_PACKAGES });
}
