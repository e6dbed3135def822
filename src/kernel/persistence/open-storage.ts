import { inTime } from '../../in-time.js';
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

/** How long others are waited for, in milliseconds, by who only wants to know. */
const PATIENCE = 1000;

/**
 * Whether files of an app may be kept: also where that can't be told now, as they are being saved or are damaged. Unlike
 * {@link openStorage}, a page may ask, too.
 *
 * @param key names the app
 */
export async function isAnythingKept(key: string): Promise<boolean> {
  // Which of them workers have use for only they know.
  const root = await privateRoot().catch(() => undefined);
  const storages = [root && OriginPrivateStorage.open(root, key), IndexedStorage.open(key)];
  const answers = storages.map(async (opening) => {
    const storage = await opening?.catch(() => undefined);
    return storage !== undefined && holdsFiles(storage);
  });
  return (await Promise.all(answers)).includes(true);
}

/** @throws where the page has no private files: without TLS there is no `navigator.storage` either */
async function privateRoot(): Promise<FileSystemDirectoryHandle> {
  return navigator.storage.getDirectory();
}

async function holdsFiles(storage: Storage): Promise<boolean> {
  const asked = storage.exclusively((contents) => contents.index());
  try {
    const index = await inTime(asked, PATIENCE, () => new Error('Others are saving.'));
    return index.files.length + index.removed.length > 0;
  } catch {
    return true;
  }
}
