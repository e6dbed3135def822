/** The benchmark's apps on servers: Dash's own, by `python app.py`, and waitress. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { freePort } from '../tools/free-port.mjs';
import { pythonEnvironment } from '../tools/python-environment.mjs';
import { SITE } from './site.mjs';

const ATTEMPTS = 300;
const PAUSE = 200;

/**
 * @typedef {object} Servers Their origins, by the name of the app's module.
 * @property {(app: string) => Record<string, string>} of The origins of an app, by the names of the ways.
 * @property {() => void} close
 */

/**
 * @param {readonly string[]} apps Names of modules in `bench/site/`.
 * @returns {Promise<Servers>}
 */
export async function startServers(apps) {
  const started = await Promise.all(
    apps.map(async (app) => [app, await Promise.all([startDash(app), startWaitress(app)])]),
  );
  /** @type {Record<string, [Server, Server]>} */
  const servers = Object.fromEntries(started);
  return {
    of(app) {
      const [dash, waitress] = servers[app] ?? [];
      if (!dash || !waitress) throw new Error(`No server has the app ${app}.`);
      return { 'python app.py': dash.origin, waitress: waitress.origin };
    },
    close: () =>
      Object.values(servers)
        .flat()
        .forEach(({ close }) => close()),
  };
}

/** @typedef {{ origin: string, close: () => void }} Server */

/** @param {string} app */
function startDash(app) {
  return start((port) => ['python', [`${app}.py`], { PORT: String(port) }]);
}

/** @param {string} app */
function startWaitress(app) {
  return start((port) => ['waitress-serve', [`--listen=127.0.0.1:${port}`, `${app}:app.server`]]);
}

/**
 * @param {(port: number) => [program: string, args: string[], env?: Record<string, string>]} command
 * @returns {Promise<Server>}
 */
async function start(command) {
  const port = await freePort();
  const [program, args, env] = command(port);
  const server = spawn(join(pythonEnvironment(), program), args, {
    cwd: SITE,
    env: { ...process.env, ...env, PYTHONDONTWRITEBYTECODE: '1' },
    stdio: 'ignore',
  });
  const origin = `http://127.0.0.1:${port}`;
  const close = () => void server.kill();
  for (let attempt = 0; attempt < ATTEMPTS && server.exitCode === null; attempt++) {
    try {
      await fetch(`${origin}/_dash-layout`);
      return { origin, close };
    } catch {
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
  close();
  throw new Error(`${program} ${args.join(' ')} did not begin to serve.`);
}
