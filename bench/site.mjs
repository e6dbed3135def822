/**
 * The static server of the benchmarks: the build, stock Pyodide, the wheels that Dash needs, and an index of
 * them.
 */
import { copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { DISTRIBUTION, prepareDistribution } from '../tools/distribution.mjs';
import { CACHE, DIST, PYODIDE, ROOT } from '../tools/paths.mjs';
import { record } from '../tools/prerender.mjs';
import { readDistribution } from '../tools/runtime/distribution.mjs';
import { download } from '../tools/runtime/download.mjs';
import { zip } from '../tools/runtime/zip.mjs';
import { startServer } from '../tools/serve.mjs';
import { salesTable } from './sales.mjs';

/** The folder of what is made for the benchmarks. */
const WORK = join(CACHE, 'bench');
const INDEX = join(WORK, 'simple');
export const SITE = join(ROOT, 'bench', 'site');

/**
 * @typedef {object} Site
 * @property {string} origin
 * @property {string[]} wheels The addresses of the wheels, the very ones that the build was made from.
 * @property {() => number} sent How many bytes the server has sent so far.
 * @property {() => Promise<void>} close
 */

/** Where the record of the app's start is. */
const PRERENDERED = join(WORK, 'prerendered');

/** @returns {Promise<Site>} */
export async function startSite() {
  const wheels = join(WORK, 'wheels');
  await prepareWheels(wheels, join(ROOT, 'python', 'runtime.lock'));
  const addresses = (await readdir(wheels)).map((name) => `/wheels/${name}`);
  await writeFile(join(wheels, 'wheels.json'), JSON.stringify(addresses));
  await prepareIndex();
  await prepareDistribution();
  const sales = join(WORK, 'data');
  await mkdir(sales, { recursive: true });
  await writeFile(join(sales, 'sales.csv'), salesTable());
  await record(join(SITE, 'app.py'), '--output', PRERENDERED);
  const server = await startServer({
    mounts: {
      '/': SITE,
      '/data/': sales,
      '/dist/': DIST,
      '/prerendered/': PRERENDERED,
      '/pyodide/': PYODIDE,
      '/pyodide-0.27.7/': DISTRIBUTION,
      '/wheels/': wheels,
      '/simple/': INDEX,
    },
    port: 0,
  });
  return { ...server, wheels: addresses };
}

/**
 * Fills a folder with the wheels that a lock file pins.
 *
 * @param {string} folder
 * @param {string} lockFile
 */
async function prepareWheels(folder, lockFile) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const path of await download(lockFile)) {
    const name = basename(path);
    if (name.endsWith('.whl')) await copyFile(path, join(folder, name));
    else await writeFile(join(folder, wheelName(name)), await wheelOf(path));
  }
}

/** Fills the folder with an index (PEP 503) of what the runtime pack for Pyodide 0.27.7 is made of. */
async function prepareIndex() {
  await prepareWheels(INDEX, join(ROOT, 'python', 'runtime-0.27.lock'));
  // Dash requires it, but doesn't use it: an empty one spares the plain way a megabyte.
  await writeFile(
    join(INDEX, 'setuptools-80.0-py3-none-any.whl'),
    emptyWheel('setuptools', '80.0'),
  );
  for (const name of await readdir(INDEX)) {
    const project = name.split('-')[0]?.toLowerCase().replace(/[_.]+/g, '-') ?? '';
    await mkdir(join(INDEX, project), { recursive: true });
    await writeFile(
      join(INDEX, project, 'index.html'),
      `<!DOCTYPE html><a href="/simple/${name}">${name}</a>`,
    );
  }
}

/**
 * @param {string} name
 * @param {string} version
 */
function emptyWheel(name, version) {
  const metadata = `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`;
  const wheel = 'Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n';
  const files = { METADATA: metadata, WHEEL: wheel, RECORD: '' };
  const folder = `${name}-${version}.dist-info`;
  return zip(
    new Map(Object.entries(files).map(([file, text]) => [`${folder}/${file}`, Buffer.from(text)])),
  );
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
