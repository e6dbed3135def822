/** Runs `python -m webdash.prerender`, from the sources, with the Python that the tests have. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { ROOT } from './paths.mjs';
import { pythonEnvironment } from './python-environment.mjs';

/**
 * Records how an app starts.
 *
 * @param {string} app Its main file.
 * @param {...string} options
 */
export function record(app, ...options) {
  const { status, stderr } = run(app, ...options);
  if (status !== 0) throw new Error(`${app} could not be recorded:\n${stderr}`);
}

/**
 * Whether an app has been recorded as it is.
 *
 * @param {string} app
 */
export function isRecorded(app) {
  return run(app, '--check').status === 0;
}

/** @param {...string} args */
function run(...args) {
  return spawnSync(join(pythonEnvironment(), 'python'), ['-m', 'webdash.prerender', ...args], {
    env: {
      ...process.env,
      PYTHONPATH: join(ROOT, 'python', 'src'),
      PYTHONDONTWRITEBYTECODE: '1',
    },
    encoding: 'utf8',
  });
}
