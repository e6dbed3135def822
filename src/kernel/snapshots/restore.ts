import type { PyodideAPI } from 'pyodide';
import type { PyProxy } from 'pyodide/ffi';
import { inTime } from '../../in-time.js';
import type { Starter } from '../pyodide/starter.js';
import { unpackSnapshot } from './snapshot.js';
import type { Snapshots } from './snapshots.js';

/** How long Python may take to start, in milliseconds: a thing of tenths of a second. */
const PATIENCE = 30_000;

/** `python/src/webdash/kernel/snapshot.py`. */
type SnapshotModule = PyProxy & { restored(): void };

/**
 * Starts Python from its snapshot.
 *
 * @returns Nothing where there is none, or where it is of no use: then Python is to be started without it.
 */
export async function restore(
  snapshots: Snapshots,
  starter: Starter,
  write: Parameters<Starter['start']>[0],
): Promise<PyodideAPI | undefined> {
  const kept = await snapshots.read();
  if (!kept) return undefined;
  try {
    const { files, memory } = unpackSnapshot(kept);
    const starting = starter.start(write, files, memory);
    const pyodide = await inTime(starting, PATIENCE, () => new Error('It does not start.'));
    const python = pyodide.pyimport('webdash.kernel.snapshot') as SnapshotModule;
    python.restored();
    python.destroy();
    return pyodide;
  } catch (error) {
    console.info('web-dash: Python starts without its snapshot, which is of no use here.', error);
    void snapshots.reject();
    return undefined;
  }
}
