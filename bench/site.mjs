/** The static server of the benchmarks: the build, stock Pyodide, and the wheels that Dash needs. */
import { copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { CACHE, DIST, PYODIDE, ROOT } from '../tools/paths.mjs';
import { readDistribution } from '../tools/runtime/distribution.mjs';
import { download } from '../tools/runtime/download.mjs';
import { zip } from '../tools/runtime/zip.mjs';
import { startServer } from '../tools/serve.mjs';

const WHEELS = join(CACHE, 'bench-wheels');
export const SITE = join(ROOT, 'bench', 'site');

/**
 * @typedef {object} Site
 * @property {string} origin
 * @property {string[]} wheels The addresses of the wheels, the very ones that the build was made from.
 * @property {() => Promise<void>} close
 */

/** @returns {Promise<Site>} */
export async function startSite() {
  await prepareWheels();
  const mounts = { '/': SITE, '/dist/': DIST, '/pyodide/': PYODIDE, '/wheels/': WHEELS };
  const server = await startServer({ mounts, port: 0 });
  const wheels = (await readdir(WHEELS)).map((name) => `${server.origin}/wheels/${name}`);
  return { ...server, wheels };
}

/** Fills the folder with what `python/runtime.lock` pins. */
async function prepareWheels() {
  await rm(WHEELS, { recursive: true, force: true });
  await mkdir(WHEELS, { recursive: true });
  for (const path of await download(join(ROOT, 'python', 'runtime.lock'))) {
    const name = basename(path);
    if (name.endsWith('.whl')) await copyFile(path, join(WHEELS, name));
    else await writeFile(join(WHEELS, wheelName(name)), await wheelOf(path));
  }
}

/**
 * MarkupSafe comes as a source archive (see `tools/runtime/markupsafe.mjs`).
 *
 * @param {string} path
 */
async function wheelOf(path) {
  const { files } = await readDistribution(path);
  return zip(files);
}

/** @param {string} sdist */
function wheelName(sdist) {
  return `${basename(sdist, '.tar.gz')}-py3-none-any.whl`;
}
