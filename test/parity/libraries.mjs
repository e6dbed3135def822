import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { CACHE, ROOT } from '../../tools/paths.mjs';
import { readDistribution } from '../../tools/runtime/distribution.mjs';
import { download } from '../../tools/runtime/download.mjs';
import { makeFolder } from '../../tools/runtime/folder.mjs';

/** Packages of which there are wheels, and ones of which wheels must be made. */
const LOCKS = ['wheels.lock', 'sources.lock'].map((name) => path.join(ROOT, 'python', name));

/** What is installed by the elements is told by such a file, beside the wheels. */
const LOCK = 'lock.json';

/**
 * Prepares the packages of `python/wheels.lock` and `sources.lock` for both sides. They are installed as they
 * are: what they require besides is not there on either side.
 *
 * @param {string} python Path of the interpreter.
 * @returns {Promise<{ site: string, wheels: string, lock: string }>} Folders with the packages as Dash's own
 *   server finds them, and as wheels; the name of the lock among these, from which elements install.
 */
export async function prepareLibraries(python) {
  const contents = await Promise.all(LOCKS.map((lock) => readFile(lock)));
  const hash = createHash('sha256');
  for (const content of contents) hash.update(content);
  const folder = path.join(CACHE, `parity-libraries-${hash.digest('hex').slice(0, 12)}`);
  await makeFolder(folder, async (partial) => {
    const wheels = path.join(partial, 'wheels');
    await mkdir(wheels, { recursive: true });
    const [published = '', sources = ''] = LOCKS;
    for (const wheel of await download(published)) {
      await copyFile(wheel, path.join(wheels, path.basename(wheel)));
    }
    pip(python, 'wheel', [
      ...['--require-hashes', '--no-build-isolation', '--wheel-dir', wheels],
      ...['--requirement', sources],
    ]);
    const files = (await readdir(wheels)).map((name) => path.join(wheels, name));
    pip(python, 'install', ['--no-index', '--target', path.join(partial, 'site'), ...files]);
    await writeFile(path.join(wheels, LOCK), JSON.stringify(await lockOf(files)));
  });
  return { site: path.join(folder, 'site'), wheels: path.join(folder, 'wheels'), lock: LOCK };
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
 * A lock of wheels, by which an app finds what it imports.
 *
 * @param {readonly string[]} wheels
 */
async function lockOf(wheels) {
  const runtime = path.join(ROOT, 'dist', 'pyodide', 'pyodide-lock.json');
  const { info } = JSON.parse(await readFile(runtime, 'utf8'));
  const packages = await Promise.all(wheels.map(lockedPackage));
  const names = new Set(packages.map(([name]) => name));
  for (const [, { depends }] of packages) {
    depends.splice(0, depends.length, ...depends.filter((name) => names.has(name)));
  }
  return { info, packages: Object.fromEntries(packages) };
}

/**
 * @param {string} wheel
 * @returns {Promise<[string, Record<string, unknown> & { depends: string[] }]>}
 */
async function lockedPackage(wheel) {
  const { name, version, files } = await readDistribution(wheel);
  const paths = [...files.keys()];
  const metadata = paths.find((file) => file.endsWith('.dist-info/METADATA')) ?? '';
  const text = new TextDecoder().decode(files.get(metadata));
  const required = [...text.matchAll(/^Requires-Dist: ([\w.-]+)/gm)];
  const modules = paths.filter((file) => file.endsWith('.py')).map((file) => file.split('/')[0]);
  const entry = {
    ...{ name, version, file_name: path.basename(wheel), install_dir: 'site' },
    sha256: createHash('sha256')
      .update(await readFile(wheel))
      .digest('hex'),
    depends: required.map(([, project = '']) => project.toLowerCase().replace(/[._-]+/g, '-')),
    imports: [...new Set(modules)].map((module) => module?.replace(/\.py$/, '')),
  };
  return [name, entry];
}
