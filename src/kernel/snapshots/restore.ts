import type { PyodideAPI } from 'pyodide';
import type { PyProxy } from 'pyodide/ffi';
import { inTime } from '../../in-time.js';
import type { KeptPackages } from '../packages/packages.js';
import type { Starter } from '../pyodide/starter.js';
import { DamagedSnapshot, openSnapshot } from './snapshot.js';
import type { Snapshots } from './snapshots.js';

/** How long Python may take to start, in milliseconds: a thing of tenths of a second. */
const PATIENCE = 30_000;

/** `python/src/webdash/kernel/snapshot.py`. */
type SnapshotModule = PyProxy & { restored(app?: string): void };

/** A Python that was started from a snapshot. */
export interface Restored {
  readonly pyodide: PyodideAPI;
  /** What was put in place for the app that the snapshot is of. */
  readonly packages: KeptPackages | undefined;
}

export interface RestoreOptions {
  /** Is given what Python writes before anyone else takes that over. */
  readonly write: Parameters<Starter['start']>[0];
  /** Called when there is one. */
  readonly onfound: () => void;
  /** The app that the snapshot is of, if it is one of an app's packages. */
  readonly app?: string | undefined;
}

/**
 * Starts Python from its snapshot.
 *
 * @returns Nothing where there is none, or where it is of no use: then Python is to be started without it.
 */
export async function restore(
  snapshots: Snapshots,
  starter: Starter,
  { write, onfound, app }: RestoreOptions,
): Promise<Restored | undefined> {
  const kept = await snapshots.find();
  if (!kept) return undefined;
  onfound();
  const start = async (): Promise<Restored> => {
    const { files, memory, note } = await openSnapshot(kept);
    const starting = starter.start(write, files, memory);
    const pyodide = await inTime(starting, PATIENCE, () => new Error('It does not start.'));
    const python = pyodide.pyimport('webdash.kernel.snapshot') as SnapshotModule;
    python.restored(app);
    python.destroy();
    const packages = note === undefined ? undefined : (JSON.parse(note) as KeptPackages);
    return { pyodide, packages };
  };
  try {
    return await start().finally(() => kept.close());
  } catch (error) {
    console.info('web-dash: Python starts without its snapshot, which is of no use here.', error);
    void (error instanceof DamagedSnapshot ? snapshots.forget() : snapshots.reject());
    return undefined;
  }
}
