import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * @import { Driver } from './driver.mjs'
 *
 * @typedef {object} Parity What a file `steps.mjs` beside an `app.py` exports as `parity`.
 * @property {boolean} [extras] Whether the server has the packages of `python/parity.lock`.
 * @property {boolean} [screenshots] Whether pictures are compared too; they are, if nothing is said.
 * @property {boolean} [dark] Whether pictures in dark colours are compared after each step, too.
 * @property {(app: Driver) => Promise<void>} [comes] Waits for what comes late, before anything is compared.
 * @property {Readonly<Record<string, (app: Driver) => Promise<void>>>} [steps] What a user does, by what
 *   it is called.
 * @property {Readonly<Record<string, string>>} [known] Differences that are as they should be, or can't be
 *   helped: `<step>/<subject>`, and why.
 *
 * @typedef {object} ParityApp
 * @property {string} name `<chapter>/<app>`.
 * @property {string} folder
 * @property {readonly string[]} files What belongs to the app besides `app.py`, as paths below its folder.
 * @property {Parity} parity
 */

/** The folder of all apps, by chapter of Dash's documentation. */
export const APPS = fileURLToPath(new URL('apps', import.meta.url));

/**
 * @param {string} [pattern] Only apps whose name holds this text.
 * @returns {Promise<ParityApp[]>} In a fixed order.
 */
export async function findApps(pattern = '') {
  const names = readdirSync(APPS, { recursive: true, encoding: 'utf8' })
    .filter((name) => path.basename(name) === 'app.py')
    .map((name) => path.dirname(name).split(path.sep).join('/'))
    .filter((name) => name.includes(pattern))
    .sort();
  return Promise.all(names.map(readApp));
}

/**
 * @param {string} name
 * @returns {Promise<ParityApp>}
 */
async function readApp(name) {
  const folder = path.join(APPS, name);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(path.join(folder, file)).isFile())
    .filter((file) => !['app.py', 'steps.mjs'].includes(file) && !file.includes('__pycache__'))
    .map((file) => file.split(path.sep).join('/'));
  const steps = path.join(folder, 'steps.mjs');
  const { parity = {} } = existsSync(steps) ? await import(pathToFileURL(steps).href) : {};
  return { name, folder, files, parity };
}
