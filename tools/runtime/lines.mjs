/**
 * The lines of Pyodide for which the build makes a runtime pack, each with the newest Dash that its Python
 * supports. The first is built in: its core is part of dist/.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../paths.mjs';

/**
 * @typedef {object} Line
 * @property {string} version Of Pyodide: `0.27.7`.
 * @property {string} python Version of its Python: `3.12.7`.
 * @property {string} abi What its compiled packages must fit: `2024_0`.
 * @property {string} core The folder of the npm package with its core.
 * @property {string} requirements The lock file of its runtime pack, without the extension.
 */

/**
 * @param {string} npmPackage
 * @param {string} requirements
 * @returns {Line}
 */
function readLine(npmPackage, requirements) {
  const core = join(ROOT, 'node_modules', npmPackage);
  const read = (/** @type {string} */ name) => JSON.parse(readFileSync(join(core, name), 'utf8'));
  /** @type {{ info: { python: string, abi_version: string } }} */
  const { info } = read('pyodide-lock.json');
  const { version } = read('package.json');
  return {
    ...{ version, python: info.python, abi: info.abi_version, core },
    requirements: join(ROOT, 'python', requirements),
  };
}

export const BUILT_IN = readLine('pyodide', 'runtime');
export const LINES = [BUILT_IN, readLine('pyodide-0.27', 'runtime-0.27')];

/** The constants of `src/kernel/pyodide-lines.ts`, as esbuild puts them in. */
export const DEFINE = {
  __PYODIDE_LINES__: JSON.stringify(LINES.map(({ version, abi }) => ({ version, abi }))),
};
