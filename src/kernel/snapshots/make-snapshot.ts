import type { PyodideAPI } from 'pyodide';
import type { PyProxy } from 'pyodide/ffi';
import type { FileContent, FileContents } from '../file-system/file-system.js';
import { loadSuites } from '../packages/suites.js';
import type { AppNeeds, RuntimeLocation } from '../protocol.js';
import { RuntimeFiles } from '../pyodide/runtime-files.js';
import { Starter, type PythonFiles } from '../pyodide/starter.js';
import { requireWebAssembly } from '../pyodide/wasm.js';
import { ByteCount } from '../store/download.js';
import { Store } from '../store/store.js';
import { PackagesAhead, type PackagesFrom } from './packages-ahead.js';
import { compressed, packSnapshot } from './snapshot.js';
import { Snapshots } from './snapshots.js';

/** Held while a snapshot is made. */
const LOCK = 'web-dash snapshot';

type Bytes = Uint8Array<ArrayBuffer>;

/** More imports than an app has. */
const ALL = 1_000_000;

/** A private part of Pyodide. */
interface SnapshotAPI {
  makeMemorySnapshot(): Bytes;
}

/** `python/src/webdash/kernel/snapshot.py`. */
type SnapshotModule = PyProxy & { prepare(): void };

/**
 * Boots a Python that runs no author's code, and keeps a snapshot of its memory for the visits to come. To be called
 * in a worker of its own, which is then of no more use.
 *
 * @param needs Of the app whose packages are to be in it, if any are.
 * @throws {Error} if that isn't possible here
 */
export async function makeSnapshot(location: RuntimeLocation, needs?: AppNeeds): Promise<void> {
  await requireWebAssembly();
  const store = new Store();
  const files = await RuntimeFiles.open(location, store);
  const snapshots = await Snapshots.open(files, needs && { needs, location });
  // Another page may be at it, or have done it meanwhile.
  await navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    (await snapshots.find())?.close();
    if (!snapshots.isLacking) return;
    try {
      await snapshots.keep(...(await make({ files, store, location }, needs)));
    } catch (error) {
      await snapshots.reject();
      throw error;
    }
  });
}

async function make(from: PackagesFrom, needs: AppNeeds | undefined): Promise<Bytes[]> {
  const { files, location } = from;
  const starter = new Starter(files, location, () => undefined);
  const [runtime, suites] = await Promise.all([
    starter.runtime(),
    loadSuites(files, new ByteCount(() => undefined)),
    starter.later.load(),
  ]);
  const own = {
    stdlib: compressed(runtime.stdlib),
    // Dash looks at what it will serve.
    library: new Map<string, FileContent>([...runtime.library, ...inSitePackages(suites)]),
  };
  for (let limit = ALL; ;) {
    const pyodide = await startWarm(starter, own);
    const ahead = needs && (await PackagesAhead.install(pyodide, needs, from));
    const imported = ahead ? ahead.import(limit) : limit;
    const memory = imported === limit ? memoryOf(pyodide) : undefined;
    if (memory) {
      const library = new Map([...own.library, ...inSitePackages(ahead?.files ?? new Map())]);
      return packSnapshot(memory, { ...own, library }, ahead?.note);
    }
    // Objects of JavaScript can't be kept; without imports of the app there are none but known ones.
    if (limit === 0 || !ahead) throw new Error('The memory of this Python can’t be kept.');
    limit = imported === limit ? 0 : imported;
  }
}

function* inSitePackages(files: FileContents): Generator<[string, FileContent]> {
  for (const [path, content] of files) yield [`site-packages/${path}`, content];
}

/** Starts a Python that has run and forgotten an app. */
async function startWarm(starter: Starter, files: PythonFiles): Promise<PyodideAPI> {
  const pyodide = await starter.start(() => undefined, files, 'to-be-kept');
  // What the kernel will import, before what needs it, and what Plotly will for an app with arrays.
  for (const name of ['webdash.kernel.bridge', 'webdash.packages.bridge', 'narwhals.stable.v1']) {
    (pyodide.pyimport(name) as PyProxy).destroy();
  }
  const python = pyodide.pyimport('webdash.kernel.snapshot') as SnapshotModule;
  python.prepare();
  python.destroy();
  return pyodide;
}

function memoryOf(pyodide: PyodideAPI): Bytes | undefined {
  try {
    return (pyodide as unknown as SnapshotAPI).makeMemorySnapshot();
  } catch (error) {
    console.debug('web-dash: no snapshot of this Python is possible.', error);
    return undefined;
  }
}
