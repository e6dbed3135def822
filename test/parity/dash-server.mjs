import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import path from 'node:path';

import { freePort } from '../../tools/free-port.mjs';

const ATTEMPTS = 600;
const PAUSE = 50;

/** What the server itself says, of itself and of each request. */
const NOTICES =
  /^Dash is running on|^ \* |^INFO: |^\s*$|^WARNING: This is a development server|^Press CTRL\+C| HTTP\/1\.1" \d/;

/**
 * @typedef {object} DashServer
 * @property {string} origin
 * @property {() => string[]} takeOutput Lines that the app printed since the last call.
 * @property {() => string[]} takeErrors Lines that it wrote to stderr.
 * @property {() => void} close
 */

/**
 * Runs `python app.py`.
 *
 * @param {string} python Path of the interpreter.
 * @param {string} folder Where `app.py` is.
 * @param {readonly string[]} libraries Folders with packages.
 * @returns {Promise<DashServer>}
 */
export async function startDashServer(python, folder, libraries) {
  const port = await freePort();
  const server = spawn(python, ['app.py'], {
    cwd: folder,
    env: {
      ...process.env,
      ...{ PORT: String(port), HOST: '127.0.0.1', PYTHONPATH: libraries.join(path.delimiter) },
      ...{ PYTHONDONTWRITEBYTECODE: '1', PYTHONIOENCODING: 'utf-8', PYTHONUNBUFFERED: '1' },
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    // On FastAPI Dash starts its server in a process of its own, which ends with the group only.
    detached: true,
  });
  const output = lines(server.stdout);
  const errors = lines(server.stderr);
  const close = () => void (server.pid && process.kill(-server.pid));
  for (let attempt = 0; attempt < ATTEMPTS && server.exitCode === null; attempt++) {
    if (await accepts(port)) {
      const origin = `http://127.0.0.1:${port}`;
      return { origin, takeOutput: output, takeErrors: errors, close };
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  close();
  throw new Error(`python app.py did not begin to serve.\n${errors().join('\n')}`);
}

/**
 * @param {import('node:stream').Readable} stream
 * @returns {() => string[]} Takes the lines that have come.
 */
function lines(stream) {
  let text = '';
  stream.setEncoding('utf8').on('data', (chunk) => (text += chunk));
  return () => {
    const taken = text.split('\n').filter((line) => !NOTICES.test(line));
    text = '';
    return taken;
  };
}

/** @param {number} port */
function accepts(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
