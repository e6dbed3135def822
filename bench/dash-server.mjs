/** The benchmark's app on Dash's own server: `python app.py`. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { freePort } from '../tools/free-port.mjs';
import { pythonEnvironment } from '../tools/python-environment.mjs';
import { SITE } from './site.mjs';

const ATTEMPTS = 100;
const PAUSE = 200;

/** @returns {Promise<{ origin: string, close: () => void }>} */
export async function startDashServer() {
  const python = join(pythonEnvironment(), 'python');
  const port = await freePort();
  const server = spawn(python, ['app.py'], {
    cwd: SITE,
    env: { ...process.env, PORT: String(port), PYTHONDONTWRITEBYTECODE: '1' },
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
  throw new Error('python app.py did not begin to serve.');
}
