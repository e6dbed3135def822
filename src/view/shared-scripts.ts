import type { Disposables } from '../disposable.js';
import { sha256Hex } from '../kernel/store/sha256.js';

/** From this size on the browser compiles a script beside the page's thread, in bytes. */
const LARGE = 30_000;

/** The large scripts of the page's apps, by the SHA-256 of what they hold. */
const shared = new Map<string, { readonly url: string; users: number }>();

/**
 * An address for a script, the same for all apps of the page whose script holds the same: the browser compiles it once,
 * and not on the page's thread. It lasts as long as one of these apps.
 *
 * @returns nothing for a script that is small, or where it takes long to tell what scripts hold (without TLS)
 */
export async function sharedScript(
  code: Blob,
  name: string,
  disposables: Disposables,
): Promise<string | undefined> {
  if (code.size < LARGE || !('subtle' in crypto)) return undefined;
  const type = 'text/javascript;charset=utf-8';
  const script = new Blob([code, `\n//# sourceURL=${name}`], { type });
  const key = await sha256Hex(new Uint8Array(await script.arrayBuffer()));
  if (disposables.signal.aborted) return undefined;
  const known = shared.get(key) ?? { url: URL.createObjectURL(script), users: 0 };
  known.users++;
  shared.set(key, known);
  disposables.add(() => {
    if (--known.users > 0) return;
    shared.delete(key);
    URL.revokeObjectURL(known.url);
  });
  return known.url;
}
