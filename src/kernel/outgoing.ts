/**
 * HTTP requests of Python's to the outside: what the browser does for `python/src/webdash/network/`.
 *
 * The Python twin of these types is `python/src/webdash/network/pyodide_browser.py`. Nothing here throws: each
 * answer says whether there is a response or why not. What is missing is undefined, never null, which
 * Python would get as a value of its own.
 */

/** A request as the browser is to send it. */
export interface OutgoingRequest {
  readonly method: string;
  /** Absolute. */
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: Uint8Array<ArrayBuffer>;
  /** How long to wait for the response, and then for each part of its body, in milliseconds. */
  readonly timeout?: number;
}

/**
 * Why there is no response: `timeout`; `policy` (the Content-Security-Policy forbids the address); `refused`
 * (the server is there, but doesn't let this origin read it); `unreachable`; `unreadable` (one of the latter
 * two: which one can't be told without waiting); `broken` (the body ended too early); `invalid` (the browser
 * doesn't send such a request).
 */
export type Failure =
  'timeout' | 'policy' | 'refused' | 'unreachable' | 'unreadable' | 'broken' | 'invalid';

export interface Failed {
  readonly ok: false;
  readonly failure: Failure;
  /** What the browser said. */
  readonly message: string;
}

interface Head {
  readonly ok: true;
  readonly status: number;
  readonly statusText: string;
  /** Where the response came from. */
  readonly url: string;
  /** Whether that was after redirects, all of which the browser follows. */
  readonly redirected: boolean;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** A response whose body is still on its way. */
export interface Streamed extends Head {
  /** The next part of the body; no bytes at its end. */
  read(timeout?: number): Promise<{ ok: true; bytes: Uint8Array } | Failed>;
  /** Gives up the rest of the body. */
  cancel(): void;
}

/** A response that is complete. */
export interface Complete extends Head {
  readonly bytes: Uint8Array;
}

/** How long a server may take to show that it is there, in milliseconds. */
const PROBE_LIMIT = 5000;

/** How long after a failure a browser may tell that it was the policy's, in milliseconds. */
const VIOLATION_DELAY = 300;

/** Addresses that the Content-Security-Policy of the worker has blocked. */
const blocked = new Set<string>();
addEventListener('securitypolicyviolation', (event) => {
  blocked.add(event.blockedURI);
});

/** Sends a request without blocking the worker. */
async function send(request: OutgoingRequest): Promise<Streamed | Failed> {
  const { method, url, body } = request;
  const abort = new AbortController();
  const timer = limit(request.timeout, () => abort.abort());
  try {
    const headers = request.headers.map(([name, value]): [string, string] => [name, value]);
    const response = await fetch(url, {
      method,
      headers,
      signal: abort.signal,
      cache: cacheMode(headers),
      ...(body && { body }),
    });
    const { status, statusText, redirected } = response;
    const reader = response.body?.getReader();
    return {
      ok: true,
      status,
      statusText,
      url: response.url,
      redirected,
      headers: [...response.headers],
      read: (timeout) => readPart(reader, timeout),
      cancel: () => void reader?.cancel().catch(() => undefined),
    };
  } catch (error) {
    if (abort.signal.aborted) return timedOut();
    return { ok: false, failure: await whyFailed(method, url), message: String(error) };
  } finally {
    clearTimeout(timer);
  }
}

/** Sends a request while the worker, and all of Python, stands still. */
function sendBlocking(request: OutgoingRequest): Complete | Failed {
  const { method, url, body, timeout } = request;
  const xhr = new XMLHttpRequest();
  try {
    xhr.open(method, url, false);
    xhr.responseType = 'arraybuffer';
    xhr.timeout = timeout === undefined ? 0 : Math.max(1, timeout);
    for (const [name, value] of request.headers) xhr.setRequestHeader(name, value);
    xhr.send(body);
  } catch (error) {
    const name = (error as DOMException).name;
    if (name === 'TimeoutError') return timedOut();
    const failure = name === 'NetworkError' ? 'unreadable' : 'invalid';
    return { ok: false, failure, message: String(error) };
  }
  // Firefox throws no error for what CORS forbids.
  if (xhr.status === 0) return { ok: false, failure: 'unreadable', message: 'No response.' };
  return {
    ok: true,
    status: xhr.status,
    statusText: xhr.statusText,
    url: xhr.responseURL,
    redirected: xhr.responseURL !== withoutFragment(url),
    headers: parseHeaders(xhr.getAllResponseHeaders()),
    bytes: new Uint8Array((xhr.response as ArrayBuffer | null) ?? new ArrayBuffer()),
  };
}

const TIMED_OUT = new DOMException('The time is over.', 'TimeoutError');

function timedOut(): Failed {
  return { ok: false, failure: 'timeout', message: TIMED_OUT.message };
}

function limit(
  timeout: number | undefined,
  end: () => void,
): ReturnType<typeof setTimeout> | undefined {
  return timeout === undefined ? undefined : setTimeout(end, timeout);
}

async function readPart(
  reader: ReadableStreamDefaultReader<Uint8Array> | undefined,
  timeout: number | undefined,
): Promise<{ ok: true; bytes: Uint8Array } | Failed> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = limit(timeout, () => reject(TIMED_OUT));
  });
  try {
    const part = await Promise.race([reader?.read(), over]);
    return { ok: true, bytes: part?.value ?? new Uint8Array() };
  } catch (error) {
    if (error !== TIMED_OUT) {
      return { ok: false, failure: 'broken', message: String(error) };
    }
    void reader?.cancel().catch(() => undefined);
    return timedOut();
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Python has no cache, so what the browser keeps is to be validated; and where Python validates what it
 * keeps itself, the browser shall not answer in the server's place.
 */
function cacheMode(headers: readonly (readonly [string, string])[]): RequestCache {
  return headers.some(([name]) => /^if-/i.test(name)) ? 'no-store' : 'no-cache';
}

/** Browsers don't say why a request has failed, so this asks whether the server is there at all. */
async function whyFailed(method: string, url: string): Promise<Failure> {
  if (/^(CONNECT|TRACE|TRACK)$/i.test(method)) return 'invalid';
  const signal = AbortSignal.timeout(PROBE_LIMIT);
  try {
    await fetch(url, { method: 'HEAD', mode: 'no-cors', credentials: 'omit', signal });
    return 'refused';
  } catch {
    return (await isBlocked(url)) ? 'policy' : 'unreachable';
  }
}

/** Whether the policy has blocked an address; in Firefox it says so some time after the request has failed. */
async function isBlocked(url: string): Promise<boolean> {
  const isKnown = (): boolean => blocked.has(url) || blocked.has(new URL(url).origin);
  const end = performance.now() + VIOLATION_DELAY;
  while (!isKnown() && performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, VIOLATION_DELAY / 10));
  }
  return isKnown();
}

function parseHeaders(lines: string): [string, string][] {
  return lines.split('\r\n').flatMap((line): [string, string][] => {
    const colon = line.indexOf(':');
    return colon < 0 ? [] : [[line.slice(0, colon), line.slice(colon + 1).trim()]];
  });
}

function withoutFragment(address: string): string {
  const url = new URL(address);
  url.hash = '';
  return url.href;
}

/** What Python is given. */
export const OUTGOING = { send, sendBlocking, whyFailed };
