import type { PyodideAPI } from 'pyodide';
import type { PyProxy } from 'pyodide/ffi';
import { fileSystem, type EmscriptenFS, type FSNode } from '../file-system/emscripten-fs.js';
import type { FileContent, FileContents } from '../file-system/file-system.js';
import { Packages, SUITES, type PackageClient } from '../packages/packages.js';
import { Planner, planRequest } from '../packages/planner.js';
import { SitePackages } from '../packages/site-packages.js';
import type { AppNeeds, RuntimeLocation } from '../protocol.js';
import type { RuntimeFiles } from '../pyodide/runtime-files.js';
import type { Store } from '../store/store.js';

/** Names the app while there is none. */
const APP = 'app';

/** Folders of Python's file system that are no files. */
const DEVICES = new Set(['dev', 'proc']);

/** `python/src/webdash/kernel/snapshot.py`. */
type SnapshotModule = PyProxy & { import_ahead(request: string, limit: number): number };

/** Where packages come from. */
export interface PackagesFrom {
  readonly files: RuntimeFiles;
  readonly store: Store;
  readonly location: RuntimeLocation;
}

/** Puts the packages of an app into a Python that a snapshot is going to be made of. */
export class PackagesAhead {
  readonly #pyodide: PyodideAPI;
  readonly #site: NotedSitePackages;
  readonly #planner: Planner;
  readonly #packages: Packages;
  readonly #needs: AppNeeds;

  private constructor(pyodide: PyodideAPI, needs: AppNeeds, from: PackagesFrom) {
    this.#pyodide = pyodide;
    this.#needs = needs;
    this.#planner = new Planner(pyodide, from.location.indexURL);
    this.#site = new NotedSitePackages(pyodide, this.#planner);
    this.#packages = new Packages(from.files, from.store, from.location);
    this.#packages.attach(this.#site, this.#planner, [SUITES]);
  }

  /**
   * Installs what an app needs.
   *
   * @throws {Error} if it can't be kept: it has compiled parts, other versions than the runtime's, or may be something
   *   else tomorrow
   */
  static async install(
    pyodide: PyodideAPI,
    needs: AppNeeds,
    from: PackagesFrom,
  ): Promise<PackagesAhead> {
    const ahead = new PackagesAhead(pyodide, needs, from);
    const nothing = (): void => undefined;
    const client: PackageClient = { app: APP, needs, onprogress: nothing, output: nothing };
    await ahead.#packages.require(client);
    if (!ahead.#packages.isLasting)
      throw new Error('What the app requires is asked for at each visit.');
    return ahead;
  }

  /**
   * Imports what the app imports before it does anything else.
   *
   * @param limit How many of its statements are run at most.
   * @returns How many of these can be kept. If that isn't all, the Python is to be given up, for one in which no more
   *   are run.
   */
  import(limit: number): number {
    const fs = fileSystem(this.#pyodide);
    const before = new Set(paths(fs));
    const open = openFiles(fs);
    const python = this.#pyodide.pyimport('webdash.kernel.snapshot') as SnapshotModule;
    const request = JSON.stringify(planRequest(APP, this.#needs));
    const imported = python.import_ahead(request, limit);
    python.destroy();
    for (const [, path, content] of this.#planner.compiled()) this.#site.noted.set(path, content);
    // Neither is in a snapshot.
    const isChanged = openFiles(fs) > open || [...paths(fs)].some((path) => !before.has(path));
    return imported === limit && isChanged ? 0 : imported;
  }

  /** All that was put into site-packages. */
  get files(): FileContents {
    return this.#site.noted;
  }

  /** What is to be known of it when the snapshot is restored: {@link KeptPackages}. */
  get note(): string {
    return JSON.stringify(this.#packages.kept(APP));
  }
}

/** Remembers what is put into it, which must be of Python alone. */
class NotedSitePackages extends SitePackages {
  readonly noted = new Map<string, FileContent>();

  override write(files: FileContents): void {
    super.write(files);
    for (const [path, content] of files) this.noted.set(path, content);
  }

  override install(files: FileContents): Promise<void> {
    if ([...files.keys()].some((path) => path.endsWith('.so'))) return this.installLibraries();
    return super.install(files);
  }

  override installLibraries(): Promise<never> {
    return Promise.reject(new Error('Compiled modules can’t be in a snapshot.'));
  }
}

function openFiles(fs: EmscriptenFS): number {
  return fs.streams.filter((stream) => stream != null).length;
}

/** The paths of all files, but for the bytecode that Python writes. */
function* paths(fs: EmscriptenFS, folder = fs.lookupPath('/').node, at = ''): Generator<string> {
  for (const [name, node] of Object.entries(folder.contents as Readonly<Record<string, FSNode>>)) {
    const path = `${at}/${name}`;
    if (!fs.isDir(node.mode)) yield path;
    else if (name !== '__pycache__' && !(at === '' && DEVICES.has(name)))
      yield* paths(fs, node, path);
  }
}
