import { HAS_JSPI } from '../pyodide/wasm.js';
import type { RuntimeFiles } from '../pyodide/runtime-files.js';
import { BUILD_ID } from '../pyodide/runtime-manifests.js';
import {
  originPrivateRoot,
  readPrivateFile,
  writePrivateFile,
} from '../store/origin-private-files.js';
import { sha256Hex } from '../store/sha256.js';
import type { Store } from '../store/store.js';

type Bytes = Uint8Array<ArrayBuffer>;

/** Among the origin's private files. */
const FOLDER = 'web-dash-snapshots';

/** For how long the snapshot of another build is kept, in milliseconds: another page may use it. */
const OTHERS_MAX_AGE = 30 * 24 * 60 * 60 * 1000;

/** Length of the digest before a snapshot, in bytes: SHA-256 in hexadecimal. */
const DIGEST = 64;

/** Instead of a snapshot: that one was made here, but is of no use. */
const USELESS = new Uint8Array(0);

/** How much memory a device should have before more of it is used than is needed, in GiB. */
const ENOUGH_MEMORY = 4;

/** What browsers tell of the device; of no type yet. */
interface DeviceHints {
  readonly deviceMemory?: number;
  readonly connection?: { readonly saveData?: boolean };
}

/**
 * The snapshot of a runtime's booted Python, kept in the browser: in the origin's private files, or else in the store.
 *
 * It is of this build, this runtime, this browser and what Python has once learned of it (languages, time zone); any
 * other has its own, so an old one is never found. Nothing here fails: where a browser keeps nothing, or what it keeps
 * is damaged, there is no snapshot.
 */
export class Snapshots {
  readonly #key: string;
  readonly #store: Store;
  readonly #folder: FileSystemDirectoryHandle | undefined;
  #isAbsent = false;

  private constructor(key: string, store: Store, folder: FileSystemDirectoryHandle | undefined) {
    this.#key = key;
    this.#store = store;
    this.#folder = folder;
  }

  static async open(files: RuntimeFiles, store: Store): Promise<Snapshots> {
    const { userAgent, languages } = navigator;
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    const device = [userAgent, languages, timeZone, HAS_JSPI];
    const made = [BUILD_ID, files.identity, ...device];
    const [key, root] = await Promise.all([
      sha256Hex(new TextEncoder().encode(JSON.stringify(made))),
      originPrivateRoot(),
    ]);
    const folder = await root?.getDirectoryHandle(FOLDER, { create: true }).catch(() => undefined);
    return new Snapshots(key, store, folder);
  }

  /** Whether there was none to {@link read}, and one should be made for the next visit. */
  get isLacking(): boolean {
    return this.#isAbsent && affordsSnapshot();
  }

  /** The snapshot, if there is one that can be used. */
  async read(): Promise<Bytes | undefined> {
    const bytes = await this.#read().catch(() => undefined);
    this.#isAbsent = bytes === undefined;
    return bytes?.length === 0 ? undefined : bytes;
  }

  /**
   * Keeps the snapshot, and forgets old ones of other builds.
   *
   * @throws {DOMException} `QuotaExceededError`
   */
  async keep(snapshot: Bytes): Promise<void> {
    if (!this.#folder) {
      this.#store.keep(this.#name, snapshot);
      this.#store.release();
      return;
    }
    await forgetOld(this.#folder, this.#key).catch(() => undefined);
    const digest = new TextEncoder().encode(await sha256Hex(snapshot));
    try {
      await writePrivateFile(this.#folder, this.#key, digest, snapshot);
    } catch (error) {
      await this.#folder.removeEntry(this.#key).catch(() => undefined);
      throw error;
    }
  }

  /** Remembers that the snapshot is of no use, so that no other is made. */
  async reject(): Promise<void> {
    await this.keep(USELESS).catch(() => undefined);
  }

  get #name(): string {
    return `snapshot ${this.#key}`;
  }

  async #read(): Promise<Bytes | undefined> {
    if (!this.#folder) return this.#store.recall(this.#name);
    const file = await readPrivateFile(this.#folder, this.#key);
    if (!file) return undefined;
    const snapshot = file.subarray(DIGEST);
    const digest = new TextDecoder().decode(file.subarray(0, DIGEST));
    return digest === (await sha256Hex(snapshot)) ? snapshot : undefined;
  }
}

/** Leaves but one other snapshot than `key`, if that is still young. */
async function forgetOld(folder: FileSystemDirectoryHandle, key: string): Promise<void> {
  const others: File[] = [];
  for await (const handle of folder.values()) {
    if (handle.kind === 'file' && handle.name !== key) others.push(await handle.getFile());
  }
  others.sort((one, other) => other.lastModified - one.lastModified);
  const old = others.filter(
    ({ lastModified }, index) => index > 0 || Date.now() - lastModified > OTHERS_MAX_AGE,
  );
  await Promise.all(old.map(({ name }) => folder.removeEntry(name)));
}

/** Whether this device has the space and the time for what is of use at the next visit only. */
function affordsSnapshot(): boolean {
  const { connection, deviceMemory = ENOUGH_MEMORY } = navigator as DeviceHints;
  return connection?.saveData !== true && deviceMemory >= ENOUGH_MEMORY;
}
