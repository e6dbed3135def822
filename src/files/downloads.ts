import { WebDashError } from '../errors.js';
import { ByteCount, fetchFile, readBody } from '../kernel/store/download.js';
import type { Progress } from '../kernel/protocol.js';
import { sha256Hex } from '../kernel/store/sha256.js';

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

/** Has the browser ask servers whether what it keeps of them is still what they have. */
const REVALIDATE: RequestInit = { cache: 'no-cache' };

/** Downloads the files of one app, beside each other. */
export class Downloads {
  readonly #signal: AbortSignal;
  readonly #count: ByteCount;
  /** Which versions have come, by address, where that is remembered. */
  readonly #versions: Map<string, string> | undefined;

  /**
   * @param onprogress told how many bytes of how many have come, over all files
   * @param isWatched whether the files are to be what servers have now, and {@link changed} is to be asked
   */
  constructor(
    signal: AbortSignal,
    onprogress: (progress: Progress) => void = () => undefined,
    isWatched = false,
  ) {
    this.#signal = signal;
    this.#versions = isWatched ? new Map<string, string>() : undefined;
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
      const response = await fetchFile(url, 'source-not-found', {
        ...(this.#versions && REVALIDATE),
        signal,
      });
      const type = mediaType(response);
      if (type === 'text/html') refuseErrorPage(url, name);
      const size = Number(response.headers.get('Content-Length') ?? 0);
      const bytes = await this.#count.during(size, ({ add }) =>
        readBody(response, size, 'source-not-found', (length) => {
          listen();
          add(length);
        }),
      );
      this.#versions?.set(url, etagOf(response) ?? (await sha256Hex(bytes)));
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

  /** Whether a server has another version by now of a file that has come; one that can't say so has not. */
  async changed(): Promise<boolean> {
    const versions = [...(this.#versions ?? [])];
    const changed = await Promise.all(
      versions.map(async ([url, version]) => {
        const now = await this.#version(url).catch(() => undefined);
        this.#signal.throwIfAborted();
        return now !== undefined && now !== version;
      }),
    );
    return changed.includes(true);
  }

  async #version(url: string): Promise<string | undefined> {
    const response = await fetch(url, { ...REVALIDATE, signal: this.#signal });
    if (!response.ok) return undefined;
    const etag = etagOf(response);
    if (etag === null) return sha256Hex(new Uint8Array(await response.arrayBuffer()));
    await response.body?.cancel();
    return etag;
  }
}

/** What a server calls this version of a file, where it lets the page know. */
function etagOf(response: Response): string | null {
  return response.headers.get('ETag');
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
