/** Runs `python -m webdash.prerender`, from the sources, with the Python that the tests have. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { ROOT } from './paths.mjs';
import { pythonEnvironment } from './python-environment.mjs';

/**
 * Records how an app starts.
 *
 * @param {string} app Its main file.
 * @param {...string} options
 */
export async function record(app, ...options) {
  await run(app, ...options).catch((cause) => {
    throw new Error(`${app} could not be recorded:\n${cause.stderr || cause}`, { cause });
  });
}

/**
 * Whether an app has been recorded as it is.
 *
 * @param {string} app
 */
export function isRecorded(app) {
  return run(app, '--check').then(
    () => true,
    () => false,
  );
}

/** @param {...string} args */
function run(...args) {
  return promisify(execFile)(
    join(pythonEnvironment(), 'python'),
    ['-m', 'webdash.prerender', ...args],
    {
      env: {
        ...process.env,
        PYTHONPATH: join(ROOT, 'python', 'src'),
        PYTHONDONTWRITEBYTECODE: '1',
      },
    },
  );
}
