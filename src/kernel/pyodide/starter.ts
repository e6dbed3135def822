import type { PyodideAPI } from 'pyodide';
import type { EmscriptenFS } from '../file-system/emscripten-fs.js';
import { gunzip, unzip, writeFiles } from '../file-system/file-system.js';
import type { Progress, RuntimeLocation } from '../protocol.js';
import { ByteCount } from '../store/download.js';
import { startInterpreter, type SnapshotUse } from './interpreter.js';
import { loadCore } from './pyodide-core.js';
import type { PyodideFiles } from './interpreter.js';
import type { RuntimeFiles } from './runtime-files.js';

/** Private parts of Pyodide that are used. */
interface PyodideInternals {
  readonly FS: EmscriptenFS;
  readonly _api: { readonly sitePackages: string };
}

/** Loads what a Python is made of, and starts it. */
export class Starter {
  readonly #files: RuntimeFiles;
  readonly #location: RuntimeLocation;
  readonly #core: Promise<PyodideFiles>;
  readonly #siteFiles: Promise<ReadonlyMap<string, Uint8Array>>;
  /** Settled once what an interpreter is made of is there, so that other things can be loaded. */
  readonly loaded: Promise<unknown>;

  /** Begins to load. @param onprogress Told of it. */
  constructor(
    files: RuntimeFiles,
    location: RuntimeLocation,
    onprogress: (progress: Progress) => void,
  ) {
    this.#files = files;
    this.#location = location;
    const count = new ByteCount((loaded, total) =>
      onprogress({ stage: 'download', loaded, total }),
    );
    const siteArchive = files.load('runtime/site-packages.pack', count);
    this.#core = loadCore(files, count);
    this.loaded = this.#core;
    this.#siteFiles = siteArchive.then(gunzip).then(unzip);
    const downloaded = Promise.all([siteArchive, this.#core]).then(() =>
      onprogress({ stage: 'interpreter', loaded: 0, total: 0 }),
    );
    // Whatever fails first is told; the others shall not complain of being ignored.
    for (const promise of [downloaded, this.#siteFiles]) promise.catch(() => undefined);
  }

  /**
   * Starts a Python that has all files of the runtime. Another one than it has started before has nothing of that.
   *
   * @param write Is given what Python writes before anyone else takes that over.
   * @throws {WebDashError} `runtime-not-found`, `runtime-corrupt`
   */
  async start(
    write: (level: 'info' | 'error', text: string) => void,
    snapshot?: SnapshotUse,
  ): Promise<PyodideAPI> {
    const { line } = this.#files;
    const { packagesURL } = this.#location;
    const pyodide = await startInterpreter(await this.#core, line, packagesURL, write, snapshot);
    writeToSitePackages(pyodide, await this.#siteFiles);
    return pyodide;
  }
}

/** Puts files where Python looks for packages. They are kept, not copied. */
export function writeToSitePackages(
  pyodide: PyodideAPI,
  files: ReadonlyMap<string, Uint8Array>,
): void {
  const { FS, _api } = pyodide as unknown as PyodideInternals;
  writeFiles(FS, _api.sitePackages, files);
}
