import { IndexedStorage } from './indexed-storage.js';
import { originPrivateRoot } from '../store/origin-private-files.js';
import { OriginPrivateStorage } from './origin-private-storage.js';
import type { Storage } from './storage.js';

/**
 * Opens what is kept of an app: in the origin's private file system, or, where that can't be had (some
 * browsers' private windows, pages without TLS), in IndexedDB.
 *
 * @param key names the app, the same at each visit
 * @throws if the browser lets this page keep nothing
 */
export async function openStorage(key: string): Promise<Storage> {
  const root = await originPrivateRoot();
  return root ? OriginPrivateStorage.open(root, key) : IndexedStorage.open(key);
}

/**
 * Whether anything is kept of an app.
 *
 * @param key names the app
 */
export async function isAnythingKept(key: string): Promise<boolean> {
  try {
    const storage = await openStorage(key);
    const { generation } = await storage.exclusively((contents) => contents.index());
    return generation > 0;
  } catch {
    // What can't be read the app has no use for either.
    return false;
  }
}
