import type { Dispose } from '../../disposable.js';
import { WebDashError } from '../../errors.js';
import { appPath } from '../file-system/app-path.js';
import type { EmscriptenFS } from '../file-system/emscripten-fs.js';
import type { FileJournal } from '../file-system/file-journal.js';
import { describeFailure } from './failures.js';
import type { FolderSelection } from './folder-selection.js';
import { putBack } from './put-back.js';
import { takeState } from './take-state.js';
import { ConflictError, type Kept, type State, type Vault } from './vault.js';

/** How long an app is left to change more, after it has changed something, in milliseconds. */
const DELAY = 50;

/** The part of the time that saving may take at most. */
const SHARE = 1 / 4;

/** Python's file system, and who tells what changes in it. */
export interface Files {
  readonly fs: EmscriptenFS;
  readonly journal: FileJournal;
}

/** Told of what can't be kept; the app goes on. */
export type Report = (error: WebDashError) => void;

/**
 * The folders of one running app that are kept across visits: puts back what was kept, and saves what the
 * app changes.
 *
 * Only what the app has changed is saved. The author's files that it left alone are the author's at the next
 * visit too.
 */
export class PersistedApp {
  readonly #selection: FolderSelection;
  readonly #files: Files;
  readonly #report: Report;
  /** What was kept, until it has been put back. */
  #kept: Kept | null;
  /** Where it is kept; `null` where it isn't, which the page has been told. */
  #vault: Vault | null;
  /** The author's files, also those that the app has removed. */
  #given: ReadonlySet<string> = new Set();
  /** The app's folder, once it is there. */
  #folder = '';
  #unwatch: Dispose | undefined;
  /** The files of which some version is saved. */
  #saved: ReadonlySet<string>;
  /** What has changed since the state was last taken. */
  #changed = new Set<string>();
  /** What has changed between the state that was last saved and the one that was last taken. */
  #taken: ReadonlySet<string> = new Set();
  #isDirty = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving = Promise.resolve();
  /** How long the last saving took, in milliseconds. */
  #duration = 0;
  #hasFailed = false;

  /**
   * @param kept what the vault held
   * @param vault `null` where nothing can be kept
   */
  constructor(
    selection: FolderSelection,
    kept: Kept,
    vault: Vault | null,
    files: Files,
    report: Report,
  ) {
    this.#selection = selection;
    this.#kept = kept;
    this.#vault = vault;
    this.#files = files;
    this.#report = report;
    const lost = new Set(kept.lost);
    const paths = kept.index.files.map(([path]) => path);
    this.#saved = new Set(paths.filter((path) => !lost.has(path)));
  }

  /**
   * Puts back what was kept. From then on what changes is noticed, and saved soon.
   *
   * @param folder absolute path of the app's folder
   * @param given paths of the author's files, which are there
   * @throws {WebDashError} `source-invalid`, if a file of the author's is where a folder is to be
   */
  restore(folder: string, given: readonly string[]): void {
    const kept = this.#kept;
    if (!kept) throw new Error('What was kept has been put back already.');
    this.#kept = null;
    this.#folder = folder;
    const own = given.map(appPath).filter((path) => this.#selection.has(path));
    this.#given = new Set([...kept.index.removed, ...own]);
    const lost = putBack(this.#files.fs, folder, this.#selection, kept);
    if (lost.length > 0) {
      const message = `What was kept of ${lost.join(', ')} is damaged or has no place any more.`;
      this.#report(new WebDashError('persist-failed', message));
    }
    this.#unwatch = this.#files.journal.watch(folder, (changes) => {
      for (const { path } of changes) if (this.#selection.has(path)) this.#note(path);
    });
  }

  /** Whether the app has changed what isn't saved yet. */
  get hasUnsaved(): boolean {
    this.#files.journal.flush();
    return this.#vault !== null && (this.#isDirty || this.#taken.size > 0);
  }

  /** Saves what has changed, at once. Resolves also if that fails: the page is told. */
  async save(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#saving;
    this.#take();
    await this.#saving;
  }

  /**
   * Saves for the last time. The app's folder may go as soon as this has returned; what is promised is the
   * end of the saving.
   */
  close(): Promise<void> {
    this.#take();
    this.discard();
    return this.#saving;
  }

  /** Saves nothing any more. */
  discard(): void {
    clearTimeout(this.#timer);
    this.#unwatch?.();
    this.#vault = null;
  }

  #note(path: string): void {
    this.#isDirty = true;
    this.#changed.add(path);
    if (!this.#vault) return;
    const delay = Math.max(DELAY, this.#duration / SHARE);
    this.#timer ??= setTimeout(() => void this.save(), delay);
  }

  /** Takes the state as it is now, if anything has changed, to be saved after the one before. */
  #take(): void {
    this.#files.journal.flush();
    const vault = this.#vault;
    if (!vault || !this.#isDirty) return;
    const unsaved = new Set([...this.#taken, ...this.#changed]);
    this.#isDirty = false;
    this.#changed = new Set();
    this.#taken = unsaved;
    try {
      const known = { selection: this.#selection, saved: this.#saved, given: this.#given, unsaved };
      const state = takeState(this.#files.fs, this.#folder, known);
      this.#saving = this.#saving.then(() => this.#put(vault, state, unsaved));
    } catch (error) {
      // There may be no memory for a copy of a large file.
      this.#saving = this.#saving.then(() => this.#fail(error));
    }
  }

  async #put(vault: Vault, state: State, unsaved: ReadonlySet<string>): Promise<void> {
    const start = performance.now();
    try {
      await vault.save(state);
      this.#saved = new Set(state.files.keys());
      if (this.#taken === unsaved) this.#taken = new Set();
      this.#hasFailed = false;
    } catch (error) {
      await this.#fail(error);
    }
    this.#duration = performance.now() - start;
  }

  async #fail(error: unknown): Promise<void> {
    if (error instanceof ConflictError) this.discard();
    // With the next change it is tried again. That it fails again is nothing new.
    this.#isDirty = true;
    if (!this.#hasFailed) this.#report(await describeFailure(error));
    this.#hasFailed = true;
  }
}
