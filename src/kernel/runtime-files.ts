import { sha256 as sha256InScript } from '@noble/hashes/sha2';
import { WebDashError } from '../errors.js';
import type { Progress, RuntimeLocation } from './protocol.js';

/** What `manifest.json` says of a build. */
export interface Manifest {
  /** Names the build: a digest of all its files. */
  readonly build: string;
  /** Version of Pyodide that the archives are compiled for: `314.0.7`. */
  readonly pyodide: string;
  /** Modules that are in `extras.zip`, by their top-level names. */
  readonly extras: readonly string[];
  /** Size in bytes and SHA-256 (hexadecimal) by name: `runtime/stdlib.zip`, `pyodide/pyodide.mjs`. */
  readonly files: Readonly<Record<string, { readonly size: number; readonly sha256: string }>>;
}

/** How often progress is told at most, in milliseconds. */
const PROGRESS_INTERVAL = 50;

/**
 * Loads the files of a build, each checked against the manifest.
 *
 * A file is asked for once; those that are needed together are loaded beside each other.
 */
export class RuntimeFiles {
  readonly #location: RuntimeLocation;
  readonly #onprogress: (progress: Progress) => void;
  readonly #files = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
  readonly manifest: Promise<Manifest>;
  #loaded = 0;
  #total = 0;
  #told = 0;

  constructor(location: RuntimeLocation, onprogress: (progress: Progress) => void) {
    this.#location = location;
    this.#onprogress = onprogress;
    this.manifest = this.#loadManifest();
  }

  /**
   * The content of a file.
   *
   * @param name as the manifest has it: `runtime/stdlib.zip`
   * @throws WebDashError `runtime-not-found` or `runtime-corrupt`
   */
  get(name: string): Promise<Uint8Array<ArrayBuffer>> {
    let file = this.#files.get(name);
    if (!file) {
      file = this.#load(name);
      this.#files.set(name, file);
    }
    return file;
  }

  /** Where a file of the manifest is. */
  url(name: string): string {
    const { runtimeURL, pyodideURL } = this.#location;
    const [, folder, path = ''] = /^(\w+)\/(.*)$/.exec(name) ?? [];
    return new URL(path, folder === 'pyodide' ? pyodideURL : runtimeURL).href;
  }

  async #loadManifest(): Promise<Manifest> {
    const url = this.url('runtime/manifest.json');
    const response = await this.#fetch(url, { cache: 'no-cache' });
    try {
      return (await response.json()) as Manifest;
    } catch (cause) {
      throw new WebDashError('runtime-corrupt', `${url} is not JSON.`, { detail: url, cause });
    }
  }

  async #load(name: string): Promise<Uint8Array<ArrayBuffer>> {
    const { files } = await this.manifest;
    const url = this.url(name);
    const entry = files[name];
    if (!entry) {
      const message = `The manifest does not list ${name}. It may be of another version.`;
      throw new WebDashError('runtime-corrupt', message, { detail: url });
    }
    this.#total += entry.size;
    const isIntact = async (content: Uint8Array<ArrayBuffer>): Promise<boolean> =>
      content.length === entry.size && (await sha256(content)) === entry.sha256;

    let content = await this.#read(await this.#fetch(url, {}));
    if (await isIntact(content)) return content;
    // A cache may hold the file of an earlier version.
    this.#loaded -= content.length;
    content = await this.#read(await this.#fetch(url, { cache: 'reload' }));
    if (await isIntact(content)) return content;
    const message = `${url} is not what the manifest describes (${content.length} bytes, expected ${entry.size} with SHA-256 ${entry.sha256}).`;
    throw new WebDashError('runtime-corrupt', message, { detail: url });
  }

  async #fetch(url: string, init: RequestInit): Promise<Response> {
    let response: Response;
    try {
      response = await fetch(url, init);
    } catch (cause) {
      const message = `${url} cannot be reached.`;
      throw new WebDashError('runtime-not-found', message, { detail: url, cause });
    }
    if (response.ok) return response;
    const message = `The server answered ${response.status} for ${url}.`;
    throw new WebDashError('runtime-not-found', message, { detail: url });
  }

  /** Reads a body, telling of its progress. */
  async #read(response: Response): Promise<Uint8Array<ArrayBuffer>> {
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    try {
      const reader = response.body?.getReader();
      for (;;) {
        const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
        if (!value || done) break;
        chunks.push(value);
        this.#loaded += value.length;
        this.#tell();
      }
    } catch (cause) {
      const { url } = response;
      const message = `The connection broke while ${url} was loading.`;
      throw new WebDashError('runtime-not-found', message, { detail: url, cause });
    }
    return new Uint8Array(await new Blob(chunks).arrayBuffer());
  }

  #tell(): void {
    const now = performance.now();
    if (now - this.#told < PROGRESS_INTERVAL) return;
    this.#told = now;
    this.#onprogress({ stage: 'download', loaded: this.#loaded, total: this.#total });
  }
}

/** The SHA-256 of some bytes, in hexadecimal. */
async function sha256(content: Uint8Array<ArrayBuffer>): Promise<string> {
  // Pages that were not loaded securely have no `crypto.subtle`.
  const digest = isSecureContext
    ? new Uint8Array(await crypto.subtle.digest('SHA-256', content))
    : sha256InScript(content);
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
