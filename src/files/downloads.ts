import { WebDashError } from '../errors.js';
import { ByteCount, fetchFile, readBody } from '../kernel/download.js';
import type { Progress } from '../kernel/protocol.js';

/** How long a server may be silent when it is asked for a file of the author's, in milliseconds. */
const SILENCE_LIMIT = 60_000;

/** A file of the author's that has come. */
export interface Downloaded {
  /** Absolute. */
  readonly url: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What the server says it is, without parameters: `application/json`. */
  readonly type: string;
}

/** Downloads the files of one app, beside each other. */
export class Downloads {
  readonly #signal: AbortSignal;
  readonly #count: ByteCount;

  /** @param onprogress told how many bytes of how many have come, over all files */
  constructor(signal: AbortSignal, onprogress: (progress: Progress) => void = () => undefined) {
    this.#signal = signal;
    this.#count = new ByteCount((loaded, total) => onprogress({ stage: 'files', loaded, total }));
  }

  /** Aborted when nobody wants the files any more. */
  get signal(): AbortSignal {
    return this.#signal;
  }

  /**
   * Downloads a file.
   *
   * @param name the file's name in the app, where it has another than in its address
   * @throws WebDashError `source-not-found` or `timeout`
   */
  async get(address: string, name = ''): Promise<Downloaded> {
    const url = absoluteURL(address);
    const silence = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const listen = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENCE_LIMIT);
    };
    listen();
    try {
      const signal = AbortSignal.any([this.#signal, silence.signal]);
      const response = await fetchFile(url, 'source-not-found', { signal });
      const type = mediaType(response);
      if (type === 'text/html') refuseErrorPage(url, name);
      const size = Number(response.headers.get('Content-Length') ?? 0);
      const bytes = await this.#count.during(size, ({ add }) =>
        readBody(response, size, 'source-not-found', (length) => {
          listen();
          add(length);
        }),
      );
      return { url, bytes, type };
    } catch (cause) {
      this.#signal.throwIfAborted();
      if (!silence.signal.aborted) throw cause;
      const message = `Nothing came of ${url} for ${SILENCE_LIMIT / 1000} seconds.`;
      throw new WebDashError('timeout', message, { detail: url, cause });
    } finally {
      clearTimeout(timer);
    }
  }
}

/** The absolute form of an address that is relative to the page. */
export function absoluteURL(address: string, base: string = document.baseURI): string {
  if (URL.canParse(address, base)) return new URL(address, base).href;
  throw new WebDashError('source-not-found', `${address} is no address.`, { detail: address });
}

/** What a server says a response is, without parameters, in lower case. */
export function mediaType(response: Response): string {
  return (response.headers.get('Content-Type') ?? '').replace(/;.*/, '').trim().toLowerCase();
}

/** Many hosts answer with a page, and status 200, for what isn't there. */
export function refuseErrorPage(url: string, name: string): void {
  if ([name, new URL(url).pathname].some((path) => /\.x?html?$/i.test(path))) return;
  const message = `The server answered with an HTML page for ${url}: the file is probably not there.`;
  throw new WebDashError('source-not-found', message, { detail: url });
}
