import { inTime } from '../../in-time.js';
import { sha256Hex } from './sha256.js';

/** The name of the cache among those of the page's origin. */
export const CACHE_NAME = 'web-dash';

/** How many bytes are kept at most: several apps with all of the scientific packages. */
const CAPACITY = 512 * 1024 * 1024;

/** How long the worker goes on with the app before bytes are written, in milliseconds. */
const WRITE_DELAY = 2000;

/** How long the browser may take to open the cache, in milliseconds: that of a damaged profile never opens. */
const OPENING_TIMEOUT = 3000;

/** A header of what is kept: the SHA-256 of its bytes in hexadecimal. */
const DIGEST = 'Digest-SHA-256';

/** Another: see {@link KeptFile.version}. */
const VERSION = 'Version';

/** What a {@link ByteCache} has for a key. */
export interface CachedBytes {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** When they were put there, in milliseconds since 1970. */
  readonly since: number;
}

/** What is known of bytes that are kept. */
export interface KeptFile {
  /** Their SHA-256 in hexadecimal. */
  readonly sha256: string;
  /** By what their server tells them from others; see `versionOf`. */
  readonly version: string;
}

/** Bytes that wait to be written. */
interface Pending extends CachedBytes, Partial<KeptFile> {}

/**
 * Bytes that outlive the visit, by key, in the browser's Cache Storage.
 *
 * Nothing here ever fails: where the browser keeps nothing (a page without TLS, some private modes, a full
 * disk), the cache is empty, and the console says so once.
 */
export class ByteCache {
  readonly #opened: Promise<Cache | undefined>;
  readonly #capacity: number;
  readonly #writeDelay: number;
  readonly #pending = new Map<string, Pending>();
  /** What this visit needs, which therefore isn't thrown out to make room. */
  readonly #used = new Set<string>();
  #released = false;
  #writing = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #complained = false;

  /** @param options For tests: another cache, and other numbers. */
  constructor(
    options: {
      readonly open?: () => Promise<Cache>;
      readonly capacity?: number;
      readonly writeDelay?: number;
    } = {},
  ) {
    this.#capacity = options.capacity ?? CAPACITY;
    this.#writeDelay = options.writeDelay ?? WRITE_DELAY;
    this.#opened = this.#open(options.open ?? (() => caches.open(CACHE_NAME)));
  }

  /** What is known of the bytes that are there under a key; see {@link get}, which looks at the bytes themselves. */
  async find(key: string): Promise<Partial<KeptFile> | undefined> {
    this.#used.add(cacheAddress(key));
    const pending = this.#pending.get(key);
    if (pending) return pending;
    const cache = await this.#opened;
    const response = await cache?.match(cacheAddress(key)).catch(() => undefined);
    if (!response) return undefined;
    const sha256 = response.headers.get(DIGEST) ?? '';
    return { sha256, version: response.headers.get(VERSION) ?? '' };
  }

  /**
   * What was put there under a key, unless it has been damaged since.
   *
   * @param sha256 Its SHA-256 in hexadecimal, if that is known; what has another one is not wanted.
   */
  async get(key: string, sha256?: string): Promise<CachedBytes | undefined> {
    this.#used.add(cacheAddress(key));
    const pending = this.#pending.get(key);
    if (pending && (sha256 === undefined || sha256 === pending.sha256)) return pending;
    const cache = await this.#opened;
    try {
      const response = await cache?.match(cacheAddress(key));
      if (!response) return undefined;
      const digest = response.headers.get(DIGEST);
      if (sha256 !== undefined && digest !== sha256) return undefined;
      const bytes = new Uint8Array(await response.arrayBuffer());
      if ((await sha256Hex(bytes)) === digest) {
        return { bytes, since: Date.parse(response.headers.get('Date') ?? '') };
      }
    } catch (error) {
      this.#complain(error);
    }
    // Damaged or unreadable; whoever asked will put it there anew.
    await cache?.delete(cacheAddress(key)).catch(() => undefined);
    return undefined;
  }

  /**
   * Keeps bytes, in the place of what had the same key. They are written later; see {@link release}.
   *
   * @param bytes Must not be changed any more.
   * @param known What is known of them.
   */
  put(key: string, bytes: Uint8Array<ArrayBuffer>, known: Partial<KeptFile> = {}): void {
    this.#used.add(cacheAddress(key));
    this.#pending.set(key, { ...known, bytes, since: Date.now() });
    this.#schedule();
  }

  /** Lets bytes be written from now on, each time after a pause; before, that would delay the start. */
  release(): void {
    this.#released = true;
    this.#schedule();
  }

  async #open(open: () => Promise<Cache>): Promise<Cache | undefined> {
    try {
      return await openCache(open);
    } catch (error) {
      this.#complain(error);
      return undefined;
    }
  }

  #schedule(): void {
    if (!this.#released || this.#writing) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#write(), this.#writeDelay);
  }

  async #write(): Promise<void> {
    this.#writing = true;
    const cache = await this.#opened;
    const complain = (error: unknown): void => this.#complain(error);
    for (const [key, pending] of this.#pending) {
      if (cache) await this.#keep(cache, key, pending).catch(complain);
      if (this.#pending.get(key) === pending) this.#pending.delete(key);
    }
    if (cache) await this.#shrink(cache, this.#capacity).catch(complain);
    this.#writing = false;
    if (this.#pending.size > 0) this.#schedule();
  }

  async #keep(cache: Cache, key: string, pending: Pending): Promise<void> {
    const { bytes, since, sha256, version = '' } = pending;
    const headers = {
      [DIGEST]: sha256 ?? (await sha256Hex(bytes)),
      [VERSION]: version,
      Date: new Date(since).toUTCString(),
      'Content-Length': String(bytes.length),
    };
    const put = (): Promise<void> => cache.put(cacheAddress(key), new Response(bytes, { headers }));
    try {
      await put();
    } catch {
      // The disk is full, or the browser's share of it.
      await this.#shrink(cache, 0);
      await put();
    }
  }

  /** Throws out the oldest entries beyond a number of bytes, except for what this visit needs. */
  async #shrink(cache: Cache, capacity: number): Promise<void> {
    const entries: { request: Request; size: number }[] = [];
    // In the order in which they were put there.
    for (const request of await cache.keys()) {
      const response = await cache.match(request);
      entries.push({ request, size: Number(response?.headers.get('Content-Length')) });
    }
    let total = entries.reduce((sum, { size }) => sum + size, 0);
    for (const { request, size } of entries) {
      if (total <= capacity) return;
      if (this.#used.has(request.url)) continue;
      await cache.delete(request);
      total -= size;
    }
  }

  #complain(error: unknown): void {
    if (this.#complained) return;
    this.#complained = true;
    console.info(`web-dash: this browser does not keep what was downloaded (${String(error)}).`);
  }
}

/**
 * Opens a cache; rejects where the browser has none.
 *
 * @param open how
 */
export async function openCache(open: () => Promise<Cache>): Promise<Cache> {
  return inTime(open(), OPENING_TIMEOUT, () => new Error('It does not open.'));
}

/**
 * Where a key's bytes are in a cache. It is no address of a file, lest a service worker of the page, which
 * looks through all caches of its origin, mistakes them for its own.
 */
export function cacheAddress(key: string): string {
  return `https://web-dash.invalid/?${new URLSearchParams({ key }).toString()}`;
}
