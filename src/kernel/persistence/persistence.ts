import { WebDashError } from '../../errors.js';
import type { AppDefinition } from '../protocol.js';
import { unkept } from './failures.js';
import { FolderSelection } from './folder-selection.js';
import { openStorage } from './open-storage.js';
import { PersistedApp, type Files } from './persisted-app.js';
import { EMPTY_INDEX } from './storage.js';
import { Vault, type Kept } from './vault.js';

const NOTHING: Kept = { index: EMPTY_INDEX, contents: new Map(), lost: [] };

/** Keeps folders of a kernel's apps across visits, of those apps that ask for it. */
export class Persistence {
  readonly #files: Files;
  readonly #report: (app: string, error: WebDashError) => void;
  readonly #apps = new Map<string, { readonly key: string; readonly persisted: PersistedApp }>();
  /** The last saving of apps that were stopped, by their keys. */
  readonly #closing = new Map<string, Promise<void>>();

  /** @param report told of what can't be kept; the app goes on */
  constructor(files: Files, report: (app: string, error: WebDashError) => void) {
    this.#files = files;
    this.#report = report;
  }

  /**
   * Fetches what was kept of an app.
   *
   * @throws {WebDashError} `source-invalid`, where the app names what can't be kept
   */
  async open(app: string, definition: AppDefinition): Promise<void> {
    await this.close(app);
    if (!definition.persist) return;
    const { key, folders, forget } = definition.persist;
    const selection = new FolderSelection(folders, definition.filename);
    const report = (error: WebDashError): void => this.#report(app, error);
    // An element that takes another's place may start before that has ended.
    for (const [name, other] of this.#apps) if (other.key === key) void this.close(name);
    await this.#closing.get(key);
    let vault: Vault | null = null;
    let kept = NOTHING;
    try {
      vault = new Vault(await openStorage(key));
      if (forget) await vault.clear();
      else kept = await vault.load();
    } catch (error) {
      // Nothing is saved then, either: it would take the place of what couldn't be read.
      vault = null;
      report(unkept('What was kept of the app’s files can’t be read, and nothing is kept', error));
    }
    const persisted = new PersistedApp(selection, kept, vault, this.#files, report);
    this.#apps.set(app, { key, persisted });
  }

  /**
   * Puts back what was kept of an app into its folder.
   *
   * @param folder absolute path of the app's folder
   * @param given paths of the author's files, which are there
   * @throws {WebDashError} `source-invalid`, where the app names what can't be kept
   */
  restore(app: string, folder: string, given: readonly string[]): void {
    this.#apps.get(app)?.persisted.restore(folder, given);
  }

  /** Saves what an app has changed, at once; resolves when that is done, or has failed. */
  async save(app: string): Promise<void> {
    await this.#apps.get(app)?.persisted.save();
  }

  /**
   * Saves what an app has changed for the last time. Its folder may go as soon as this has returned; what is
   * promised is the end of the saving.
   */
  async close(app: string): Promise<void> {
    const found = this.#apps.get(app);
    if (!found) return;
    this.#apps.delete(app);
    const { key, persisted } = found;
    const closing = persisted.close();
    // The next app of that key begins with what this one leaves.
    this.#closing.set(key, closing);
    await closing;
    if (this.#closing.get(key) === closing) this.#closing.delete(key);
  }

  /** Whether an app has changed what isn't saved yet. */
  get hasUnsaved(): boolean {
    return [...this.#apps.values()].some(({ persisted }) => persisted.hasUnsaved);
  }

  /** Saves what all apps have changed for the last time. */
  async closeAll(): Promise<void> {
    await Promise.all([...this.#apps.keys()].map((app) => this.close(app)));
  }

  /** Leaves what is kept of an app as it is, whatever the app has changed since. */
  discard(app: string): void {
    this.#apps.get(app)?.persisted.discard();
    this.#apps.delete(app);
  }
}
