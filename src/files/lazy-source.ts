import { fetchFile } from '../kernel/store/download.js';
import type { LazyFile } from '../kernel/protocol.js';
import { absoluteURL, mediaType, refuseErrorPage } from './downloads.js';

/**
 * Finds out of a file that is to stay on its server how large it is, and whether the server gives parts of it.
 *
 * @returns `null` where the server doesn't say how large it is: then it can only be fetched.
 * @throws WebDashError `source-not-found`
 */
export async function describeLazy(
  path: string,
  address: string,
  signal: AbortSignal,
): Promise<LazyFile | null> {
  const url = absoluteURL(address);
  // Of another origin, a request for parts may need a permission that the server doesn't give.
  const response = await ask(url, 'GET', 'bytes=0-0', signal).catch(() => null);
  if (!response || response.status === 416) return describeWhole(path, url, signal);
  if (mediaType(response) === 'text/html') refuseErrorPage(url, path);
  const etag = response.headers.get('ETag');
  if (response.status !== 206) {
    const size = sizeOf(response);
    return size === null ? null : { path, url, size, ranges: false, etag };
  }
  const total = /\/(\d+)$/.exec(response.headers.get('Content-Range') ?? '')?.[1];
  if (total !== undefined) return { path, url, size: Number(total), ranges: true, etag };
  // Servers of other origins seldom let a page read Content-Range, but always Content-Length.
  const head = await ask(url, 'HEAD', 'bytes=0-', signal);
  const size = head.status === 200 ? sizeOf(head) : null;
  return size === null ? null : { path, url, size, ranges: true, etag };
}

async function describeWhole(
  path: string,
  url: string,
  signal: AbortSignal,
): Promise<LazyFile | null> {
  const response = await ask(url, 'HEAD', null, signal);
  if (mediaType(response) === 'text/html') refuseErrorPage(url, path);
  const size = response.headers.has('Content-Encoding') ? null : sizeOf(response);
  return size === null ? null : { path, url, size, ranges: false, etag: null };
}

/**
 * Asks for a file, but not for its body.
 *
 * @param range with it, the browser asks for what isn't compressed, so that sizes are the file's own
 */
async function ask(
  url: string,
  method: string,
  range: string | null,
  signal: AbortSignal,
): Promise<Response> {
  const body = new AbortController();
  const response = await fetchFile(url, 'source-not-found', {
    method,
    headers: range === null ? {} : { Range: range },
    signal: AbortSignal.any([signal, body.signal]),
  });
  // A server that knows no ranges begins to send all of it.
  body.abort();
  return response;
}

function sizeOf(response: Response): number | null {
  const length = response.headers.get('Content-Length');
  return length === null ? null : Number(length);
}
