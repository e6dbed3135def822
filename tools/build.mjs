/** `npm run build`: makes dist/, all that a page needs. What didn't change since the last build is kept. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';

import { buildJavaScript } from './build-javascript.mjs';
import { buildRuntime } from './build-runtime.mjs';
import { DIST, PYODIDE } from './paths.mjs';
import { coreNotices, formatNotices } from './runtime/notices.mjs';

/** @typedef {Map<string, Buffer>} Files By path below dist/. */

/** The files of Pyodide's npm package that `loadPyodide` needs, given a standard library and a lock file. */
const PYODIDE_FILES = ['pyodide.mjs', 'pyodide.asm.mjs', 'pyodide.asm.wasm'];

const [javascript, runtime] = await Promise.all([buildJavaScript(), buildRuntime()]);
const page = await readFolder(javascript);
/** @type {Files} */
const kernel = new Map();
for (const name of PYODIDE_FILES) {
  kernel.set(`pyodide/${name}`, await readFile(join(PYODIDE, name)));
}
for (const [name, content] of await readFolder(runtime)) kernel.set(`runtime/${name}`, content);

const versions = await readVersions();
/** The modules that a kernel finds in extras.pack. @type {string[]} */
const extras = take(kernel, 'runtime/extras.json');
/** @type {import('./runtime/notices.mjs').Notice[]} */
const notices = [
  ...take(page, 'notices.json'),
  ...(await coreNotices(versions)),
  ...take(kernel, 'runtime/notices.json'),
];
await writeFolder(
  DIST,
  new Map([
    ...page,
    ...kernel,
    ['runtime/manifest.json', manifestOf(kernel)],
    ['THIRD-PARTY-NOTICES.txt', Buffer.from(formatNotices(notices))],
  ]),
);

async function readVersions() {
  const text = await readFile(join(PYODIDE, 'pyodide-lock.json'), 'utf8');
  /** @type {{ info: { python: string } }} */
  const { info } = JSON.parse(text);
  /** @type {{ version: string }} */
  const { version } = JSON.parse(await readFile(join(PYODIDE, 'package.json'), 'utf8'));
  return { pyodide: version, python: info.python };
}

/**
 * Takes a JSON file that one build step left for this one out of its files.
 *
 * @param {Files} files
 * @param {string} name
 */
function take(files, name) {
  const content = files.get(name);
  files.delete(name);
  return JSON.parse(String(content));
}

/**
 * The manifest by which the kernel checks what it loads.
 *
 * @param {Files} loaded
 * @returns {Buffer}
 */
function manifestOf(loaded) {
  const sorted = [...loaded].sort(([a], [b]) => (a < b ? -1 : 1));
  const files = Object.fromEntries(
    sorted.map(([name, content]) => [name, { size: content.length, sha256: sha256(content) }]),
  );
  const build = sha256(Buffer.from(JSON.stringify(files))).slice(0, 16);
  const dash = notices.find(({ name }) => name === 'dash')?.version;
  return Buffer.from(`${JSON.stringify({ build, ...versions, dash, extras, files }, null, 2)}\n`);
}

/** @param {Buffer} content */
function sha256(content) {
  return createHash('sha256').update(content).digest('hex');
}

/**
 * @param {string} folder
 * @returns {Promise<Files>}
 */
async function readFolder(folder) {
  /** @type {Files} */
  const files = new Map();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(relative(folder, path).split(sep).join('/'), await readFile(path));
  }
  return files;
}

/**
 * Makes a folder hold these files and no others. What is equal is left alone, for a server may be at it.
 *
 * @param {string} folder
 * @param {Files} files
 */
async function writeFolder(folder, files) {
  await mkdir(folder, { recursive: true });
  const present = await readFolder(folder);
  for (const [path, content] of files) {
    if (present.get(path)?.equals(content)) continue;
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  for (const path of present.keys()) {
    if (!files.has(path)) await rm(join(folder, path));
  }
}
