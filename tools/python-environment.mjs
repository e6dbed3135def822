/** The virtual environment in which the Python half is checked and tested on CPython. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { installDebianPackages } from './debian.mjs';
import { CACHE, ROOT } from './paths.mjs';

const LOCK = join(ROOT, 'python', 'dev.lock');

/**
 * Makes the environment of `python/dev.lock`, or finds it made.
 *
 * @returns {string} The folder with its executables.
 */
export function pythonEnvironment() {
  const version = pythonVersion();
  const key = createHash('sha256').update(readFileSync(LOCK)).update(version).digest('hex');
  const folder = join(CACHE, `python-${key.slice(0, 12)}`);
  const bin = join(folder, 'bin');
  const complete = join(folder, 'complete');
  if (existsSync(complete)) return bin;

  console.log('Installing python/dev.lock …');
  rmSync(folder, { recursive: true, force: true });
  createEnvironment(folder);
  const pip = ['-m', 'pip', '--disable-pip-version-check', 'install', '--quiet'];
  run(join(bin, 'python'), [...pip, '--require-hashes', '--requirement', LOCK]);
  // The last step, so that an interrupted installation is not taken for a whole one.
  writeFileSync(complete, '');
  return bin;
}

/** @returns {string} */
function pythonVersion() {
  const script = 'import sys; assert sys.version_info >= (3, 11); print(sys.version)';
  try {
    return execFileSync('python3', ['-c', script], { encoding: 'utf8' });
  } catch (cause) {
    throw new Error('Install Python 3.11 or newer as python3.', { cause });
  }
}

/** @param {string} folder */
function createEnvironment(folder) {
  try {
    run('python3', ['-m', 'venv', folder]);
  } catch {
    // Debian splits the part of Python that makes environments off into a package of its own.
    rmSync(folder, { recursive: true, force: true });
    installDebianPackages(['python3-venv']);
    run('python3', ['-m', 'venv', folder]);
  }
}

/**
 * @param {string} program
 * @param {string[]} args
 */
function run(program, args) {
  execFileSync(program, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
}
