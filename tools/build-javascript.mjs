/** Makes the JavaScript of dist/: modules, their types, and the custom-elements manifest. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { rollup } from 'rollup';

import bundles from '../rollup.config.mjs';
import { ROOT } from './paths.mjs';
import { cached } from './runtime/cached.mjs';
import { npmNotice } from './runtime/notices.mjs';

const run = promisify(execFile);

/** All that decides on the result. */
const INPUTS = [
  'src',
  'rollup.config.mjs',
  'custom-elements-manifest.config.mjs',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
  'tools/build-javascript.mjs',
].map((path) => join(ROOT, path));

/** @returns {Promise<string>} A folder laid out as dist/, and with the notices of what was bundled. */
export function buildJavaScript() {
  return cached('javascript', INPUTS, async (folder) => {
    const program = (/** @type {string} */ name) => join(ROOT, 'node_modules', '.bin', name);
    const [packages] = await Promise.all([
      bundle(folder),
      // Types are checked by the linters; here they are only written.
      run(program('tsc'), ['--noCheck', '--outDir', join(folder, 'types')], { cwd: ROOT }),
      run(program('cem'), ['analyze', '--quiet', '--outdir', relative(ROOT, folder)], {
        cwd: ROOT,
      }),
    ]);
    const notices = await Promise.all([...packages].sort().map(npmNotice));
    await writeFile(join(folder, 'notices.json'), JSON.stringify(notices));
  });
}

/**
 * @param {string} folder
 * @returns {Promise<Set<string>>} The folders of the npm packages whose code was bundled.
 */
async function bundle(folder) {
  /** @type {Set<string>} */
  const packages = new Set();
  for (const { output, ...input } of bundles) {
    const build = await rollup({ ...input, onwarn });
    const written = await build.write({ ...output, dir: folder });
    await build.close();
    for (const chunk of written.output) {
      if (chunk.type !== 'chunk') continue;
      for (const [id, module] of Object.entries(chunk.modules)) {
        const found = /^.*\/node_modules\/(@[^/]+\/)?[^/]+/.exec(id);
        if (found && module.renderedLength > 0) packages.add(found[0]);
      }
    }
  }
  return packages;
}

/** @param {import('rollup').RollupLog} warning */
function onwarn(warning) {
  throw new Error(`rollup: ${warning.message}`);
}
