import type { PyodideAPI } from 'pyodide';
import { fileSystem } from '../file-system/emscripten-fs.js';
import { unzip, writeFiles, zipOf, type FileContents } from '../file-system/file-system.js';
import type { Progress, RuntimeLocation } from '../protocol.js';
import { ByteCount } from '../store/download.js';
import { startInterpreter, type InterpreterOptions, type PyodideCore } from './interpreter.js';
import { loadCore } from './pyodide-core.js';
import type { RuntimeFiles } from './runtime-files.js';

/** Private parts of Pyodide that are used. */
interface PyodideInternals {
  readonly _api: { readonly sitePackages: string };
}

/** The files of a Python. */
export interface PythonFiles {
  /** The standard library: the zip archive that Python reads. */
  readonly stdlib: Uint8Array<ArrayBuffer>;
  readonly sitePackages: FileContents;
}

/** Where Python isn't started in a worker: how modules are imported, and files offered. */
export interface Surroundings extends Pick<InterpreterOptions, 'offer'> {
  readonly importModule?: Parameters<typeof loadCore>[2];
}

/** Loads what a Python is made of, and starts it. */
export class Starter {
  readonly #files: RuntimeFiles;
  readonly #location: RuntimeLocation;
  readonly #onprogress: (progress: Progress) => void;
  readonly #surroundings: Surroundings;
  readonly #count: ByteCount;
  readonly #core: Promise<PyodideCore>;
  #runtime: Promise<PythonFiles> | undefined;

  /** Begins to load Pyodide. @param onprogress Told of all that is loaded. */
  constructor(
    files: RuntimeFiles,
    location: RuntimeLocation,
    onprogress: (progress: Progress) => void,
    surroundings: Surroundings = {},
  ) {
    this.#files = files;
    this.#location = location;
    this.#onprogress = onprogress;
    this.#surroundings = surroundings;
    this.#count = new ByteCount((loaded, total) =>
      onprogress({ stage: 'download', loaded, total }),
    );
    this.#core = loadCore(files, this.#count, surroundings.importModule);
    // Whatever fails first is told; the others shall not complain of being ignored.
    this.#core.catch(() => undefined);
  }

  /** Settled once an interpreter is there, so that other things can be loaded. */
  get loaded(): Promise<unknown> {
    return this.#core;
  }

  /**
   * The files of the runtime; they are loaded once.
   *
   * @throws {WebDashError} `runtime-not-found`, `runtime-corrupt`
   */
  runtime(): Promise<PythonFiles> {
    return (this.#runtime ??= this.#loadRuntime());
  }

  /**
   * Starts a Python. Another one than it has started before has nothing of that.
   *
   * @param write Is given what Python writes before anyone else takes that over.
   * @param files By default those of the runtime.
   * @throws {WebDashError} `runtime-not-found`, `runtime-corrupt`
   */
  async start(
    write: InterpreterOptions['write'],
    files?: PythonFiles,
    memory?: InterpreterOptions['memory'],
  ): Promise<PyodideAPI> {
    const [core, { stdlib, sitePackages }] = await Promise.all([
      this.#core,
      files ?? this.runtime(),
    ]);
    this.#onprogress({ stage: 'interpreter', loaded: 0, total: 0 });
    const { line } = this.#files;
    const { packagesURL } = this.#location;
    const { offer } = this.#surroundings;
    const options = { line, stdlib, packagesURL, write, memory, ...(offer && { offer }) };
    const pyodide = await startInterpreter(core, options);
    writeToSitePackages(pyodide, sitePackages);
    return pyodide;
  }

  async #loadRuntime(): Promise<PythonFiles> {
    const load = async (name: string): Promise<Uint8Array<ArrayBuffer>> =>
      zipOf(await this.#files.load(name, this.#count));
    const [stdlib, sitePackages] = await Promise.all([
      load('runtime/stdlib.pack'),
      load('runtime/site-packages.pack'),
    ]);
    return { stdlib, sitePackages: unzip(sitePackages) };
  }
}

/** Puts files where Python looks for packages. They are kept, not copied. */
export function writeToSitePackages(pyodide: PyodideAPI, files: FileContents): void {
  const { _api: api } = pyodide as unknown as PyodideInternals;
  writeFiles(fileSystem(pyodide), api.sitePackages, files);
}
