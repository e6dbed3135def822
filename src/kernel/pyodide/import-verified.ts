import { sha256Hex } from '../store/sha256.js';
import { cachedResponse } from './http-cache.js';

/**
 * Imports a module that the browser's HTTP cache has, from where it came: so the browser compiles it beside, and keeps
 * what it made of it for later visits.
 *
 * @param sha256 Of the module, in hexadecimal.
 * @returns Undefined where the cache doesn't have it; see {@link cachedResponse}.
 */
export async function importCached(
  url: string,
  sha256: string,
): Promise<Record<string, unknown> | undefined> {
  try {
    const response = await cachedResponse(url);
    if (!response) return undefined;
    if ((await sha256Hex(new Uint8Array(await response.arrayBuffer()))) !== sha256)
      return undefined;
    return (await import(/* webpackIgnore: true */ url)) as Record<string, unknown>;
  } catch {
    return undefined;
  }
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
