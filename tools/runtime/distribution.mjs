/** Reads a distribution (a wheel, or MarkupSafe's source archive) as the files it installs. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { readMarkupSafe } from './markupsafe.mjs';
import { unzip } from './zip.mjs';

/**
 * @typedef {object} Distribution
 * @property {string} name Normalized: `dash-ag-grid`.
 * @property {string} version
 * @property {Map<string, Uint8Array>} files By path below site-packages.
 */

/**
 * @param {string} path
 * @returns {Promise<Distribution>}
 */
export async function readDistribution(path) {
  const content = await readFile(path);
  const files = path.endsWith('.whl') ? installedFiles(unzip(content)) : readMarkupSafe(content);
  return { ...identify(path), files };
}

/**
 * @param {string} path Of a wheel or source archive.
 * @returns {{ name: string, version: string }} What its name says, normalized.
 */
export function identify(path) {
  const [project = '', version = ''] = basename(path)
    .replace(/\.tar\.gz$/, '')
    .split('-');
  return { name: project.toLowerCase().replace(/[._-]+/g, '-'), version };
}

/**
 * Where a wheel's files go: those of `*.data/purelib/` to site-packages, other data (scripts, notebook
 * extensions) nowhere, as there is no place for them in a browser.
 *
 * @param {Map<string, Uint8Array>} wheel
 */
function installedFiles(wheel) {
  const files = new Map();
  for (const [path, content] of wheel) {
    const [folder = '', scheme, ...rest] = path.split('/');
    if (!folder.endsWith('.data')) files.set(path, content);
    else if (scheme === 'purelib' || scheme === 'platlib') files.set(rest.join('/'), content);
  }
  return files;
}
