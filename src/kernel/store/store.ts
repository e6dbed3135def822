import { WebDashError, type ErrorCode } from '../../errors.js';
import { ByteCache, type CachedBytes, type KeptFile } from './byte-cache.js';
import {
  fetchFile,
  readBody,
  SharedDownload,
  type ByteCount,
  type DownloadProgress,
} from './download.js';
import { cachedResponse, versionOf, type CachedFile } from './http-cache.js';
import { sha256Hex } from './sha256.js';
import { StallWatch } from './stall.js';

type Bytes = Uint8Array<ArrayBuffer>;
type Tap = (response: Response) => void;

/** A file to load, and what is known of it. */
export interface StoredFile {
  /** Absolute. */
  readonly url: string;
  /** Its SHA-256 in hexadecimal. A file that has one is asked of its server once, and then no more. */
  readonly sha256?: string | undefined;
  /** How many bytes it is expected to have, for the progress; by default what its server says. */
  readonly size?: number | undefined;
  /**
   * Of a file without SHA-256: for how many seconds a copy answers for it. After that its server is asked, so by
   * default each time; the HTTP cache spares the download of what hasn't changed.
   */
  readonly maxAge?: number | undefined;
  /** What it means that the file can't be had, and that it has another SHA-256. */
  readonly errors: { readonly missing: ErrorCode; readonly damaged: ErrorCode };
}

/** A file whose SHA-256 is known. */
export type VerifiedFile = StoredFile & { readonly sha256: string };

/** Where a store keeps what it has loaded; see {@link ByteCache}. */
export type StoreCache = Pick<ByteCache, 'find' | 'get' | 'put' | 'release'>;

/**
 * The one way by which the kernel loads files: each byte is fetched once and kept, so that a second visit
 * downloads nothing.
 *
 * What has a known SHA-256 is checked against it, wherever it comes from; see {@link Store.cached} for what the page's own
 * server is believed. What has none is kept for when its age allows it, or its server can't be reached.
 */
export class Store {
  readonly #cache: StoreCache;
  readonly #stalls: StallWatch;
  readonly #downloads = new Map<string, SharedDownload>();
  /** Keys of downloads that nobody has asked for yet. */
  readonly #ahead = new Set<string>();

  constructor(cache: StoreCache = new ByteCache(), stalls = new StallWatch()) {
    this.#cache = cache;
    this.#stalls = stalls;
  }

  /**
   * Loads a file. Those who ask for the same file at the same time share one download, and its bytes, so
   * nobody may change them.
   *
   * @param count Counts the bytes.
   * @param tap Is given a second copy of the server's response, to work on while it is still loading, and
   *   another one if the first was damaged. What comes of that must not be used before the file has been
   *   loaded. Not called for what is kept: that is read at once.
   * @throws {WebDashError} `errors.missing`, `errors.damaged`, with the URL as detail.
   */
  load(file: StoredFile, count: ByteCount, tap?: Tap): Promise<Bytes> {
    const key = keyOf(file);
    const download = this.#downloads.get(key) ?? this.#download(key, file, tap);
    if (this.#ahead.delete(key)) this.#forgetOnceDone(key, download);
    return download.follow(count);
  }

  /** Whether a file that has a known SHA-256 has been loaded before, on this visit or an earlier one. */
  async has(file: VerifiedFile): Promise<boolean> {
    return (await this.#find(file)) !== undefined;
  }

  /**
   * A file that {@link has} been loaded, as the browser's HTTP cache has it, with what the browser has made of it. It is
   * read through and checked, unless its server calls it the version that has been checked before.
   */
  async cached(file: VerifiedFile): Promise<CachedFile | undefined> {
    const kept = await this.#find(file);
    // Browsers complain of what their cache lacks.
    const response = kept && (await cachedResponse(file.url));
    if (!response) return undefined;
    const version = versionOf(response);
    if (version !== '' && version === kept.version) {
      return { response, isIntact: Promise.resolve(true) };
    }
    const copy = response.clone();
    const check = async (): Promise<boolean> => {
      const bytes = new Uint8Array(await copy.arrayBuffer());
      if ((await sha256Hex(bytes)) !== file.sha256) return false;
      // For the next visit.
      if (version !== '') this.#cache.put(file.url, bytes, { sha256: file.sha256, version });
      return true;
    };
    return { response, isIntact: check().catch(() => false) };
  }

  /** Begins to load a file that will probably be asked for. Why that failed is told to who then asks for it. */
  loadAhead(file: StoredFile): void {
    const key = keyOf(file);
    if (this.#downloads.has(key)) return;
    this.#ahead.add(key);
    const download = this.#download(key, file);
    download.bytes.catch(() => {
      if (this.#ahead.delete(key)) this.#forgetOnceDone(key, download);
    });
  }

  /**
   * What {@link keep} has kept, on this visit or an earlier one.
   *
   * @param maxAge How old it may be, in seconds.
   */
  async recall(key: string, maxAge = Infinity): Promise<Bytes | undefined> {
    const kept = await this.#cache.get(key);
    return kept && isFresh(kept, maxAge) ? kept.bytes : undefined;
  }

  /**
   * Keeps what took time to find out.
   *
   * @param key What it is, with all that it depends on; not an address.
   * @param bytes Must not be changed any more.
   */
  keep(key: string, bytes: Bytes): void {
    this.#cache.put(key, bytes);
  }

  /** Lets the store write what it has loaded; to be called when an app runs, since that takes time. */
  release(): void {
    for (const key of this.#ahead) this.#downloads.delete(key);
    this.#ahead.clear();
    this.#cache.release();
  }

  #download(key: string, file: StoredFile, tap?: Tap): SharedDownload {
    const download = new SharedDownload(file.size ?? 0, (progress) =>
      this.#load({ ...file, progress, tap, stalls: this.#stalls }),
    );
    this.#downloads.set(key, download);
    if (!this.#ahead.has(key)) this.#forgetOnceDone(key, download);
    return download;
  }

  #forgetOnceDone(key: string, download: SharedDownload): void {
    const forget = (): void => {
      if (this.#downloads.get(key) === download) this.#downloads.delete(key);
    };
    download.bytes.then(forget, forget);
  }

  async #find({ url, sha256 }: VerifiedFile): Promise<Partial<KeptFile> | undefined> {
    const kept = await this.#cache.find(url);
    return kept?.sha256 === sha256 ? kept : undefined;
  }

  async #load(file: Fetching): Promise<Bytes> {
    const { url, sha256, maxAge = 0 } = file;
    // What has an address of another kind (blob:, data:) is here already.
    if (!/^https?:/.test(url)) return (await fetchVerified(file)).bytes;
    const kept = await this.#cache.get(url, sha256);
    if (kept && (sha256 !== undefined || isFresh(kept, maxAge))) return kept.bytes;
    try {
      const { bytes, version } = await fetchVerified(file);
      this.#cache.put(url, bytes, { version, ...(sha256 !== undefined && { sha256 }) });
      return bytes;
    } catch (error) {
      if (!kept || !isUnreachable(error)) throw error;
      const date = new Date(kept.since).toLocaleString();
      console.warn(`web-dash: ${url} can’t be reached; what came from it on ${date} is used.`);
      return kept.bytes;
    }
  }
}

function keyOf({ url, sha256 }: StoredFile): string {
  return `${sha256 ?? ''} ${url}`;
}

function isFresh({ since }: CachedBytes, maxAge: number): boolean {
  const age = (Date.now() - since) / 1000;
  return age >= 0 && age < maxAge;
}

/** Whether a server gave no answer at all, or only that it can't answer now. */
function isUnreachable(error: unknown): boolean {
  if (!(error instanceof WebDashError)) return false;
  return !(error.cause instanceof Response) || error.cause.status >= 500;
}

/** A file that is being fetched. */
interface Fetching extends StoredFile {
  readonly progress: DownloadProgress;
  readonly tap: Tap | undefined;
  readonly stalls: StallWatch;
}

interface Fetched {
  readonly bytes: Bytes;
  readonly version: string;
}

async function fetchVerified(file: Fetching): Promise<Fetched> {
  const { url, sha256, errors } = file;
  if (sha256 === undefined) return fetchBytes(file, 'no-cache');
  let actual = '';
  // The HTTP cache may hold the file of an earlier version.
  for (const cache of ['default', 'reload'] as const) {
    const fetched = await fetchBytes(file, cache);
    actual = await sha256Hex(fetched.bytes);
    if (actual === sha256) return fetched;
  }
  const message = `${url} is damaged: its SHA-256 is ${actual}, but should be ${sha256}.`;
  throw new WebDashError(errors.damaged, message, { detail: url });
}

async function fetchBytes(file: Fetching, cache: RequestCache): Promise<Fetched> {
  const { url, errors, progress, tap, stalls } = file;
  return stalls.during(async (signal) => {
    try {
      const response = await fetchFile(url, errors.missing, { cache, signal });
      stalls.progress();
      const size = file.size ?? Number(response.headers.get('Content-Length') ?? 0);
      progress.expect(size);
      const copy = tap && response.clone();
      tap?.(response);
      const bytes = await readBody(copy ?? response, size, errors.missing, (length) => {
        stalls.progress();
        progress.add(length);
      });
      return { bytes, version: versionOf(response) };
    } catch (cause) {
      if (!signal.aborted) throw cause;
      const message = `${url} could not be loaded: its server has stopped to send anything.`;
      throw new WebDashError(errors.missing, message, { detail: url, cause });
    }
  });
}
