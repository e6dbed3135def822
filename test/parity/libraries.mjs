import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { CACHE, ROOT } from '../../tools/paths.mjs';

const LOCK = join(ROOT, 'python', 'wheels.lock');

/**
 * Installs the component libraries of `python/wheels.lock` for Dash's own server, as the element does for
 * its apps: without what they require.
 *
 * @param {string} python Path of the interpreter.
 * @returns {string} Their folder.
 */
export function installLibraries(python) {
  const key = createHash('sha256').update(readFileSync(LOCK)).digest('hex').slice(0, 12);
  const folder = join(CACHE, `parity-libraries-${key}`);
  const complete = join(folder, 'complete');
  if (existsSync(complete)) return folder;
  rmSync(folder, { recursive: true, force: true });
  const options = ['--quiet', '--disable-pip-version-check', '--no-deps', '--require-hashes'];
  const args = ['-m', 'pip', 'install', ...options, '--target', folder, '--requirement', LOCK];
  execFileSync(python, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  // The last step, so that an interrupted installation is not taken for a whole one.
  writeFileSync(complete, '');
  return folder;
}
