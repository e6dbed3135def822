import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { serveOutside } from './outside.mjs';
import { serveProject, wheelMetadata } from './package-index.mjs';

/**
 * @import { IncomingMessage, ServerResponse } from 'node:http'
 * @import { AddressInfo } from 'node:net'
 * @typedef {object} Site A running server.
 * @property {string} origin `http://localhost:<port>`
 * @property {string[]} requests Paths and queries of all requests so far, with the ranges asked for.
 * @property {() => Promise<void>} kill Ends the server and all its connections, as a crash would.
 */

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The folder of the apps whose start tests have recorded. */
export const RECORDS = path.join(ROOT, '.cache/records');

/**
 * The folders that a page loads from, by the first part of their addresses.
 *
 * @type {ReadonlyMap<string, string>}
 */
const FOLDERS = new Map([
  ['dist', path.join(ROOT, 'dist')],
  ['demo', path.join(ROOT, 'demo')],
  ['wheels', path.join(ROOT, '.cache/wheels')],
  ['pyodide-0.27.7', path.join(ROOT, '.cache/pyodide-0.27.7')],
  ['records', RECORDS],
  ['fixtures', path.join(ROOT, 'test/fixtures')],
  ['webkit', path.join(ROOT, 'test/webkit')],
]);

/**
 * The mirror at `/mirror/`, as `docs/MIRROR.md` describes it: where its folders are.
 *
 * @type {readonly (readonly [folder: RegExp, place: string])[]}
 */
const MIRROR = [
  [/^\/mirror\/runtime\//, '/dist/runtime/'],
  [/^\/mirror\/pyodide\/0\.27\.7\//, '/pyodide-0.27.7/'],
  [/^\/mirror\/pyodide\/[^/]+\//, '/dist/pyodide/'],
  [/^\/mirror\/(?=simple\/|wheels\/)/, '/'],
];

const TYPES = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.mjs', 'text/javascript; charset=utf-8'],
  ['.txt', 'text/plain; charset=utf-8'],
  ['.csv', 'text/csv; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.json', 'application/json'],
  ['.py', 'text/x-python; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.gif', 'image/gif'],
  ['.jpg', 'image/jpeg'],
  ['.ico', 'image/x-icon'],
  ['.woff2', 'font/woff2'],
  ['.wasm', 'application/wasm'],
  ['.whl', 'application/zip'],
  ['.pack', 'application/octet-stream'],
]);

/** A file as a test wants it served: `/fault/<kind>/<encoded end of its path>/<normal path>`. */
const FAULT = /^\/fault\/(?<once>once-)?(?<kind>[a-z]+)\/(?<victim>[^/]+)(?<rest>\/.*)$/;

/**
 * Starts a server of its own origin for what {@link serve} serves.
 *
 * @param {object} [options]
 * @param {boolean} [options.cors] Whether pages of other origins may read its files.
 * @param {ReadonlyMap<string, string>} [options.folders] Others than those of the repository.
 * @returns {Promise<Site>}
 */
export async function startSite({ cors = false, folders = FOLDERS } = {}) {
  /** @type {string[]} */
  const requests = [];
  const server = createServer((request, response) => {
    const { range } = request.headers;
    requests.push(range === undefined ? (request.url ?? '') : `${request.url} ${range}`);
    if (cors) response.setHeader('Access-Control-Allow-Origin', '*');
    void serve(request, response, folders).then((known) => {
      if (!known) response.writeHead(404).end();
    });
  });
  await new Promise((resolve) => server.listen(0, 'localhost', () => resolve(undefined)));
  const { port } = /** @type {AddressInfo} */ (server.address());
  return {
    origin: `http://localhost:${port}`,
    requests,
    kill: async () => {
      server.closeAllConnections();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
}

/**
 * Serves the built files as a static host would: no bundling, no rewriting. Besides:
 *
 * - `/page?csp=…&body=…` is an HTML page with that Content-Security-Policy and that body.
 * - `/simple/` is an index of the wheels in `/wheels/`, which are also there with `.metadata` added.
 * - `/mirror/` has the runtime, Pyodides and that index; see {@link MIRROR}.
 * - `/echo` answers with the request's method and body, as JSON.
 * - `/changing/…` is what was last PUT there, with an ETag.
 * - `/outside/…` answers requests of Python's; see `outside.mjs`.
 * - `/fault/missing/stdlib.pack/dist/…` is `/dist/…` with that one file missing. Other
 *   kinds: `corrupt` (one byte differs), `truncated`, `stalled` (never answers), `slow` (by 2 s), `down` (status
 *   503), `page` (an HTML page instead), `whole` (never a part of it), `sources` (an index that has no wheels),
 *   `jspiless` (a script, in a browser as if it had no JavaScript Promise Integration). With `once-` before it, a
 *   fault is only the first time there.
 *
 * @param {IncomingMessage} request
 * @param {ServerResponse} response
 * @param {ReadonlyMap<string, string>} [folders]
 * @returns {Promise<boolean>} Whether the address was one of these; if not, nothing was sent.
 */
export async function serve(request, response, folders = FOLDERS) {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname === '/page') {
    servePage(url.searchParams, response);
    return true;
  }
  if (url.pathname === '/echo') {
    await serveEcho(request, response);
    return true;
  }
  if (url.pathname.startsWith('/changing/')) {
    await serveChanging(url.pathname, request, response);
    return true;
  }
  if (await serveOutside(request, response, url)) return true;
  const faulty = FAULT.exec(url.pathname)?.groups;
  const pathname = behindMirror(decodeURIComponent(faulty?.['rest'] ?? url.pathname));
  const victim = faulty && `/${decodeURIComponent(faulty['victim'] ?? '')}`;
  const isStruck = victim && pathname.endsWith(victim) && (!faulty['once'] || isFirst(request));
  const fault = isStruck ? faulty['kind'] : undefined;
  if (fault === 'stalled') return true;
  if (fault === 'missing' || fault === 'down') {
    response.writeHead(fault === 'down' ? 503 : 404, { 'Content-Type': 'text/plain' });
    response.end('Not found');
    return true;
  }
  const project = /^\/simple\/([^/]+)\/$/.exec(pathname)?.[1];
  if (project !== undefined) {
    await serveProject(project, request, response, fault === 'sources');
    return true;
  }
  if (pathname.endsWith('.whl.metadata')) {
    const metadata = await wheelMetadata(path.basename(pathname));
    response.writeHead(metadata === undefined ? 404 : 200).end(metadata);
    return true;
  }
  const file = locate(pathname, folders);
  if (!file) return false;
  await serveFile(file, request, response, fault);
  return true;
}

/**
 * @param {URLSearchParams} parameters
 * @param {ServerResponse} response
 */
function servePage(parameters, response) {
  const policy = parameters.get('csp');
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  if (policy !== null) response.setHeader('Content-Security-Policy', policy);
  response.end(`<!doctype html><title>Page under test</title>${parameters.get('body') ?? ''}`);
}

/** @param {IncomingMessage} request */
async function bodyOf(request) {
  /** @type {Buffer[]} */
  const chunks = [];
  for await (const chunk of request) chunks.push(/** @type {Buffer} */ (chunk));
  return Buffer.concat(chunks);
}

/**
 * @param {IncomingMessage} request
 * @param {ServerResponse} response
 */
async function serveEcho(request, response) {
  const body = String(await bodyOf(request));
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify({ method: request.method, body }));
}

/** What pages have PUT, by path. @type {Map<string, Buffer>} */
const changing = new Map();

/**
 * @param {string} pathname
 * @param {IncomingMessage} request
 * @param {ServerResponse} response
 */
async function serveChanging(pathname, request, response) {
  if (request.method === 'PUT') changing.set(pathname, await bodyOf(request));
  const content = changing.get(pathname);
  if (!content) {
    response.writeHead(404).end();
    return;
  }
  const etag = `"${createHash('sha256').update(content).digest('hex')}"`;
  const isKnown = request.headers['if-none-match'] === etag;
  response.writeHead(isKnown ? 304 : 200, { ETag: etag, 'Content-Type': 'text/plain' });
  response.end(isKnown ? undefined : content);
}

/** Hosts and addresses of the requests that {@link isFirst} was asked about. @type {Set<string>} */
const seen = new Set();

/** @param {IncomingMessage} request */
function isFirst({ headers, url }) {
  const key = `${headers.host} ${url}`;
  return seen.size < seen.add(key).size;
}

/**
 * @param {string} pathname
 * @returns {string} The address at which the mirror's file is besides.
 */
function behindMirror(pathname) {
  const [folder = '', place = ''] = MIRROR.find(([folder]) => folder.test(pathname)) ?? [];
  return pathname.replace(folder, place);
}

/**
 * @param {string} pathname
 * @param {ReadonlyMap<string, string>} folders
 * @returns {string | undefined} The file's path on disk.
 */
function locate(pathname, folders) {
  const [, top = '', ...rest] = pathname.split('/');
  const base = folders.get(top);
  if (base === undefined || rest.length === 0) return undefined;
  const file = path.join(base, ...rest);
  return file.startsWith(base + path.sep) ? file : base;
}

/**
 * @param {string} file
 * @param {IncomingMessage} request
 * @param {ServerResponse} response
 * @param {string | undefined} fault
 */
async function serveFile(file, request, response, fault) {
  const entry = await stat(file).catch(() => undefined);
  const size = entry?.isFile() ? entry.size : undefined;
  const changed = entry?.mtimeMs;
  if (fault === 'slow') await new Promise((resolve) => setTimeout(resolve, 2000));
  if (fault === 'page') {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end('<!doctype html><title>Home</title>');
    return;
  }
  if (size === undefined) {
    response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found');
    return;
  }
  response.setHeader('Content-Type', TYPES.get(path.extname(file)) ?? 'application/octet-stream');
  if (fault === 'jspiless') {
    response.end(`delete WebAssembly.Suspending;\n${await readFile(file, 'utf8')}`);
    return;
  }
  if (fault === 'corrupt' || fault === 'truncated') {
    response.end(damaged(await readFile(file), fault));
    return;
  }
  // As any static host, but for parts: a browser that may keep them asks for other parts than it is asked for. What is at
  // fault is never the version that it was.
  const etag = `"${size}-${changed}"`;
  if (fault === undefined && request.headers.range === undefined) {
    response.setHeader('Cache-Control', 'no-cache');
    response.setHeader('ETag', etag);
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304).end();
      return;
    }
  }
  const range = fault === 'whole' ? null : /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  const start = Number(range?.[1] ?? 0);
  const end = Math.min(Number(range?.[2] || size - 1), size - 1);
  if (range && request.method === 'GET') {
    response.writeHead(206, { 'Content-Range': `bytes ${start}-${end}/${size}` });
    createReadStream(file, { start, end }).pipe(response);
    return;
  }
  response.setHeader('Content-Length', size);
  if (request.method === 'HEAD') response.end();
  else createReadStream(file).pipe(response);
}

/**
 * @param {Buffer} bytes
 * @param {'corrupt' | 'truncated'} fault
 */
function damaged(bytes, fault) {
  const middle = bytes.length >> 1;
  if (fault === 'truncated') return bytes.subarray(0, middle);
  bytes[middle] = (bytes[middle] ?? 0) ^ 0xff;
  return bytes;
}
