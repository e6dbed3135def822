import type { StreamedResponse } from '../kernel/channels.js';
import { streamOf, streamOfWhole } from './stream.js';

/** The constructors an answer is made with: the realm's for the app, the page's for its author. */
export type ResponseGlobals = Pick<
  typeof globalThis,
  'ReadableStream' | 'Response' | 'TypeError' | 'Uint8Array'
>;

/** What a response says of itself that its constructor doesn't take. */
type Facts = Partial<Pick<Response, 'url' | 'redirected' | 'type' | 'status' | 'ok'>>;

/** What browsers decode by these names in `Content-Encoding`, as `DecompressionStream` names it. */
const CODINGS = new Map([
  ['gzip', 'gzip'],
  ['x-gzip', 'gzip'],
  ['deflate', 'deflate'],
  ['br', 'brotli'],
  ['zstd', 'zstd'],
]);

/** Statuses whose responses may not have a body, by the Fetch standard. */
const NULL_BODY = new Set([204, 205, 304]);

/**
 * The app's answer as a `Response`.
 *
 * @throws TypeError for a status that HTTP doesn't have, as `fetch` for an answer it can't read
 */
export function toResponse(
  answer: StreamedResponse,
  url: URL,
  redirected: boolean,
  signal: AbortSignal,
  globals: ResponseGlobals,
): Response {
  const { Response, TypeError } = globals;
  const { status, statusText, rest } = answer;
  if (status < 200 || status > 599) {
    rest?.cancel();
    throw new TypeError(`The app answered with status ${status}.`);
  }
  const isNull = NULL_BODY.has(status);
  if (isNull) rest?.cancel();
  const body = isNull ? null : decoded(answer, signal, globals);
  const headers = answer.headers.map(([name, value]): [string, string] => [name, value]);
  const made = new Response(body, { status, statusText, headers });
  return describe(made, { url: withoutHash(url), redirected, type: 'basic' });
}

/**
 * The content that an app has encoded although nothing here asks for it, as a browser shows it.
 *
 * @throws TypeError where the engine doesn't know the encoding, which else the reader would get for the content
 */
function decoded(
  { headers, body, rest }: StreamedResponse,
  signal: AbortSignal,
  globals: ResponseGlobals,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const bytes = body as Uint8Array<ArrayBuffer>;
  const content = rest ? streamOf(bytes, rest, signal, globals) : streamOfWhole(bytes, globals);
  const codings = headers
    .filter(([name]) => name.toLowerCase() === 'content-encoding')
    .flatMap(([, value]) => value.toLowerCase().split(','))
    .map((name) => CODINGS.get(name.trim()))
    .filter((coding) => coding !== undefined);
  // What a HEAD asks for has headers only.
  if (bytes.length === 0 && !rest) return content;
  return codings
    .reverse()
    .reduce(
      (stream, coding) => stream.pipeThrough(new DecompressionStream(coding as CompressionFormat)),
      content,
    );
}

/** What `fetch` gives for a redirect under `redirect: 'manual'`: nothing of it can be read. */
export function opaqueRedirect(url: URL, { Response }: ResponseGlobals): Response {
  const facts = { type: 'opaqueredirect', status: 0, ok: false } as const;
  return describe(new Response(null), { url: withoutHash(url), ...facts });
}

/** Has a response and its clones say what they were not constructed with. */
export function describe(response: Response, facts: Facts): Response {
  const clone = response.clone.bind(response);
  for (const [name, value] of Object.entries(facts)) {
    Object.defineProperty(response, name, { value });
  }
  return Object.defineProperty(response, 'clone', { value: () => describe(clone(), facts) });
}

function withoutHash(url: URL): string {
  return url.href.slice(0, url.href.length - url.hash.length);
}
