/**
 * A static server, as plain as the hosts that pages are published on. `npm start` runs it with the demo
 * at `/`, dist/ at `/dist/`, the demo's wheels at `/wheels/` and a complete Pyodide at `/pyodide-0.27.7/`, on
 * the port that PORT names.
 */
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import sirv from 'sirv';

import { prepareDemo } from '../demo/prepare.mjs';
import { DISTRIBUTION, prepareDistribution } from './distribution.mjs';
import { DIST, ROOT } from './paths.mjs';
import { prepareWheels, WHEELS } from './wheels.mjs';

/**
 * @param {object} options
 * @param {Record<string, string>} options.mounts Folders by the path they are served at: `/`, `/dist/`.
 * @param {number} options.port 0 takes any that is free.
 * @returns {Promise<{ origin: string, sent: () => number, close: () => Promise<void> }>} `sent`: how many
 *   bytes it has sent so far.
 */
export async function startServer({ mounts, port }) {
  // `dev`: files are looked up anew on each request, and revalidated by the browser.
  const folders = Object.entries(mounts)
    .sort(([a], [b]) => b.length - a.length)
    .map(([prefix, folder]) => ({
      prefix,
      serve: sirv(folder, { dev: true, etag: true, setHeaders }),
    }));
  const server = createServer((request, response) => {
    const url = request.url ?? '/';
    const mount = folders.find(({ prefix }) => url.startsWith(prefix));
    const notFound = () => {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found');
    };
    if (!mount) {
      notFound();
      return;
    }
    request.url = url.slice(mount.prefix.length - 1);
    mount.serve(request, response, notFound);
  });
  let sentBefore = 0;
  /** @type {Set<import('node:net').Socket>} */
  const sockets = new Set();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => {
      sockets.delete(socket);
      sentBefore += socket.bytesWritten;
    });
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, () => resolve(undefined));
  });
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    origin: `http://localhost:${address.port}`,
    sent: () => [...sockets].reduce((sum, { bytesWritten }) => sum + bytesWritten, sentBefore),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {string} pathname
 */
function setHeaders(response, pathname) {
  response.setHeader('Access-Control-Allow-Origin', '*');
  // micropip knows the type of an index's pages in this spelling.
  if (/(\/|\.html)$/.test(pathname)) {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
  }
  if (pathname.endsWith('.whl')) response.setHeader('Content-Type', 'application/zip');
  if (pathname.endsWith('.py')) response.setHeader('Content-Type', 'text/x-python; charset=utf-8');
}

async function serveDemo() {
  const port = Number(process.env['PORT'] ?? 8000);
  await Promise.all([prepareDemo(), prepareWheels(), prepareDistribution()]);
  const mounts = {
    '/': join(ROOT, 'demo'),
    '/dist/': DIST,
    '/wheels/': WHEELS,
    '/pyodide-0.27.7/': DISTRIBUTION,
  };
  try {
    const { origin } = await startServer({ mounts, port });
    console.log(`The demo is at ${origin}/ (Ctrl+C ends the server).`);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    console.error(`Port ${port} is taken. Choose another: PORT=${port + 1} npm start`);
    process.exitCode = 1;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await serveDemo();
