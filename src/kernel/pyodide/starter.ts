import type { PyodideAPI } from 'pyodide';
import { fileSystem } from '../file-system/emscripten-fs.js';
import {
  unzip,
  writeFiles,
  zipOf,
  type FileContent,
  type FileContents,
} from '../file-system/file-system.js';
import type { Progress, RuntimeLocation } from '../protocol.js';
import { ByteCount } from '../store/download.js';
import { startInterpreter, type InterpreterOptions, type PyodideCore } from './interpreter.js';
import { LaterFiles } from './later-files.js';
import { loadCore } from './pyodide-core.js';
import type { RuntimeFiles } from './runtime-files.js';

/** Private parts of Pyodide that are used. */
interface PyodideInternals {
  readonly _api: { readonly sitePackages: string };
}

/** What the archive of the library names its other files in, with their sizes; see {@link LaterFiles.contents}. */
const LATER = 'later.json';

/** The files of a Python. */
export interface PythonFiles {
  /** The standard library, but for what is read later: the zip archive that Python reads. */
  readonly stdlib: Uint8Array<ArrayBuffer>;
  /** All others, by path below the folder of Python's library, in which that of site-packages is. */
  readonly library: FileContents;
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
  readonly #later: LaterFiles;
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
    this.#later = new LaterFiles(files);
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

  /** Those of them that Python starts without. */
  get later(): Pick<LaterFiles, 'areKept' | 'load'> {
    return this.#later;
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
    const [core, { stdlib, library }] = await Promise.all([this.#core, files ?? this.runtime()]);
    this.#onprogress({ stage: 'interpreter', loaded: 0, total: 0 });
    const { line } = this.#files;
    const { packagesURL } = this.#location;
    const { offer } = this.#surroundings;
    const options = { line, stdlib, packagesURL, write, memory, ...(offer && { offer }) };
    const pyodide = await startInterpreter(core, options);
    writeFiles(fileSystem(pyodide), sitePackagesOf(pyodide).replace(/\/[^/]+$/, ''), library);
    return pyodide;
  }

  async #loadRuntime(): Promise<PythonFiles> {
    const load = async (name: string): Promise<Uint8Array<ArrayBuffer>> =>
      zipOf(await this.#files.load(name, this.#count));
    const [stdlib, archive] = await Promise.all([
      load('runtime/stdlib.pack'),
      load('runtime/library.pack'),
    ]);
    const library = unzip(archive);
    const sizes = new TextDecoder().decode(library.get(LATER));
    library.delete(LATER);
    const later = this.#later.contents(JSON.parse(sizes) as Record<string, number>);
    return { stdlib, library: new Map<string, FileContent>([...library, ...later]) };
  }
}

function sitePackagesOf(pyodide: PyodideAPI): string {
  return (pyodide as unknown as PyodideInternals)._api.sitePackages;
}

/** Puts files where Python looks for packages. They are kept, not copied. */
export function writeToSitePackages(pyodide: PyodideAPI, files: FileContents): void {
  writeFiles(fileSystem(pyodide), sitePackagesOf(pyodide), files);
}
