/**
 * `npm run lock`: resolves `python/*.in` anew, and writes each file's pins with hashes to `*.lock`. For
 * maintainers; a build only reads the locks.
 */
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { ROOT } from './paths.mjs';
import { readDistribution } from './runtime/distribution.mjs';
import { pip, TARGET } from './runtime/python.mjs';
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

const folder = await mkdtemp(join(tmpdir(), 'lock-'));
try {
  const markupsafe = await prepareMarkupSafe(join(ROOT, 'python', 'runtime.in'), folder);
  await lock('runtime', [markupsafe], ['--find-links', folder]);
  for (const name of [...(await wheelLocks()), 'distribution']) {
    await lock(name, [], ['--no-deps']);
  }
} finally {
  await rm(folder, { recursive: true });
}

/**
 * @param {string} name
 * @param {Pin[]} known Pins that differ from what pip would say.
 * @param {string[]} options
 */
async function lock(name, known, options) {
  const input = join(ROOT, 'python', `${name}.in`);
  const report = await pip([
    ...['install', '--dry-run', '--quiet', '--ignore-installed', '--report', '-'],
    ...['--target', join(folder, 'unused'), '--only-binary=:all:', ...TARGET, ...options],
    ...['--requirement', input],
  ]);
  /** @type {{ install: { metadata: { name: string, version: string }, download_info: { archive_info: { hashes: { sha256: string } } } }[] }} */
  const { install } = JSON.parse(report);
  const pins = new Map(
    install.map(({ metadata, download_info }) => {
      const name = metadata.name.toLowerCase().replace(/[._-]+/g, '-');
      return [name, { ...metadata, name, sha256: download_info.archive_info.hashes.sha256 }];
    }),
  );
  for (const pin of known) pins.set(pin.name, pin);
  for (const name of EXCLUDED) pins.delete(name);
  const lines = [...pins.values()]
    .map(({ name, version, sha256 }) => `${name}==${version} --hash=sha256:${sha256}`)
    .sort();
  const header = `# Made from ${name}.in by \`npm run lock\`.`;
  await writeFile(join(ROOT, 'python', `${name}.lock`), `${[header, ...lines].join('\n')}\n`);
  console.log(`${name}.lock: ${lines.length} packages`);
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
  const content = await readFile(join(folder, archive));
  return { name, version, sha256: createHash('sha256').update(content).digest('hex') };
}
