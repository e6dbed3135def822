import type { PyodideAPI } from 'pyodide';

import { ByteCount } from '../kernel/store/download.js';
import { gunzip, unzip } from '../kernel/file-system/file-system.js';
import { startInterpreter, type Offer } from '../kernel/pyodide/interpreter.js';
import { Packages } from '../kernel/packages/packages.js';
import { Planner } from '../kernel/packages/planner.js';
import type { Progress, RuntimeLocation } from '../kernel/protocol.js';
import { loadCore } from '../kernel/pyodide/pyodide-core.js';
import { RuntimeFiles } from '../kernel/pyodide/runtime-files.js';
import { writeToSitePackages } from '../kernel/pyodide/starter.js';
import { SitePackages } from '../kernel/packages/site-packages.js';
import { Store, type StoreCache } from '../kernel/store/store.js';
import { importFile } from './import-file.js';
import { inTemporaryFolder } from './temporary-folder.js';

/** A lock is to say what is there today. */
const NO_CACHE: StoreCache = {
  has: () => Promise.resolve(false),
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
  const count = new ByteCount((loaded, total) => onprogress({ stage: 'download', loaded, total }));
  const [core, siteArchive] = await Promise.all([
    loadCore(files, count, importFile),
    files.load('runtime/site-packages.pack', count),
  ]);
  onprogress({ stage: 'interpreter', loaded: 0, total: 0 });
  const pyodide: PyodideAPI = await startInterpreter(
    core,
    files.line,
    location.packagesURL,
    (_level, text) => write(text),
    undefined,
    offerFromDisk,
  );
  writeToSitePackages(pyodide, unzip(await gunzip(siteArchive)));
  const packages = new Packages(files, store, location);
  const planner = new Planner(pyodide, location.indexURL);
  packages.attach(new SitePackages(pyodide, planner), planner);
  return packages;
}

/** Under Node.js, Pyodide reads files rather than to fetch them. */
const offerFromDisk: Offer = (files, run) =>
  inTemporaryFolder(new Map([...files].map(([name, { body }]) => [name, body])), run);
