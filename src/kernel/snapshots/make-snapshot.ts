import type { PyodideAPI } from 'pyodide';
import type { PyProxy } from 'pyodide/ffi';
import { loadSuites } from '../packages/suites.js';
import type { RuntimeLocation } from '../protocol.js';
import { RuntimeFiles } from '../pyodide/runtime-files.js';
import { Starter } from '../pyodide/starter.js';
import { requireWebAssembly } from '../pyodide/wasm.js';
import { ByteCount } from '../store/download.js';
import { Store } from '../store/store.js';
import { compressed, packSnapshot } from './snapshot.js';
import { Snapshots } from './snapshots.js';

/** Held while a snapshot is made. */
const LOCK = 'web-dash snapshot';

/** A private part of Pyodide. */
interface SnapshotAPI {
  makeMemorySnapshot(): Uint8Array<ArrayBuffer>;
}

/** `python/src/webdash/kernel/snapshot.py`. */
type SnapshotModule = PyProxy & { prepare(): void };

/**
 * Boots a Python that runs no author's code, and keeps a snapshot of its memory for the visits to come. To be called
 * in a worker of its own, which is then of no more use.
 *
 * @throws {Error} if that isn't possible here
 */
export async function makeSnapshot(location: RuntimeLocation): Promise<void> {
  await requireWebAssembly();
  const files = await RuntimeFiles.open(location, new Store());
  const snapshots = await Snapshots.open(files);
  // Another page may be at it, or have done it meanwhile.
  await navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    await snapshots.read();
    if (!snapshots.isLacking) return;
    try {
      await makeOf(files, location, snapshots);
    } catch (error) {
      await snapshots.reject();
      throw error;
    }
  });
}

async function makeOf(
  files: RuntimeFiles,
  location: RuntimeLocation,
  snapshots: Snapshots,
): Promise<void> {
  const starter = new Starter(files, location, () => undefined);
  const [runtime, suites] = await Promise.all([
    starter.runtime(),
    loadSuites(files, new ByteCount(() => undefined)),
  ]);
  const own = {
    stdlib: compressed(runtime.stdlib),
    // Dash looks at what it will serve.
    sitePackages: new Map([...runtime.sitePackages, ...suites]),
  };
  const pyodide: PyodideAPI = await starter.start(() => undefined, own, 'to-be-kept');
  // What the kernel will import, before what needs it.
  for (const name of ['webdash.kernel.bridge', 'webdash.packages.bridge']) {
    (pyodide.pyimport(name) as PyProxy).destroy();
  }
  const python = pyodide.pyimport('webdash.kernel.snapshot') as SnapshotModule;
  python.prepare();
  python.destroy();
  const memory = (pyodide as unknown as SnapshotAPI).makeMemorySnapshot();
  await snapshots.keep(packSnapshot(memory, own, suites));
}
