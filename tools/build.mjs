/** `npm run build`: makes dist/, all that a page needs. What didn't change since the last build is kept. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { buildJavaScript } from './build-javascript.mjs';
import { buildRuntime } from './build-runtime.mjs';
import { DIST } from './paths.mjs';
import { readFolder } from './runtime/folder.mjs';
import { BUILT_IN, LINES } from './runtime/lines.mjs';
import { coreNotices, formatNotices } from './runtime/notices.mjs';

/** @typedef {import('./runtime/lines.mjs').Line} Line */
/** @typedef {import('./runtime/notices.mjs').Notice} Notice */
/** @typedef {Map<string, Buffer>} Files By path in their folder. */
/** @typedef {import('../src/kernel/pyodide/runtime-manifests.js').RuntimeManifest} RuntimeManifest */
/** @typedef {{ version: string, manifest: RuntimeManifest, files: Files, notices: Notice[] }} Runtime */

const runtime = await Promise.all(LINES.map(readRuntime));
const javascript = await readFolder(await buildJavaScript());
insertManifests();
const notices = [
  ...take(javascript, 'notices.json'),
  ...(await Promise.all(LINES.map(coreNotices))).flat(),
  ...runtime.flatMap(({ notices }) => notices),
];
/** @type {Files} */
const core = new Map();
for (const name of coreFiles(BUILT_IN)) {
  core.set(`pyodide/${name}`, await readFile(join(BUILT_IN.core, name)));
}
await writeFolder(
  DIST,
  new Map([
    ...javascript,
    ...core,
    ...runtime.flatMap(({ files }) => [...files]),
    ['THIRD-PARTY-NOTICES.txt', Buffer.from(formatNotices(notices))],
  ]),
);

/**
 * Puts what is known of the runtime into the scripts that load it, and which build they are of; see
 * `src/kernel/pyodide/runtime-manifests.ts`.
 */
function insertManifests() {
  const manifests = Object.fromEntries(runtime.map(({ version, manifest }) => [version, manifest]));
  const place = '__RUNTIME_MANIFESTS__';
  for (const name of ['web-dash-kernel.js', 'web-dash-cli.js']) {
    const script = String(javascript.get(name));
    if (!script.includes(place)) throw new Error(`${name} has no place for the manifests.`);
    const made = script
      .replaceAll(place, () => JSON.stringify(manifests))
      .replaceAll('__BUILD_ID__', JSON.stringify(sha256(Buffer.from(script)).slice(0, 16)));
    javascript.set(name, Buffer.from(made));
  }
}

/**
 * The files of Pyodide's npm package that a kernel loads.
 *
 * @param {Line} line
 * @returns {string[]}
 */
function coreFiles(line) {
  const known = ['pyodide.mjs', 'pyodide.asm.mjs', 'pyodide.asm.js', 'pyodide.asm.wasm'];
  const files = known.filter((name) => existsSync(join(line.core, name)));
  // Elsewhere than in dist/ the lock is the list of what is there, which differs.
  return line === BUILT_IN ? [...files, 'pyodide-lock.json'] : files;
}

/**
 * The runtime pack of a line, and the manifest by which the kernel checks what it loads of it and of the core.
 *
 * @param {Line} line
 * @returns {Promise<Runtime>}
 */
async function readRuntime(line) {
  const pack = await readFolder(await buildRuntime(line));
  /** The modules that a kernel finds in extras.pack. @type {string[]} */
  const extras = take(pack, 'extras.json');
  /** Those in the other archives, and in the interpreter. @type {string[]} */
  const modules = take(pack, 'modules.json');
  /** The archives with the bytecode of packages. @type {Record<string, string>} */
  const bytecode = take(pack, 'bytecode.json');
  /** @type {Notice[]} */
  const notices = take(pack, 'notices.json');
  /** @type {Files} By name in the manifest. */
  const loaded = new Map();
  for (const name of coreFiles(line)) {
    loaded.set(`pyodide/${name}`, await readFile(join(line.core, name)));
  }
  for (const [name, content] of pack) loaded.set(`runtime/${name}`, content);
  const files = digests(loaded);
  const build = sha256(Buffer.from(JSON.stringify(files))).slice(0, 16);
  const dash = notices.find(({ name }) => name === 'dash')?.version;
  const { version, python } = line;
  const manifest = { build, pyodide: version, python, dash, extras, modules, bytecode, files };
  // For people, and tools.
  pack.set('manifest.json', Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
  return {
    version,
    manifest: { extras, modules, bytecode, files },
    files: new Map([...pack].map(([name, content]) => [`runtime/${version}/${name}`, content])),
    notices,
  };
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
 * @param {Files} files
 * @returns {Record<string, { size: number, sha256: string }>}
 */
function digests(files) {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    sorted.map(([name, content]) => [name, { size: content.length, sha256: sha256(content) }]),
  );
}

/** @param {Buffer} content */
function sha256(content) {
  return createHash('sha256').update(content).digest('hex');
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
