import type { RuntimeFiles } from '../pyodide/runtime-files.js';
import type { ByteCount } from '../store/download.js';
import type { StaticFile } from '../protocol.js';

const NEW_LINE = 10;

/**
 * Loads the large scripts that the runtime's Dash serves, which are files of their own so that a page can load them, too.
 *
 * @returns By path in site-packages.
 * @throws {WebDashError} `runtime-not-found`, `runtime-corrupt`
 */
export async function loadSuites(
  files: RuntimeFiles,
  count: ByteCount,
): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const loaded = [...files.suites].map(async ([path, name]) => {
    const script = await files.load(name, count);
    // The first line is for the browser: see tools/runtime/static-scripts.mjs.
    return [path, script.subarray(script.indexOf(NEW_LINE) + 1)] as const;
  });
  return new Map(await Promise.all(loaded));
}

/** Where a page finds these scripts. */
export function placesOfSuites(files: RuntimeFiles): Record<string, StaticFile> {
  const places = [...files.suites].map(([path, name]) => {
    const digest = files
      .sha256(name)
      .replace(/../g, (hex) => String.fromCharCode(parseInt(hex, 16)));
    return [path, { href: files.url(name), integrity: `sha256-${btoa(digest)}` }] as const;
  });
  return Object.fromEntries(places);
}
