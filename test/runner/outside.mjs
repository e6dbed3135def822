import { gzipSync } from 'node:zlib';

/**
 * @import { IncomingMessage, ServerResponse } from 'node:http'
 * @typedef {{ request: IncomingMessage, response: ServerResponse, url: URL, body: Buffer }} Exchange
 */

const TABLE = 'city,people\nLisbon,545000\nOslo,709000\n';

/** @param {number} time In milliseconds. */
const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

/**
 * What a server of its own has for Python to ask.
 *
 * @type {Record<string, (exchange: Exchange) => unknown>}
 */
const ANSWERS = {
  /** Says as JSON what it was asked. */
  echo({ request, response, url, body }) {
    const { method, headers } = request;
    const query = Object.fromEntries(url.searchParams);
    send(response, 'application/json', JSON.stringify({ method, query, headers, body: `${body}` }));
  },
  /** All bytes there are, and a header of its own. */
  bytes({ response }) {
    response.setHeader('X-Answer', 'forty-two');
    send(response, 'application/octet-stream', Buffer.from([...Array(256).keys()]));
  },
  'table.csv'({ response }) {
    send(response, 'text/csv', TABLE);
  },
  'gzip.csv'({ response }) {
    response.setHeader('Content-Encoding', 'gzip');
    send(response, 'text/csv', gzipSync(TABLE));
  },
  /** An answer of the status `?code=`. */
  status({ response, url }) {
    response.statusCode = Number(url.searchParams.get('code'));
    send(response, 'text/plain', `status ${response.statusCode}`);
  },
  /** Leads to `?to=`. */
  redirect({ response, url }) {
    response.writeHead(302, { Location: url.searchParams.get('to') ?? '' }).end();
  },
  /** Lets in who says user and secret. */
  private({ request, response }) {
    const expected = `Basic ${Buffer.from('user:secret').toString('base64')}`;
    response.statusCode = request.headers.authorization === expected ? 200 : 401;
    send(response, 'text/plain', response.statusCode === 200 ? 'welcome' : 'who are you?');
  },
  /** Takes `?ms=` milliseconds before it answers. */
  async slow({ response, url }) {
    await pause(Number(url.searchParams.get('ms')));
    send(response, 'text/plain', 'at last');
  },
  /** Sends the first part of its answer at once, the other after `?ms=` milliseconds. */
  async parts({ response, url }) {
    response.setHeader('Content-Type', 'text/plain');
    response.write('first\n');
    await pause(Number(url.searchParams.get('ms')));
    response.end('second\n');
  },
  /** Breaks off before the end of its answer. */
  async broken({ response }) {
    response.setHeader('Content-Length', 1000);
    response.write('no more than this');
    await pause(100);
    response.destroy();
  },
  /** Passes on a GET to `?url=`. */
  async proxy({ response, url }) {
    const answer = await fetch(url.searchParams.get('url') ?? '');
    response.statusCode = answer.status;
    const type = answer.headers.get('Content-Type') ?? 'application/octet-stream';
    send(response, type, Buffer.from(await answer.arrayBuffer()));
  },
};

/**
 * Answers requests to `/outside/<name>`, where the names are those above.
 *
 * @param {IncomingMessage} request
 * @param {ServerResponse} response To which the server has said already whether others may read it.
 * @param {URL} url
 * @returns {Promise<boolean>} Whether the address was one of these.
 */
export async function serveOutside(request, response, url) {
  const [, first, name = ''] = url.pathname.split('/');
  const answer = first === 'outside' ? ANSWERS[name] : undefined;
  if (!answer) return false;
  if (response.hasHeader('Access-Control-Allow-Origin')) {
    response.setHeader('Access-Control-Allow-Methods', '*');
    response.setHeader('Access-Control-Allow-Headers', '*, Authorization');
    response.setHeader('Access-Control-Expose-Headers', '*');
  }
  if (request.method === 'OPTIONS' && request.headers['access-control-request-method']) {
    response.writeHead(204).end();
    return true;
  }
  /** @type {Buffer[]} */
  const chunks = [];
  for await (const chunk of request) chunks.push(/** @type {Buffer} */ (chunk));
  await answer({ request, response, url, body: Buffer.concat(chunks) });
  return true;
}

/**
 * @param {ServerResponse} response
 * @param {string} type
 * @param {string | Buffer} content
 */
function send(response, type, content) {
  response.setHeader('Content-Type', type);
  response.setHeader('Content-Length', Buffer.byteLength(content));
  response.end(content);
}
