/** Puts files that the demo takes from npm packages, or that are computed, where its apps look for them. */
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

import { isRecorded, record } from '../tools/prerender.mjs';
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
    for (const path of PRERENDERED) {
      const app = fileURLToPath(new URL(path, import.meta.url));
      if (!(await isRecorded(app))) await record(app);
    }
  } catch (error) {
    // The page shows it all the same, once there is Python.
    console.warn(`A prerendered app has no record: ${/** @type {Error} */ (error).message}`);
  }
  await writeFile(new URL('./apps/science/sales/sales.csv', import.meta.url), salesTable(100_000));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await prepareDemo();
