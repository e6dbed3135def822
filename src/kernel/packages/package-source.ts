import { decodeText } from '../../decode-text.js';
import { WebDashError, type ErrorCode } from '../../errors.js';
import { inTime } from '../../in-time.js';
import type { ByteCount } from '../store/download.js';
import type { Lack, PlanDocument, PlanItem } from './planner.js';
import type { AppNeeds, RuntimeLocation } from '../protocol.js';
import type { RuntimeFiles } from '../pyodide/runtime-files.js';
import { sha256Hex } from '../store/sha256.js';
import type { Store } from '../store/store.js';
import { packageMetadata } from './wheels.js';

type Bytes = Uint8Array<ArrayBuffer>;

/** For how long the answer of an index holds, in seconds: what is found today is found again tomorrow. */
const DAY = 24 * 60 * 60;

/** For how long what never changes is kept, in seconds. */
const FOREVER = Infinity;

/** How long what an app may do without is waited for, in milliseconds. */
const PATIENCE = 10_000;

const PAGE_ERRORS = { missing: 'index-unreachable', damaged: 'index-unreachable' } as const;
const FILE_ERRORS = { missing: 'package-invalid', damaged: 'package-hash-mismatch' } as const;
const TEXT_ERRORS = { missing: 'source-not-found', damaged: 'source-not-found' } as const;

/** Where files of packages are loaded from. */
export interface Sources {
  readonly store: Store;
  readonly count: ByteCount;
  readonly location: RuntimeLocation;
  /** Of the Pyodide that runs. */
  readonly files: RuntimeFiles;
}

/** Loads what plans lack, and what they say to install, for one app. */
export class PackageSource {
  readonly #needs: AppNeeds;
  readonly #from: Sources;
  readonly #pageAge: number;
  /** Wheels by address: the one that is asked for its metadata is also installed. */
  readonly #wheels = new Map<string, Promise<Bytes>>();

  /** @param isFresh Indexes are asked, whatever they said before. */
  constructor(needs: AppNeeds, from: Sources, isFresh = false) {
    this.#needs = needs;
    this.#from = from;
    this.#pageAge = isFresh ? 0 : DAY;
  }

  /**
   * What a plan lacks. That it can't be had is for the plan to judge, but for Pyodide's own lock.
   *
   * @throws {WebDashError} `runtime-not-found`
   */
  async document(lack: Lack): Promise<PlanDocument> {
    const loading = this.#text(lack);
    try {
      const text = await (lack.optional
        ? inTime(loading, PATIENCE, () => tooLate(lack.url))
        : loading);
      const sha256 = lack.kind === 'wheel' ? await sha256Hex(await this.#wheelOf(lack)) : null;
      return { text, exists: true, error: '', code: 'package-invalid', sha256 };
    } catch (error) {
      if (!(error instanceof WebDashError)) throw error;
      if (lack.kind === 'distribution' && !lack.optional) throw error;
      const status = error.cause instanceof Response ? error.cause.status : 0;
      // Some hosts of files say "forbidden" of what isn't there.
      const exists = ![403, 404, 410].includes(status);
      return { text: null, exists, error: error.message, code: error.code, sha256: null };
    }
  }

  /**
   * A file to install, checked.
   *
   * @throws {WebDashError} `package-invalid`, `package-hash-mismatch`
   */
  async item(item: PlanItem): Promise<Bytes> {
    const url = item.source === 'distribution' ? this.#distributed(item.url) : item.url;
    const [sha256] = item.sha256;
    const bytes = await this.#wheel(url, item.sha256.length === 1 ? sha256 : undefined);
    if (item.sha256.length > 1 || url.startsWith('app:')) {
      const actual = await sha256Hex(bytes);
      if (item.sha256.length > 0 && !item.sha256.includes(actual)) {
        const message = `${url} is not what was asked for: its SHA-256 is ${actual}.`;
        throw new WebDashError('package-hash-mismatch', message, { detail: url });
      }
    }
    return bytes;
  }

  async #text(lack: Lack): Promise<string> {
    const { kind, url } = lack;
    const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
    switch (kind) {
      case 'distribution':
        return JSON.stringify(await this.#from.files.lock(this.#from.count));
      case 'page':
        return decode(await this.#load(url, PAGE_ERRORS, this.#pageAge));
      case 'metadata':
        return decode(await this.#load(url, FILE_ERRORS, FOREVER));
      case 'text':
        return decodeText(await this.#load(url, TEXT_ERRORS, 0));
      case 'wheel':
        return packageMetadata(await this.#wheelOf(lack), url);
    }
  }

  #wheelOf({ url, sha256 }: Lack): Promise<Bytes> {
    return this.#wheel(url, sha256 ?? undefined);
  }

  #wheel(url: string, sha256: string | undefined): Promise<Bytes> {
    const key = `${sha256 ?? ''} ${url}`;
    const known = this.#wheels.get(key);
    if (known) return known;
    const loading = url.startsWith('app:')
      ? this.#ownFile(url)
      : this.#from.store.load({ url, sha256, errors: FILE_ERRORS }, this.#from.count);
    this.#wheels.set(key, loading);
    loading.catch(() => this.#wheels.delete(key));
    return loading;
  }

  /** A file of the app: `app:<app>/<path>`. In a lock it is the app as which the lock was made. */
  #ownFile(url: string): Promise<Bytes> {
    const path = decodeURIComponent(url.replace(/^app:[^/]*\//, ''));
    const file = this.#needs.files.find((candidate) => candidate.path === path);
    if (file) return Promise.resolve(new Uint8Array(file.content));
    const message = `The app has no file ${path}.`;
    return Promise.reject(new WebDashError('package-invalid', message, { detail: path }));
  }

  #distributed(fileName: string): string {
    return new URL(fileName, this.#from.location.packagesURL).href;
  }

  #load(
    url: string,
    errors: { readonly missing: ErrorCode; readonly damaged: ErrorCode },
    maxAge: number,
  ): Promise<Bytes> {
    return this.#from.store.load({ url, errors, maxAge }, this.#from.count);
  }
}

/** That something that isn't needed takes too long. */
function tooLate(url: string): WebDashError {
  const message = `${url} did not come within ${PATIENCE / 1000} seconds.`;
  return new WebDashError('index-unreachable', message, { detail: url });
}
