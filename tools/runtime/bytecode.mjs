/**
 * Compiles packages of a Pyodide distribution. Their wheels hold source code, and a browser takes longer to compile
 * what `import pandas` loads than to run it.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { compileTree } from './compile.mjs';
import { pathsOf } from './pack.mjs';
import { pack, unzip } from './zip.mjs';

/** @typedef {import('./lines.mjs').Line} Line */
/** @typedef {{ file_name: string, sha256: string, version: string, depends: string[] }} Package */

/** What apps import for data; what these depend on is compiled, too. */
const ROOTS = ['matplotlib', 'numpy', 'pandas', 'pillow', 'pyarrow', 'scikit-learn', 'scipy'];

/**
 * @param {Line} line
 * @param {string} folder Of a complete distribution of the line's Pyodide.
 * @returns {Promise<{ packs: Map<string, Uint8Array>, index: Record<string, string> }>} The bytecode of each
 *   package as an archive, by file name; and those names by the SHA-256 of the wheel.
 */
export async function packBytecode(line, folder) {
  /** @type {{ packages: Record<string, Package> }} */
  const { packages } = JSON.parse(await readFile(join(folder, 'pyodide-lock.json'), 'utf8'));
  /** @type {Map<string, Uint8Array>} All sources, below the names of their packages. */
  const sources = new Map();
  /** @type {Map<string, string>} The package of each source file. */
  const owners = new Map();
  const chosen = closure(ROOTS, packages);
  for (const [name, { file_name: fileName }] of chosen) {
    if (!fileName.endsWith('.whl')) continue;
    for (const [path, content] of unzip(await readFile(join(folder, fileName)))) {
      // What a wheel's `.data` holds is installed elsewhere.
      if (!path.endsWith('.py') || path.includes('.data/')) continue;
      sources.set(path, content);
      owners.set(path, name);
    }
  }
  const compiled = await compileTree(sources, { line, root: pathsOf(line).site });
  /** @type {Map<string, Map<string, Uint8Array>>} */
  const files = new Map();
  for (const [path, owner] of owners) {
    const content = compiled.get(`${path}c`);
    if (!content) throw new Error(`${path} of ${owner} was not compiled.`);
    const bytecode = files.get(owner) ?? new Map();
    files.set(owner, bytecode.set(cachePath(path, line), content));
  }
  /** @type {Map<string, Uint8Array>} */
  const packs = new Map();
  /** @type {Record<string, string>} */
  const index = {};
  for (const [name, { version, sha256 }] of chosen) {
    const bytecode = files.get(name);
    if (!bytecode) continue;
    const file = `bytecode/${name}-${version}.pack`;
    packs.set(file, await pack(bytecode));
    index[sha256] = file;
  }
  return { packs, index };
}

/**
 * Packages with all they depend on.
 *
 * @param {string[]} roots
 * @param {Record<string, Package>} packages
 * @returns {Map<string, Package>} Sorted by name.
 */
function closure(roots, packages) {
  /** @type {Map<string, Package>} */
  const found = new Map();
  const add = (/** @type {string} */ name) => {
    const entry = packages[name];
    if (!entry || found.has(name)) return;
    found.set(name, entry);
    entry.depends.forEach(add);
  };
  roots.forEach(add);
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Where Python looks for the bytecode of a source file (PEP 3147).
 *
 * @param {string} path
 * @param {Line} line
 */
function cachePath(path, { python }) {
  const [major, minor] = python.split('.');
  const slash = path.lastIndexOf('/') + 1;
  const module = path.slice(slash, -'.py'.length);
  return `${path.slice(0, slash)}__pycache__/${module}.cpython-${major}${minor}.pyc`;
}
