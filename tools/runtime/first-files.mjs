/** Tells apart what Python starts with and what it may have later. The Python half is `first_files.py`. */
import { readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path/posix';
import { startPython } from './compile.mjs';
import { pathsOf } from './pack.mjs';

/** @typedef {import('./pack.mjs').Files} Files */

/** What is there from the start without having been read: packages are found by it, and pages ask for it. */
const KEPT = [/^webdash\//, /\.dist-info\//, /^dash\/.*\.(js|css|ico)$/];

/**
 * What is in each archive. Modules of the standard library that are read later are files in a folder that Python looks
 * into behind its archive; their packages aren't divided between the two.
 *
 * @typedef {object} Divided
 * @property {Files} stdlib The archive of the standard library.
 * @property {Files} library What else Python starts with, by path below the folder of its library.
 * @property {Files} later The rest, likewise.
 */

/**
 * @param {import('./lines.mjs').Line} line
 * @param {Files} stdlib
 * @param {Files} site By path below site-packages.
 * @param {Files} suites The scripts among them that are files of their own, likewise.
 * @returns {Promise<Divided>}
 */
export async function divide(line, stdlib, site, suites) {
  const { site: sitePackages } = pathsOf(line);
  const read = await readFirst(line, sitePackages, new Map([...site, ...suites]));
  const [modules, files] = [new Set(read.modules), new Set(read.files)];
  const below = (/** @type {string} */ folder, /** @type {string} */ path) =>
    relative(dirname(sitePackages), join(folder, path));

  /** @type {Divided} */
  const divided = { stdlib: new Map(), library: new Map(), later: new Map() };
  for (const [path, content] of stdlib) {
    if (modules.has(path.replace(/[/.].*/, ''))) divided.stdlib.set(path, content);
    else divided.later.set(below(read.folder, path), content);
  }
  for (const [path, content] of site) {
    const isFirst =
      files.has(join(sitePackages, path)) || KEPT.some((pattern) => pattern.test(path));
    divided[isFirst ? 'library' : 'later'].set(below(sitePackages, path), content);
  }
  return divided;
}

/**
 * @param {import('./lines.mjs').Line} line
 * @param {string} sitePackages
 * @param {Files} site
 * @returns {Promise<{ modules: string[], files: string[], folder: string }>} What `first_files.py` tells.
 */
async function readFirst(line, sitePackages, site) {
  const pyodide = await startPython(line);
  for (const [path, content] of site) {
    pyodide.FS.mkdirTree(dirname(join(sitePackages, path)));
    pyodide.FS.writeFile(join(sitePackages, path), content);
  }
  const script = await readFile(new URL('first_files.py', import.meta.url), 'utf8');
  return JSON.parse(pyodide.runPython(script));
}
