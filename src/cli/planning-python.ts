import type { Offer } from '../kernel/pyodide/interpreter.js';
import { Packages } from '../kernel/packages/packages.js';
import { Planner } from '../kernel/packages/planner.js';
import type { Progress, RuntimeLocation } from '../kernel/protocol.js';
import { RuntimeFiles } from '../kernel/pyodide/runtime-files.js';
import { Starter } from '../kernel/pyodide/starter.js';
import { SitePackages } from '../kernel/packages/site-packages.js';
import { Store, type StoreCache } from '../kernel/store/store.js';
import { importFile } from './import-file.js';
import { inTemporaryFolder } from './temporary-folder.js';

/** A lock is to say what is there today. */
const NO_CACHE: StoreCache = {
  find: () => Promise.resolve(undefined),
  get: () => Promise.resolve(undefined),
  put: () => undefined,
  release: () => undefined,
};

/**
 * Starts the Python of a kernel as far as packages take it: what `Python.boot` does, without Dash and without
 * a page.
 *
 * @param write Is given what Python says.
 * @throws {WebDashError} `runtime-not-found`, `runtime-corrupt`, `pyodide-unsupported`
 */
export async function startPlanningPython(
  location: RuntimeLocation,
  onprogress: (progress: Progress) => void,
  write: (text: string) => void,
): Promise<Packages> {
  const store = new Store(NO_CACHE);
  const files = await RuntimeFiles.open(location, store);
  const surroundings = { importModule: importFile, offer: offerFromDisk };
  const starter = new Starter(files, location, onprogress, surroundings);
  // No file can be waited for under Node.js.
  await starter.later.load();
  const pyodide = await starter.start((_level, text) => write(text));
  const packages = new Packages(files, store, location);
  const planner = new Planner(pyodide, location.indexURL);
  packages.attach(new SitePackages(pyodide, planner), planner);
  return packages;
}

/** Under Node.js, Pyodide reads files rather than to fetch them. */
const offerFromDisk: Offer = (files, run) =>
  inTemporaryFolder(new Map([...files].map(([name, { body }]) => [name, body])), run);
