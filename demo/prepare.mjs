/** Puts files that the demo takes from npm packages, or that are computed, where its apps look for them. */
import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { ROOT } from '../tools/paths.mjs';
import { pythonEnvironment } from '../tools/python-environment.mjs';
import { salesTable } from './sales.mjs';

/** @type {readonly (readonly [from: string, to: string])[]} */
const COPIES = [
  ['bootstrap/dist/css/bootstrap.min.css', './apps/bootstrap/assets/bootstrap.min.css'],
];

/** The apps that are shown before there is any Python. */
const PRERENDERED = ['./apps/first/app.py'];

/** Makes every such file; cheap enough for each start. */
export async function prepareDemo() {
  const { resolve } = createRequire(import.meta.url);
  for (const [from, to] of COPIES) {
    const target = fileURLToPath(new URL(to, import.meta.url));
    await mkdir(dirname(target), { recursive: true });
    await copyFile(resolve(from), target);
  }
  try {
    for (const app of PRERENDERED) prerender(fileURLToPath(new URL(app, import.meta.url)));
  } catch (error) {
    // The page shows it all the same, once there is Python.
    console.warn(`A prerendered app has no record: ${/** @type {Error} */ (error).message}`);
  }
  await writeFile(new URL('./apps/science/sales/sales.csv', import.meta.url), salesTable(100_000));
}

/**
 * Records how an app starts, unless it has been recorded as it is.
 *
 * @param {string} app
 */
function prerender(app) {
  const python = join(pythonEnvironment(), 'python');
  /** @param {...string} options */
  const run = (...options) =>
    spawnSync(python, ['-m', 'webdash.prerender', app, ...options], {
      env: { ...process.env, PYTHONPATH: join(ROOT, 'python', 'src') },
      encoding: 'utf8',
    });
  if (run('--check').status === 0) return;
  const { status, stderr } = run();
  if (status !== 0) throw new Error(`${app} could not be recorded:\n${stderr}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await prepareDemo();
