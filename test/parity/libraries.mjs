import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { CACHE, ROOT } from '../../tools/paths.mjs';
import { identify, readDistribution } from '../../tools/runtime/distribution.mjs';
import { download } from '../../tools/runtime/download.mjs';
import { makeFolder } from '../../tools/runtime/folder.mjs';

/** Packages of which there are wheels, and ones that are published as source archives only. */
const LOCKS = ['wheels.lock', 'sources.lock'].map((name) => path.join(ROOT, 'python', name));

/** What servers have besides, where an app says so: `dash[async,diskcache]`. Elements have their own. */
const EXTRAS = path.join(ROOT, 'python', 'parity.lock');

/** What is installed by the elements is told by such a file, beside the packages. */
const LOCK = 'lock.json';

/**
 * Prepares the packages of `python/wheels.lock` and `sources.lock` for both sides. They are installed as they
 * are: what they require besides is not there on either side.
 *
 * @param {string} python Path of the interpreter.
 * @returns {Promise<{ site: string, extras: string, published: string, lock: string }>} Folders with the packages
 *   as Dash's own server finds them, with what some of these have besides, and with the packages as they are
 *   published; the name of the lock among these, from which elements install.
 */
export async function prepareLibraries(python) {
  const inputs = [...LOCKS, EXTRAS, fileURLToPath(import.meta.url)];
  const contents = await Promise.all(inputs.map((input) => readFile(input)));
  const hash = createHash('sha256');
  for (const content of contents) hash.update(content);
  const folder = path.join(CACHE, `parity-libraries-${hash.digest('hex').slice(0, 12)}`);
  await makeFolder(folder, async (partial) => {
    const published = path.join(partial, 'published');
    const [wheels = '', sources = ''] = LOCKS;
    const from = ['--require-hashes', '--no-build-isolation', '--requirement', sources];
    pip(python, 'download', [...from, '--dest', published]);
    const archives = await readdir(published);
    const built = path.join(partial, 'built');
    pip(python, 'wheel', [...from, '--wheel-dir', built]);
    for (const wheel of await download(wheels)) {
      await copyFile(wheel, path.join(published, path.basename(wheel)));
      await copyFile(wheel, path.join(built, path.basename(wheel)));
    }
    const files = (await readdir(built)).map((name) => path.join(built, name));
    const site = path.join(partial, 'site');
    pip(python, 'install', ['--no-index', '--target', site, ...files]);
    const extras = path.join(partial, 'extras');
    pip(python, 'install', ['--require-hashes', '--target', extras, '--requirement', EXTRAS]);
    const lock = await lockOf(files, (wheel) => {
      const { name } = identify(wheel);
      const archive = archives.find((archive) => identify(archive).name === name);
      return path.join(published, archive ?? path.basename(wheel));
    });
    await writeFile(path.join(published, LOCK), JSON.stringify(lock));
  });
  const [site = '', extras = '', published = ''] = ['site', 'extras', 'published'].map((name) =>
    path.join(folder, name),
  );
  return { site, extras, published, lock: LOCK };
}

/**
 * @param {string} python
 * @param {string} command
 * @param {string[]} args
 */
function pip(python, command, args) {
  const options = ['--quiet', '--disable-pip-version-check', '--no-deps'];
  execFileSync(python, ['-m', 'pip', command, ...options, ...args], { stdio: 'inherit' });
}

/**
 * A lock of packages, by which an app finds what it imports.
 *
 * @param {readonly string[]} wheels
 * @param {(wheel: string) => string} published The file that stands for a wheel.
 */
async function lockOf(wheels, published) {
  const runtime = path.join(ROOT, 'dist', 'pyodide', 'pyodide-lock.json');
  const { info } = JSON.parse(await readFile(runtime, 'utf8'));
  const packages = await Promise.all(wheels.map((wheel) => lockedPackage(wheel, published(wheel))));
  const names = new Set(packages.map(([name]) => name));
  for (const [, { depends }] of packages) {
    depends.splice(0, depends.length, ...depends.filter((name) => names.has(name)));
  }
  return { info, packages: Object.fromEntries(packages) };
}

/**
 * @param {string} wheel
 * @param {string} published
 * @returns {Promise<[string, Record<string, unknown> & { depends: string[] }]>}
 */
async function lockedPackage(wheel, published) {
  const { name, version, files } = await readDistribution(wheel);
  const paths = [...files.keys()];
  const metadata = paths.find((file) => file.endsWith('.dist-info/METADATA')) ?? '';
  const text = new TextDecoder().decode(files.get(metadata));
  const required = [...text.matchAll(/^Requires-Dist: ([\w.-]+)/gm)];
  const modules = paths.filter((file) => file.endsWith('.py')).map((file) => file.split('/')[0]);
  const entry = {
    ...{ name, version, file_name: path.basename(published), install_dir: 'site' },
    sha256: createHash('sha256')
      .update(await readFile(published))
      .digest('hex'),
    depends: required.map(([, project = '']) => project.toLowerCase().replace(/[._-]+/g, '-')),
    imports: [...new Set(modules)].map((module) => module?.replace(/\.py$/, '')),
  };
  return [name, entry];
}
