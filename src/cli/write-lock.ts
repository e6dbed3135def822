import { dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { PackageClient } from '../kernel/packages/packages.js';
import type { AppNeeds, RuntimeLocation } from '../kernel/protocol.js';
import { startPlanningPython } from './planning-python.js';

/** Names the app among those of the kernel, of which it is the only one. */
const APP = 'app';

/**
 * Makes the lock of an app: the same that `element.createLock()` gives of one that is alone in its kernel.
 *
 * @param path Where the lock will be: files of this machine that it names are relative to its folder.
 * @param listener Told how it goes, and what the author should know.
 * @returns JSON
 * @throws {WebDashError}
 */
export async function makeLock(
  needs: AppNeeds,
  location: RuntimeLocation,
  path: string,
  { onprogress, output }: Pick<PackageClient, 'onprogress' | 'output'>,
): Promise<string> {
  const client = { app: APP, needs, onprogress, output };
  const packages = await startPlanningPython(location, onprogress, (text) =>
    output('warning', text),
  );
  onprogress({ stage: 'packages', loaded: 0, total: 0 });
  const failure = await packages.replaceRuntime(client);
  if (failure) throw failure;
  await packages.require(client);
  return withRelativePaths(packages.lock(APP, needs), dirname(resolve(path)));
}

/** Has files of this machine named as a page will find them. */
function withRelativePaths(lock: string, folder: string): string {
  return lock.replaceAll(/(?<="file_name": )"file:[^"]*"/g, (name) => {
    const path = relative(folder, fileURLToPath(JSON.parse(name) as string));
    return JSON.stringify(path.split(sep).map(encodeURIComponent).join('/'));
  });
}
