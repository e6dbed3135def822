import type { PyodideAPI } from 'pyodide';
import { mentionsAny } from './imports.js';
import type { AppNeeds } from '../protocol.js';
import type { PyodideLock } from '../pyodide/pyodide-lock.js';
import type { RuntimeFiles } from '../pyodide/runtime-files.js';

/** The modules by which an app can install packages itself. */
const MODULES = ['micropip', 'pyodide_js'];

/** Private parts of Pyodide: no public one takes a lock once it has started. */
interface PyodideInternals {
  readonly _api: {
    readonly config: { indexURL: string };
    readonly _import_name_to_package_name: Map<string, string>;
  };
}

/**
 * Pyodide's own installers, `micropip.install` and `pyodide_js.loadPackage`, for apps that call them. They are told
 * which packages Pyodide has when the first such app comes, before it can import micropip, which makes a copy.
 */
export class Installers {
  readonly #pyodide: PyodideAPI;
  readonly #files: RuntimeFiles;
  readonly #packagesURL: string;
  #told: Promise<void> | undefined;

  /** @param packagesURL Where the packages of Pyodide's lock are. */
  constructor(pyodide: PyodideAPI, files: RuntimeFiles, packagesURL: string) {
    this.#pyodide = pyodide;
    this.#files = files;
    this.#packagesURL = packagesURL;
  }

  /**
   * Makes them ready, if an app may use them.
   *
   * @throws {WebDashError} `runtime-not-found`, `runtime-corrupt`
   */
  async require(needs: AppNeeds): Promise<void> {
    if (!mentionsAny(MODULES, needs)) return;
    this.#told ??= this.#files.lock().then((lock) => this.#tell(lock));
    this.#told.catch(() => (this.#told = undefined));
    await this.#told;
  }

  #tell(lock: PyodideLock): void {
    const { _api: api } = this.#pyodide as unknown as PyodideInternals;
    const { info, packages } = lock;
    // The names since Pyodide 0.28, and those before.
    Object.assign(api, { lockfile: lock, lockfile_info: info, lockfile_packages: packages });
    Object.assign(api, { repodata_info: info, repodata_packages: packages });
    for (const [name, { imports }] of Object.entries(packages)) {
      for (const module of imports) api._import_name_to_package_name.set(module, name);
    }
    // Since Pyodide 0.28 it has this from the start, as `packageBaseUrl`.
    api.config.indexURL = this.#packagesURL;
  }
}
