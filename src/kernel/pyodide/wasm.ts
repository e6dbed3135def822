import { WebDashError } from '../../errors.js';
import type { CachedFile } from '../store/http-cache.js';

/** The smallest module there is: its magic number and version, and nothing else. */
export const EMPTY_MODULE = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

/**
 * Makes sure that WebAssembly can be used here. Pyodide itself never settles if it can't.
 *
 * @throws {WebDashError} `wasm-unavailable`, `wasm-forbidden`
 */
export async function requireWebAssembly(): Promise<void> {
  // Safari's lockdown mode and some company policies take it away.
  if (typeof WebAssembly !== 'object') {
    throw new WebDashError('wasm-unavailable', 'This browser has WebAssembly turned off.');
  }
  try {
    await WebAssembly.compile(EMPTY_MODULE);
  } catch (cause) {
    const message = 'The Content-Security-Policy of the page or of the worker forbids WebAssembly.';
    throw new WebDashError('wasm-forbidden', message, { cause });
  }
}

/**
 * Compiles while a response is loading, where its server calls it `application/wasm`.
 *
 * @returns Undefined where that is not possible; then compile the bytes.
 */
export async function compileLoading(response: Response): Promise<WebAssembly.Module | undefined> {
  try {
    return await WebAssembly.compileStreaming(response);
  } catch {
    // Of another type: nobody reads it.
    if (!response.bodyUsed) void response.body?.cancel().catch(() => undefined);
    return undefined;
  }
}

/**
 * Compiles a module that the browser's HTTP cache has. There the browser keeps the machine code that it made on an
 * earlier visit: not only is nothing compiled then, but Python runs optimised code from the start.
 *
 * @param find See {@link Store.cached}.
 * @returns Undefined where the cache doesn't have it as it should be, or it can't be compiled from there.
 */
export async function compileCached(
  find: () => Promise<CachedFile | undefined>,
): Promise<WebAssembly.Module | undefined> {
  const file = await find();
  if (!file) return undefined;
  const [module, isIntact] = await Promise.all([compileLoading(file.response), file.isIntact]);
  return isIntact ? module : undefined;
}

/** Whether Python can wait for a promise inside synchronous code (JavaScript Promise Integration). */
export const HAS_JSPI = typeof WebAssembly === 'object' && 'Suspending' in WebAssembly;
