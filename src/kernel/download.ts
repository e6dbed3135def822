import { WebDashError, type ErrorCode } from '../errors.js';

/** How often progress is told at most, in milliseconds. */
const PROGRESS_INTERVAL = 50;

/** Sums the bytes of several downloads. */
export class ByteCount {
  readonly #listener: (loaded: number, total: number) => void;
  #loaded = 0;
  #total = 0;
  #told = -Infinity;

  /** @param listener Told how many bytes of how many have come, now and then. */
  constructor(listener: (loaded: number, total: number) => void) {
    this.#listener = listener;
  }

  /** Takes a download of that many bytes into the total, or begins anew where all had come. */
  expect(count: number): void {
    if (this.#loaded === this.#total) this.#loaded = this.#total = 0;
    this.#total += count;
  }

  /** Counts what has come. A server's `Content-Length` may be that of a compressed body, so it is capped. */
  add(count: number): void {
    this.#loaded = Math.min(this.#loaded + count, this.#total);
    const now = performance.now();
    if (now - this.#told < PROGRESS_INTERVAL && this.#loaded < this.#total) return;
    this.#told = now;
    this.#listener(this.#loaded, this.#total);
  }
}

/**
 * Fetches a file's response.
 *
 * @param code What it means when the file can't be had.
 * @throws {WebDashError} `code`, with the URL as its detail.
 */
export async function fetchFile(
  url: string,
  code: ErrorCode,
  init?: RequestInit,
): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (cause) {
    const message = `${url} could not be loaded: the server did not answer, or forbids this page to read it (CORS).`;
    throw new WebDashError(code, message, { detail: url, cause });
  }
  if (!response.ok) {
    const message = `${url} could not be loaded (status ${response.status}).`;
    throw new WebDashError(code, message, { detail: url });
  }
  return response;
}

/**
 * Reads a response to its end.
 *
 * @param sizeHint Its expected size in bytes, which saves copies if it holds.
 * @throws {WebDashError} `code`, when the connection breaks.
 */
export async function readBody(
  response: Response,
  sizeHint: number,
  code: ErrorCode,
  count: ByteCount,
): Promise<Uint8Array<ArrayBuffer>> {
  let bytes = new Uint8Array(sizeHint);
  let length = 0;
  const reader = response.body?.getReader();
  try {
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
      if (done) break;
      if (length + value.length > bytes.length) {
        const larger = new Uint8Array((length + value.length) * 2);
        larger.set(bytes.subarray(0, length));
        bytes = larger;
      }
      bytes.set(value, length);
      length += value.length;
      count.add(value.length);
    }
  } catch (cause) {
    const message = `The connection broke while ${response.url} was loading.`;
    throw new WebDashError(code, message, { detail: response.url, cause });
  }
  return length === bytes.length ? bytes : bytes.slice(0, length);
}
