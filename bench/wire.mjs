/** A server before a server: it compresses what goes through it, as hosts do, and counts it. */
import { createServer, request as ask } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** For what is compressed ahead; the highest takes minutes for the wheels alone. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

/**
 * @typedef {object} Bytes Of the bodies of all responses.
 * @property {number} raw
 * @property {number} gzip Where that makes them smaller.
 * @property {number} brotli
 * @property {number} count How many responses there were.
 */

/**
 * @typedef {object} Wire
 * @property {string} origin
 * @property {() => Promise<Bytes>} count What has gone through it since it was last asked.
 * @property {() => void} close
 */

/**
 * @param {string} target The origin of the server behind it.
 * @returns {Promise<Wire>}
 */
export async function openWire(target) {
  /** @type {{ body: Buffer, packed: Buffer }[]} */
  const sent = [];
  /** @type {Map<string, Buffer>} */
  const compressed = new Map();
  const server = createServer((request, response) => {
    const { method, url = '/' } = request;
    const headers = { ...request.headers, 'accept-encoding': 'identity' };
    const outgoing = ask(target + url, { method, headers }, async (answer) => {
      const body = await buffer(answer);
      const fields = answer.headers;
      const key = `${fields.etag}${url}`;
      const small = fields.etag && compressed.get(key);
      const packed = small || (body.length > 0 ? await promisify(gzip)(body) : body);
      compressed.set(key, packed);
      sent.push({ body, packed });
      const isSmaller = packed.length < body.length;
      response.writeHead(answer.statusCode ?? 502, {
        ...fields,
        ...(isSmaller && { 'content-encoding': 'gzip' }),
        'content-length': isSmaller ? packed.length : body.length,
      });
      response.end(isSmaller ? packed : body);
    });
    outgoing.on('error', () => response.destroy());
    request.pipe(outgoing);
  });
  await new Promise((resolve) => server.listen(0, () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    origin: `http://localhost:${port}`,
    async count() {
      const told = sent.splice(0);
      const bodies = told.map(({ body }) => body);
      const packedAhead = await Promise.all(
        bodies.map((body) => promisify(brotliCompress)(body, BROTLI)),
      );
      const sum = (/** @type {Buffer[]} */ all) =>
        all.reduce(
          (total, { length }, index) => total + Math.min(length, bodies[index]?.length ?? 0),
          0,
        );
      return {
        raw: sum(bodies),
        gzip: sum(told.map(({ packed }) => packed)),
        brotli: sum(packedAhead),
        count: bodies.length,
      };
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
