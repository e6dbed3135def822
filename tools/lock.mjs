/**
 * `npm run lock`: resolves `python/*.in` anew, and writes each file's pins with hashes to `*.lock`. For
 * maintainers; a build only reads the locks.
 */
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { ROOT } from './paths.mjs';
import { identify, readDistribution } from './runtime/distribution.mjs';
import { BUILT_IN, LINES } from './runtime/lines.mjs';
import { pip, targetOf } from './runtime/python.mjs';
import { zip } from './runtime/zip.mjs';
import { wheelLocks } from './wheels.mjs';

/** Dash requires it, but nothing of it can work in a browser, and Dash imports nothing of it. */
const EXCLUDED = ['setuptools'];

/**
 * @typedef {object} Pin
 * @property {string} name
 * @property {string} version
 * @property {string} sha256 Of the wheel or source archive.
 */

for (const line of LINES) await inFolder((folder) => lockRuntime(line, folder));
for (const name of [...(await wheelLocks()), 'distribution']) {
  await inFolder((folder) => lock(join(ROOT, 'python', name), folder, ['--no-deps']));
}
await inFolder((folder) =>
  lock(join(ROOT, 'python', 'sources'), folder, ['--no-deps', '--no-binary=:all:']),
);

/**
 * @param {(folder: string) => Promise<void>} run Is given a folder of its own.
 */
async function inFolder(run) {
  const folder = await mkdtemp(join(tmpdir(), 'lock-'));
  try {
    await run(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * @param {import('./runtime/lines.mjs').Line} line
 * @param {string} folder An empty one.
 */
async function lockRuntime(line, folder) {
  const wheels = join(folder, 'markupsafe');
  const markupsafe = await prepareMarkupSafe(`${line.requirements}.in`, wheels);
  await lock(line.requirements, folder, ['--find-links', wheels], line, [markupsafe]);
}

/**
 * @param {string} requirements Path of the `.in` and `.lock`, without these.
 * @param {string} folder Where pip may put what it finds.
 * @param {string[]} options
 * @param {import('./runtime/lines.mjs').Line} [line] Where the packages are to run.
 * @param {Pin[]} [known] Pins that differ from what pip would say.
 */
async function lock(requirements, folder, options, line = BUILT_IN, known = []) {
  const found = join(folder, 'found');
  // Unlike `pip install --dry-run`, this resolves for the other Python in all respects.
  await pip([
    ...['download', '--quiet', '--dest', found, '--only-binary=:all:', ...targetOf(line)],
    ...options,
    ...['--requirement', `${requirements}.in`],
  ]);
  const pins = new Map();
  for (const file of await readdir(found)) {
    const { name, version } = identify(file);
    pins.set(name, { name, version, sha256: await sha256(join(found, file)) });
  }
  for (const pin of known) pins.set(pin.name, pin);
  for (const name of EXCLUDED) pins.delete(name);
  const lines = [...pins.values()]
    .map(({ name, version, sha256 }) => `${name}==${version} --hash=sha256:${sha256}`)
    .sort();
  const title = basename(requirements);
  const header = `# Made from ${title}.in by \`npm run lock\`.`;
  await writeFile(`${requirements}.lock`, `${[header, ...lines].join('\n')}\n`);
  console.log(`${title}.lock: ${lines.length} packages`);
}

/**
 * Lets pip, which resolves for another platform from wheels only, find a wheel of MarkupSafe.
 *
 * @param {string} input The requirements, which pin it.
 * @param {string} folder Where to put the wheel.
 * @returns {Promise<Pin>}
 */
async function prepareMarkupSafe(input, folder) {
  const requirement = /^markupsafe==.+$/m.exec(await readFile(input, 'utf8'))?.[0];
  if (requirement === undefined) throw new Error(`${basename(input)} has to pin markupsafe`);
  await pip([
    'download',
    '--quiet',
    '--no-deps',
    '--no-binary=:all:',
    '--dest',
    folder,
    requirement,
  ]);
  const [archive = ''] = await readdir(folder);
  const { name, version, files } = await readDistribution(join(folder, archive));
  const description = 'Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n';
  files.set(`${name}-${version}.dist-info/WHEEL`, new TextEncoder().encode(description));
  files.set(`${name}-${version}.dist-info/RECORD`, new Uint8Array());
  await writeFile(join(folder, `${name}-${version}-py3-none-any.whl`), zip(files));
  return { name, version, sha256: await sha256(join(folder, archive)) };
}

/** @param {string} path */
async function sha256(path) {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}
