import { WebDashError } from '../../errors.js';
import { ByteCount } from '../store/download.js';
import type { RuntimeLocation } from '../protocol.js';
import { lineOf, PYODIDE_LINES, type PyodideLine } from './pyodide-lines.js';
import { parseLock, type PyodideLock } from './pyodide-lock.js';
import { RUNTIME_MANIFESTS, type RuntimeManifest } from './runtime-manifests.js';
import type { CachedFile } from '../store/http-cache.js';
import { requestAtOnce } from '../store/request-at-once.js';
import { sha256HexAtOnce } from '../store/sha256.js';
import type { Store, StoredFile, VerifiedFile } from '../store/store.js';

const ERRORS = { missing: 'runtime-not-found', damaged: 'runtime-corrupt' } as const;

/** For how long the lock of a Pyodide elsewhere holds, in seconds: its host may put another one in its place. */
const LOCK_AGE = 60 * 60;

const LOCK = 'pyodide/pyodide-lock.json';

/** What the names of the component suites' scripts begin with; then comes their path in site-packages. */
const SUITES = 'runtime/suites/';

/** For what nobody waits for. */
const UNCOUNTED = new ByteCount(() => undefined);

/**
 * The runtime of a kernel: Pyodide's core and the pack of its line. Each file that the pack's manifest lists is
 * checked against its SHA-256 when it is loaded.
 */
export class RuntimeFiles {
  /** Which Pyodide it is. */
  readonly line: PyodideLine;
  /** The top-level modules that need no package: Python's, and those of the runtime. */
  readonly modules: ReadonlySet<string>;
  /** Folder of the line's pack. */
  readonly #packURL: string;
  readonly #location: RuntimeLocation;
  readonly #manifest: RuntimeManifest;
  readonly #store: Store;
  #lock: Promise<PyodideLock> | undefined;

  private constructor(line: PyodideLine, location: RuntimeLocation, store: Store) {
    const manifest = RUNTIME_MANIFESTS[line.version];
    if (!manifest) throw new Error(`The build knows no manifest of Pyodide ${line.version}.`);
    this.line = line;
    this.#packURL = `${location.runtimeURL}${line.version}/`;
    this.#location = location;
    this.#manifest = manifest;
    this.modules = new Set([...manifest.modules, ...manifest.extras]);
    this.#store = store;
  }

  /**
   * Finds out which Pyodide there is.
   *
   * @throws {WebDashError} `runtime-not-found`, `runtime-corrupt`, `pyodide-unsupported`
   */
  static async open(location: RuntimeLocation, store: Store): Promise<RuntimeFiles> {
    const { pyodideURL, pyodideVersion } = location;
    const known = PYODIDE_LINES.find(({ version }) => version === pyodideVersion);
    if (known) return new RuntimeFiles(known, location, store);
    const url = `${pyodideURL}pyodide-lock.json`;
    const lock = await loadLock({ url, maxAge: LOCK_AGE, errors: ERRORS }, store);
    const files = new RuntimeFiles(lineOf(lock, url), location, store);
    files.#lock = Promise.resolve(lock);
    return files;
  }

  /**
   * What Pyodide's distribution has besides its core. Loaded once, if it is asked for.
   *
   * @param count Counts the bytes.
   * @throws {WebDashError} `runtime-not-found`, `runtime-corrupt`
   */
  lock(count = UNCOUNTED): Promise<PyodideLock> {
    if (!this.#lock) {
      this.#lock = loadLock(this.#file(LOCK), this.#store, count);
      this.#lock.catch(() => (this.#lock = undefined));
    }
    return this.#lock;
  }

  /** See `extras` of the manifest. */
  get extras(): readonly string[] {
    return this.#manifest.extras;
  }

  /** The names of the component suites' large scripts, by their paths in site-packages. */
  get suites(): ReadonlyMap<string, string> {
    const names = Object.keys(this.#manifest.files).filter((name) => name.startsWith(SUITES));
    return new Map(names.map((name) => [name.slice(SUITES.length), name]));
  }

  /**
   * The archive with the bytecode of a wheel, where the runtime has one.
   *
   * @param sha256 The wheel's, in hexadecimal.
   */
  bytecode(sha256: string): StoredFile | undefined {
    const name = this.#manifest.bytecode[sha256];
    return name === undefined ? undefined : this.#file(`runtime/${name}`);
  }

  /** The address of a file of the manifest: `runtime/stdlib.pack`, `pyodide/pyodide.mjs`. */
  url(name: string): string {
    return name.replace(/^(runtime|pyodide)\//, (_, folder) =>
      folder === 'runtime' ? this.#packURL : this.#location.pyodideURL,
    );
  }

  /** Whether a file has been loaded before, on this visit or an earlier one, so that its server needn't be asked. */
  isKept(name: string): Promise<boolean> {
    return this.#store.has(this.#file(name));
  }

  /** A file that is kept, as the browser's HTTP cache has it; see {@link Store.cached}. */
  cached(name: string): Promise<CachedFile | undefined> {
    return this.#store.cached(this.#file(name));
  }

  /** The SHA-256 of a file of the manifest, in hexadecimal. */
  sha256(name: string): string {
    return this.#file(name).sha256;
  }

  /** What the interpreter, its Python and what this serves are made of: the digests of these files, as one text. */
  get identity(): string {
    const made = /^pyodide\/|^runtime\/(suites\/|(stdlib|library|later)\.pack$)/;
    const files = Object.entries(this.#manifest.files).filter(([name]) => made.test(name));
    return files.map(([name, { sha256 }]) => `${name} ${sha256}`).join('\n');
  }

  /** Whether the manifest lists a file. */
  has(name: string): boolean {
    return name in this.#manifest.files;
  }

  /**
   * Loads a file and checks it.
   *
   * @param count Counts the bytes.
   * @param tap See {@link Store.load}.
   * @throws {WebDashError} `runtime-not-found`, `runtime-corrupt`
   */
  async load(
    name: string,
    count = UNCOUNTED,
    tap?: (response: Response) => void,
  ): Promise<Uint8Array<ArrayBuffer>> {
    return this.#store.load(this.#file(name), count, tap);
  }

  /**
   * Loads a file while Python waits for it: only in a worker, and best from the browser's HTTP cache.
   *
   * @throws {Error} which says why it isn't to be had
   */
  loadAtOnce(name: string): Uint8Array<ArrayBuffer> {
    const { url, sha256 } = this.#file(name);
    const bytes = new Uint8Array(requestAtOnce(url).response as ArrayBuffer);
    if (sha256HexAtOnce(bytes) === sha256) return bytes;
    throw new Error(`${url} is damaged.`);
  }

  #file(name: string): VerifiedFile {
    const url = this.url(name);
    const entry = this.#manifest.files[name];
    if (!entry) {
      const message = `The runtime’s manifest has no ${name}.`;
      throw new WebDashError('runtime-corrupt', message, { detail: url });
    }
    return { url, ...entry, errors: ERRORS };
  }
}

async function loadLock(file: StoredFile, store: Store, count = UNCOUNTED): Promise<PyodideLock> {
  return parseLock(await store.load(file, count), file.url);
}
