import { WebDashError } from '../errors.js';
import { fetchFile, type ByteCount } from './download.js';
import type { RuntimeLocation } from './protocol.js';
import type { Store } from './store.js';

/** `manifest.json` of the runtime, as far as the kernel reads it. */
interface Manifest {
  /** Top-level modules in `extras.pack`, which is loaded only for apps that may import one of them. */
  readonly extras: readonly string[];
  /** Size in bytes and SHA-256 in hexadecimal by name: `runtime/stdlib.pack`, `pyodide/pyodide.mjs`. */
  readonly files: Readonly<Record<string, { readonly size: number; readonly sha256: string }>>;
}

/** The files that the manifest lists, each checked against its SHA-256. */
export class RuntimeFiles {
  readonly #location: RuntimeLocation;
  readonly #manifest: Manifest;
  readonly #store: Store;

  private constructor(location: RuntimeLocation, manifest: Manifest, store: Store) {
    this.#location = location;
    this.#manifest = manifest;
    this.#store = store;
  }

  /**
   * Loads the manifest.
   *
   * @throws {WebDashError} `runtime-not-found`, `runtime-corrupt`
   */
  static async open(location: RuntimeLocation, store: Store): Promise<RuntimeFiles> {
    const url = `${location.runtimeURL}manifest.json`;
    const response = await fetchFile(url, 'runtime-not-found', { cache: 'no-cache' });
    try {
      const manifest = (await response.json()) as Manifest;
      if (typeof manifest.files === 'object') return new RuntimeFiles(location, manifest, store);
    } catch {
      // Told below: a server that answers 200 with a page of its own is the usual cause.
    }
    throw new WebDashError('runtime-corrupt', `${url} is not a manifest of this runtime.`, {
      detail: url,
    });
  }

  /** See `extras` of the manifest. */
  get extras(): readonly string[] {
    return this.#manifest.extras;
  }

  /** The address of a file of the manifest: `runtime/stdlib.pack`, `pyodide/pyodide.mjs`. */
  url(name: string): string {
    const { runtimeURL, pyodideURL } = this.#location;
    return name.replace(/^(runtime|pyodide)\//, (_, folder) =>
      folder === 'runtime' ? runtimeURL : pyodideURL,
    );
  }

  /**
   * Loads a file and checks it.
   *
   * @param tap See {@link Store.load}.
   * @throws {WebDashError} `runtime-not-found`, `runtime-corrupt`
   */
  async load(
    name: string,
    count: ByteCount,
    tap?: (response: Response) => void,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const url = this.url(name);
    const entry = this.#manifest.files[name];
    if (!entry) {
      const message = `The runtime’s manifest has no ${name}.`;
      throw new WebDashError('runtime-corrupt', message, { detail: url });
    }
    const errors = { missing: 'runtime-not-found', damaged: 'runtime-corrupt' } as const;
    return this.#store.load({ url, ...entry, errors }, count, tap);
  }
}
