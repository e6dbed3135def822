import { inTime } from '../../in-time.js';
import type { CachedFile } from '../store/http-cache.js';

/** How long a server may take to say that a cached module is still what it has, in milliseconds. */
const PATIENCE = 2000;

/**
 * Imports a module that the browser's HTTP cache has, from where it came: so the browser compiles it beside, and keeps
 * what it made of it for later visits. Where its host wants to be asked, the browser asks.
 *
 * @param find See {@link Store.cached}.
 * @returns Undefined where the cache doesn't have it, or its host doesn't answer soon, or has another version by now: that
 *   may have run then, which for Pyodide's means that its functions have been defined.
 */
export async function importCached(
  url: string,
  find: () => Promise<CachedFile | undefined>,
): Promise<Record<string, unknown> | undefined> {
  try {
    if (!(await isThere(find))) return undefined;
    const importing = import(/* webpackIgnore: true */ url) as Promise<Record<string, unknown>>;
    const module = await inTime(importing, PATIENCE, () => new Error('Its host doesn’t answer.'));
    return (await isThere(find)) ? module : undefined;
  } catch {
    return undefined;
  }
}

async function isThere(find: () => Promise<CachedFile | undefined>): Promise<boolean> {
  const file = await find();
  if (!file) return false;
  // Where it is being checked, that reads another copy.
  void file.response.body?.cancel().catch(() => undefined);
  return file.isIntact;
}

/**
 * Imports a module whose bytes have been checked.
 *
 * @param bytes The bytes, which are what runs, wherever the Content-Security-Policy allows `blob:`.
 * @param url Where they came from; imported instead under a policy that doesn't.
 */
export async function importVerified(
  bytes: Uint8Array<ArrayBuffer>,
  url: string,
): Promise<Record<string, unknown>> {
  const blob = URL.createObjectURL(new Blob([bytes], { type: 'text/javascript' }));
  try {
    return (await import(/* webpackIgnore: true */ blob)) as Record<string, unknown>;
  } catch {
    return (await import(/* webpackIgnore: true */ url)) as Record<string, unknown>;
  } finally {
    URL.revokeObjectURL(blob);
  }
}
