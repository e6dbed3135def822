import { WebDashError, type ErrorCode } from '../../errors.js';

/** How often progress is told at most, in milliseconds. */
const PROGRESS_INTERVAL = 50;

/** What a download tells of itself. */
export interface DownloadProgress {
  /** So many bytes more have come. */
  readonly add: (bytes: number) => void;
  /** So many bytes are to be expected in all, after all. */
  readonly expect: (size: number) => void;
}

/** Sums the bytes of several downloads. */
export class ByteCount {
  readonly #listener: (loaded: number, total: number) => void;
  #loaded = 0;
  #total = 0;
  #active = 0;
  #told = -Infinity;

  /** @param listener Told how many bytes of how many have come, now and then. */
  constructor(listener: (loaded: number, total: number) => void) {
    this.#listener = listener;
  }

  /**
   * Counts a download, along with those under way; one that fails is taken out again.
   *
   * @param size How many bytes it is expected to have. A server's `Content-Length` may be that of a compressed
   *   body, so no more than this is counted.
   * @param download Takes what to tell of its progress.
   */
  async during<T>(size: number, download: (progress: DownloadProgress) => Promise<T>): Promise<T> {
    if (this.#active === 0) this.#loaded = this.#total = 0;
    this.#active++;
    this.#total += size;
    let expected = size;
    let own = 0;
    const add = (bytes: number): void => {
      const counted = Math.min(bytes, expected - own);
      own += counted;
      this.#loaded += counted;
      this.#tell();
    };
    const expect = (other: number): void => {
      this.#total += other - expected;
      expected = other;
    };
    try {
      const result = await download({ add, expect });
      if (own < expected) add(expected - own);
      return result;
    } catch (error) {
      this.#loaded -= own;
      this.#total -= expected;
      throw error;
    } finally {
      this.#active--;
    }
  }

  #tell(): void {
    const now = performance.now();
    if (now - this.#told < PROGRESS_INTERVAL && this.#loaded < this.#total) return;
    this.#told = now;
    this.#listener(this.#loaded, this.#total);
  }
}

/** A download whose progress several counts may follow. */
export class SharedDownload {
  /** What comes of it. */
  readonly bytes: Promise<Uint8Array<ArrayBuffer>>;
  readonly #followers = new Set<DownloadProgress>();
  #size: number;
  #loaded = 0;

  /**
   * @param size As of {@link ByteCount.during}.
   * @param download Also as there; begins at once.
   */
  constructor(
    size: number,
    download: (progress: DownloadProgress) => Promise<Uint8Array<ArrayBuffer>>,
  ) {
    this.#size = size;
    this.bytes = download({
      add: (bytes) => {
        this.#loaded += bytes;
        for (const { add } of this.#followers) add(bytes);
      },
      expect: (expected) => {
        this.#size = expected;
        for (const { expect } of this.#followers) expect(expected);
      },
    });
  }

  /** Waits for it, and counts what has come and what will. */
  follow(count: ByteCount): Promise<Uint8Array<ArrayBuffer>> {
    return count.during(this.#size, (progress) => {
      this.#followers.add(progress);
      progress.add(this.#loaded);
      return this.bytes;
    });
  }
}

/**
 * Fetches a file's response.
 *
 * @param code What it means when the file can't be had.
 * @throws {WebDashError} `code`, with the URL as its detail, and the response, if there was one, as its cause.
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
    throw new WebDashError(code, message, { detail: url, cause: response });
  }
  return response;
}

/**
 * Reads a response to its end.
 *
 * @param sizeHint Its expected size in bytes, which saves copies if it holds.
 * @param onbytes Told the length of each part that has come.
 * @throws {WebDashError} `code`, when the connection breaks.
 */
export async function readBody(
  response: Response,
  sizeHint: number,
  code: ErrorCode,
  onbytes: (length: number) => void,
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
      onbytes(value.length);
    }
  } catch (cause) {
    const message = `The connection broke while ${response.url} was loading.`;
    throw new WebDashError(code, message, { detail: response.url, cause });
  }
  return length === bytes.length ? bytes : bytes.slice(0, length);
}
