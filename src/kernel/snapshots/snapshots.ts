import { HAS_JSPI } from '../pyodide/wasm.js';
import type { RuntimeFiles } from '../pyodide/runtime-files.js';
import { BUILD_ID } from '../pyodide/runtime-manifests.js';
import type { AppNeeds, RuntimeLocation } from '../protocol.js';
import { sha256Hex } from '../store/sha256.js';
import type { KeptBytes } from '../store/kept-bytes.js';
import { openSnapshotStorage, type SnapshotStorage } from './snapshot-storage.js';

/** What the name of a snapshot with an app's packages begins with. */
const OF_APP = 'app-';

/** For how long packages hold that no lock names, in milliseconds: as long as what indexes say. */
const UNLOCKED_MAX_AGE = 24 * 60 * 60 * 1000;

/** For how long the snapshot of another build is kept, in milliseconds: another page may use it. */
const OTHERS_MAX_AGE = 30 * 24 * 60 * 60 * 1000;

/** What is in the place of a snapshot that was of no use here begins with this; then comes when that was found out. */
const USELESS = 'useless since ';

/** What is longer, in bytes, is a snapshot. */
const USELESS_SIZE = 100;

/** For how long no other is made then, in milliseconds: what it failed for may have passed. */
const USELESS_FOR = 7 * 24 * 60 * 60 * 1000;

/** How much memory a device should have before more of it is used than is needed, in GiB. */
const ENOUGH_MEMORY = 4;

/** How many other snapshots of its kind are kept beside one. */
const OTHERS = 2;

/** What browsers tell of the device; of no type yet. */
interface DeviceHints {
  readonly deviceMemory?: number;
  readonly connection?: { readonly saveData?: boolean };
}

/** An app whose packages are in a snapshot, and where they are from. */
export interface SnapshotApp {
  readonly needs: AppNeeds;
  readonly location: RuntimeLocation;
}

/**
 * The snapshot of a runtime's booted Python, kept in the browser.
 *
 * It is of this build, this runtime, this browser and what Python has once learned of it (languages, time zone); any
 * other has its own, so an old one is never found. Nothing here fails: where a browser keeps nothing, or what it keeps
 * is damaged, there is no snapshot.
 */
export class Snapshots {
  readonly #key: string;
  readonly #storage: SnapshotStorage | undefined;
  readonly #maxAge: number;
  #isAbsent = false;

  private constructor(key: string, storage: SnapshotStorage | undefined, maxAge: number) {
    this.#key = key;
    this.#storage = storage;
    this.#maxAge = maxAge;
  }

  /** @param app Whose packages are in it, if any are: then it is of that app, as it is now, alone. */
  static async open(files: Pick<RuntimeFiles, 'identity'>, app?: SnapshotApp): Promise<Snapshots> {
    const storage = openSnapshotStorage();
    const { userAgent, languages } = navigator;
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    const device = [userAgent, languages, timeZone, HAS_JSPI];
    const made = [BUILD_ID, files.identity, ...device, ...(app ? await identityOf(app) : [])];
    const key = await sha256Hex(new TextEncoder().encode(JSON.stringify(made)));
    const maxAge = app && !app.needs.lock ? UNLOCKED_MAX_AGE : Infinity;
    return new Snapshots(app ? OF_APP + key : key, await storage, maxAge);
  }

  /** Whether there was none to {@link find}, and one should be made for the next visit. */
  get isLacking(): boolean {
    return this.#isAbsent && this.#storage !== undefined && affordsSnapshot();
  }

  /** The snapshot, if there is one that may be used. It is to be closed before anything else is kept. */
  async find(): Promise<KeptBytes | undefined> {
    const kept = await this.#find().catch(() => undefined);
    const since = kept && (await uselessSince(kept).catch(() => undefined));
    this.#isAbsent = !kept || (since !== undefined && Date.now() - since > USELESS_FOR);
    if (since === undefined) return kept;
    kept?.close();
    return undefined;
  }

  /**
   * Keeps the snapshot, and forgets old ones of other builds.
   *
   * @param parts What it is, one after the other.
   * @throws {DOMException} `QuotaExceededError`
   */
  async keep(...parts: readonly Uint8Array<ArrayBuffer>[]): Promise<void> {
    if (!this.#storage) return;
    await forgetOld(this.#storage, this.#key).catch(() => undefined);
    try {
      await this.#storage.put(this.#key, parts);
    } catch (error) {
      await this.forget();
      throw error;
    }
  }

  /** Forgets the snapshot, which is damaged: another one should be made. */
  async forget(): Promise<void> {
    this.#isAbsent = true;
    await this.#storage?.delete(this.#key).catch(() => undefined);
  }

  /** Remembers that the snapshot is of no use, or can't be made, so that no other is made soon. */
  async reject(): Promise<void> {
    await this.keep(new TextEncoder().encode(`${USELESS}${Date.now()}`)).catch(() => undefined);
  }

  async #find(): Promise<KeptBytes | undefined> {
    const kept = await this.#storage?.get(this.#key);
    if (kept && Date.now() - kept.since <= this.#maxAge) return kept.content;
    kept?.content.close();
    return undefined;
  }
}

/** When a snapshot was found to be of no use, in milliseconds since 1970; `undefined` if it wasn't. */
async function uselessSince(kept: KeptBytes): Promise<number | undefined> {
  if (kept.size > USELESS_SIZE) return undefined;
  const bytes = new Uint8Array(kept.size);
  await kept.read(0, bytes);
  const text = new TextDecoder().decode(bytes);
  return text.startsWith(USELESS) ? Number(text.slice(USELESS.length)) : undefined;
}

/** All that an app's packages are chosen by. */
async function identityOf({ needs, location }: SnapshotApp): Promise<unknown[]> {
  const { code, filename, requirements, lock, files, paths } = needs;
  const contents = files.map(async ({ path, content }) => [
    path,
    await sha256Hex(new Uint8Array(content)),
  ]);
  // The page's address may have a query that changes.
  const texts = [...requirements, ...(lock ? [lock] : [])].map(({ text, base }) => [
    text,
    base.replace(/[?#].*/, ''),
  ]);
  const { pyodideURL, packagesURL, indexURL } = location;
  const from = [pyodideURL, packagesURL, indexURL];
  return [code, filename, texts, lock !== null, await Promise.all(contents), paths, from];
}

/** Leaves but a few other snapshots of the same kind, if they are still young: a page may use several. */
async function forgetOld(storage: SnapshotStorage, key: string): Promise<void> {
  const entries = await storage.entries();
  const others = entries.filter(
    ([name]) => name !== key && name.startsWith(OF_APP) === key.startsWith(OF_APP),
  );
  others.sort(([, one], [, other]) => other - one);
  const old = others.filter(
    ([, since], index) => index >= OTHERS || Date.now() - since > OTHERS_MAX_AGE,
  );
  await Promise.all(old.map(([name]) => storage.delete(name)));
}

/** Whether this device has the space and the time for what is of use at the next visit only. */
function affordsSnapshot(): boolean {
  const { connection, deviceMemory } = navigator as DeviceHints;
  // Some browsers don't tell; then phones are taken to have little.
  const memory = deviceMemory ?? (/Mobi|iPhone|iPad/.test(navigator.userAgent) ? 0 : ENOUGH_MEMORY);
  return connection?.saveData !== true && memory >= ENOUGH_MEMORY;
}
