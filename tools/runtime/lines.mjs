/**
 * The lines of Pyodide for which the build makes a runtime pack, each with the newest Dash that runs on its
 * Python. The first is built in: its core is part of dist/.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../paths.mjs';

/**
 * @typedef {object} Line
 * @property {string} version Of Pyodide: `0.27.7`.
 * @property {string} python Version of its Python: `3.12.7`.
 * @property {string} abi Version of the binary interface of its compiled packages: `2024_0`.
 * @property {string} platform What such packages call it: `pyodide_2024_0_wasm32`.
 * @property {string} core The folder of the npm package with its core.
 * @property {string} requirements Path of the requirements of its runtime pack, without `.in` or `.lock`.
 */

/**
 * @param {string} npmPackage
 * @param {string} system The first part of its platform.
 * @param {string} requirements
 * @returns {Line}
 */
function readLine(npmPackage, system, requirements) {
  const core = join(ROOT, 'node_modules', npmPackage);
  const read = (/** @type {string} */ name) => JSON.parse(readFileSync(join(core, name), 'utf8'));
  /** @type {{ version: string }} */
  const { version } = read('package.json');
  /** @type {{ info: { python: string, abi_version: string, arch: string } }} */
  const { info } = read('pyodide-lock.json');
  const { python, abi_version: abi, arch } = info;
  const platform = `${system}_${abi}_${arch}`;
  return { version, python, abi, platform, core, requirements: join(ROOT, 'python', requirements) };
}

export const BUILT_IN = readLine('pyodide', 'pyemscripten', 'runtime');
export const LINES = [BUILT_IN, readLine('pyodide-0.27', 'pyodide', 'runtime-0.27')];

/** The constants of `src/kernel/pyodide/pyodide-lines.ts`, as esbuild puts them in. */
export const DEFINE = {
  __PYODIDE_LINES__: JSON.stringify(LINES.map(({ version, abi }) => ({ version, abi }))),
};
