import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';

import { inTemporaryFolder } from './temporary-folder.js';

/**
 * Imports a module, or runs a classic script, whose bytes have been checked: Node.js imports neither blobs nor
 * what is on a server.
 *
 * @param url Where they came from; its last part names the module.
 */
export async function importFile(
  bytes: Uint8Array<ArrayBuffer>,
  url: string,
): Promise<Record<string, unknown>> {
  // Of Pyodide's files, those named `.js` are classic scripts, which Node.js calls CommonJS.
  const name = basename(new URL(url).pathname).replace(/\.js$/, '.cjs');
  return inTemporaryFolder(
    new Map([[name, bytes]]),
    async (folder) =>
      (await import(pathToFileURL(`${folder}${name}`).href)) as Record<string, unknown>,
  );
}
