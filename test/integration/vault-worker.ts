/** A worker with one vault, for `persist-storage.test.ts`: browsers let only workers write so. */
import { IndexedStorage } from '../../src/kernel/persistence/indexed-storage.js';
import { openStorage } from '../../src/kernel/persistence/open-storage.js';
import { OriginPrivateStorage } from '../../src/kernel/persistence/origin-private-storage.js';
import type { Storage } from '../../src/kernel/persistence/storage.js';
import { Vault } from '../../src/kernel/persistence/vault.js';

export type StorageKind = 'origin-private' | 'indexed';

/** What a vault held. */
export interface Found {
  readonly generation: number;
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly folders: readonly string[];
  readonly lost: readonly string[];
}

/** How many files each state of `churn` has. */
const CHURNED = 6;

let vault: Vault;
let storage: Storage;

const operations = {
  async open(kind: StorageKind, key: string): Promise<void> {
    storage =
      kind === 'indexed'
        ? await IndexedStorage.open(key)
        : await OriginPrivateStorage.open(await navigator.storage.getDirectory(), key);
    vault = new Vault(storage);
  },
  /** Opens what the browser has for an app, and says which kind that is. */
  async openAny(key: string, isRefused: boolean): Promise<StorageKind> {
    if (isRefused) {
      navigator.storage.getDirectory = () =>
        Promise.reject(new DOMException('Not in private windows.', 'SecurityError'));
    }
    storage = await openStorage(key);
    vault = new Vault(storage);
    return storage instanceof IndexedStorage ? 'indexed' : 'origin-private';
  },
  async load(): Promise<Found> {
    const { index, contents, lost } = await vault.load();
    return { generation: index.generation, files: contents, folders: index.folders, lost };
  },
  /** Saves files; `null` for one that is as it was. */
  async save(
    files: Readonly<Record<string, Uint8Array<ArrayBuffer> | null>>,
    folders: readonly string[] = [],
  ): Promise<void> {
    const state = Object.entries(files).map(
      ([path, bytes]) => [path, bytes && { bytes, modified: 1 }] as const,
    );
    await vault.save({ files: new Map(state), folders, removed: [] });
  },
  clear: () => vault.clear(),
  /** The names of the contents that are stored, and how long each is. */
  contents: (): Promise<Readonly<Record<string, number>>> =>
    storage.exclusively(async (contents) => {
      const found: Record<string, number> = {};
      for (let generation = 1; generation < 10; generation++) {
        for (let number = 0; number < 10; number++) {
          const content = await contents.read(`${generation}-${number}`);
          if (content) found[`${generation}-${number}`] = content.length;
        }
      }
      return found;
    }),
  /** Saves one state after the other, of files that all hold the state's number; tells of each. */
  async churn(from: number): Promise<never> {
    for (let number = from; ; number++) {
      const state: Record<string, Uint8Array<ArrayBuffer>> = {};
      for (let index = 0; index < CHURNED; index++) {
        const words = new Uint32Array(5000 + ((number * 7919) % 15_000)).fill(number);
        state[`file-${index}`] = new Uint8Array(words.buffer);
      }
      await operations.save(state);
      self.postMessage({ churned: number });
    }
  },
};

export type Operations = typeof operations;

self.onmessage = async ({ data }: MessageEvent<{ id: number; name: string; args: never[] }>) => {
  const { id, name, args } = data;
  try {
    const calls = operations as unknown as Record<string, (...args: never[]) => unknown>;
    self.postMessage({ id, value: await calls[name]?.(...args) });
  } catch (error) {
    const { name: kind, message } = error as Error;
    self.postMessage({ id, error: `${kind}: ${message}` });
  }
};
