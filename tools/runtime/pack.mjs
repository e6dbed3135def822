/** Lays out the runtime pack: which Python and JavaScript files go into which archive. */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { compileTree } from './compile.mjs';
import { isMetadata, metadataOf } from './metadata.mjs';
import { isPruned, isPrunedStdlib } from './prune.mjs';
import { unzip } from './zip.mjs';

/** @typedef {import('./lines.mjs').Line} Line */
/** @typedef {Map<string, Uint8Array>} Files By path below site-packages. */

/**
 * Where the Python of a line looks for its modules, as `sys.path` has it.
 *
 * @param {Line} line
 */
export function pathsOf({ python }) {
  const [major, minor] = python.split('.');
  return {
    stdlib: `/lib/python${major}${minor}.zip`,
    site: `/lib/python${major}.${minor}/site-packages`,
  };
}

/**
 * Distributions that Dash requires but doesn't import on the way to an answered callback, and the installer of
 * packages. They go to an archive of their own, which is only loaded for apps that import one of them.
 */
const EXTRAS = new Set([
  'annotated-types',
  'certifi',
  'charset-normalizer',
  'comm',
  'idna',
  'importlib-metadata',
  'lazy-importer',
  'micropip',
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

/**
 * Python's standard library, compiled.
 *
 * @param {Line} line
 */
export async function packStdlib(line) {
  const sources = unzip(await readFile(join(line.core, 'python_stdlib.zip')));
  const kept = new Map([...sources].filter(([path]) => !isPrunedStdlib(path)));
  return compileTree(kept, { line, root: pathsOf(line).stdlib });
}

/**
 * Libraries, compiled. What tells which of them are installed (their metadata) is there from the start, also for
 * those whose modules are extras.
 *
 * @param {Line} line
 * @param {import('./distribution.mjs').Distribution[]} distributions
 * @returns {Promise<{ site: Files, extras: Files }>} The content of the archives.
 */
export async function packDistributions(line, distributions) {
  /** @type {Files} */
  const sources = new Map();
  /** @type {Set<string>} */
  const extras = new Set();
  for (const { name, files } of distributions) {
    for (const [path, content] of metadataOf(files)) sources.set(path, content);
    for (const [path, content] of files) {
      if (isMetadata(path) || isPruned(path)) continue;
      sources.set(path, content);
      if (EXTRAS.has(name)) extras.add(path).add(`${path}c`);
    }
  }
  /** @type {Record<'site' | 'extras', Files>} */
  const archives = { site: new Map(), extras: new Map() };
  for (const [path, content] of await compileTree(sources, {
    line,
    root: pathsOf(line).site,
    keepDocstrings,
  })) {
    archives[extras.has(path) ? 'extras' : 'site'].set(path, content);
  }
  return archives;
}

/**
 * This project's own Python, compiled.
 *
 * @param {Line} line
 * @param {string} folder Its sources.
 */
export async function packOwn(line, folder) {
  const sources = new Map();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.py')) continue;
    const file = join(entry.parentPath, entry.name);
    const path = relative(folder, file).split(sep).join('/');
    if (!isPruned(path)) sources.set(path, await readFile(file));
  }
  return compileTree(sources, { line, root: pathsOf(line).site });
}
