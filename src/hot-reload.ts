import { loadApp, type AppSource, type LoadedApp } from './app-source.js';
import { deferred } from './deferred.js';
import { Disposables } from './disposable.js';
import { asWebDashError } from './errors.js';
import { Downloads } from './files/downloads.js';

/** An app whose author works on it, as far as its source is concerned. */
export interface ReloadedApp {
  /** The element whose children say what is to be run. */
  readonly element: Element;
  /** What the element says now. */
  readonly source: () => Promise<AppSource>;
  /** What was loaded of it when the app was started. */
  readonly loaded: LoadedApp;
  /** How often servers are asked for changes, in seconds. */
  readonly interval: number;
  /** Writes a file into the app's folder, or removes it, as its author would. */
  readonly write: (path: string, content: Uint8Array<ArrayBuffer>) => Promise<unknown>;
  readonly remove: (path: string) => Promise<unknown>;
  /** Runs the app's main file anew. Doesn't fail. */
  readonly restart: () => Promise<void>;
  /** Begins all over, where the app is another one. */
  readonly reload: () => void;
}

/** How many intervals the app's front end may take to ask for the first time. */
const PATIENCE = 10;

/**
 * Brings what changes in an app's source into its folder, as an editor on its author's machine would. What happens
 * then is told from there.
 *
 * Only apps in debug mode have this: a reader's state is not to be lost when something rewrites the page.
 */
export class HotReload {
  readonly #app: ReloadedApp;
  readonly #disposables = new Disposables();
  #loaded: LoadedApp;
  /** What the latest source was loaded by; it knows whether servers have other versions. */
  #downloads: Downloads | undefined;
  readonly #asked = deferred();
  /** One thing after the other. */
  #turn: Promise<unknown> = this.#asked.promise;
  #isStale = false;
  #complaint = '';

  constructor(app: ReloadedApp) {
    this.#app = app;
    this.#loaded = app.loaded;
    const observer = new MutationObserver(() => this.#inTurn(() => this.#follow()));
    observer.observe(app.element, {
      subtree: true,
      childList: true,
      characterData: true,
      attributeFilter: ['name', 'url', 'path', 'src'],
    });
    this.#disposables.add(() => observer.disconnect());
    const timer = setInterval(() => {
      // Servers are asked for those who look on.
      if (document.visibilityState === 'visible') this.#inTurn(() => this.#look());
    }, app.interval * 1000);
    this.#disposables.add(() => clearInterval(timer));
    // A page that isn't Dash's never asks.
    const patience = setTimeout(() => this.asked(), PATIENCE * app.interval * 1000);
    this.#disposables.add(() => clearTimeout(patience));
  }

  /**
   * To be called when the app's front end has asked whether anything has changed. It compares with the first answer
   * that it gets, and would miss what has changed before.
   */
  asked(): void {
    this.#asked.resolve();
  }

  /** Has the app restarted, once all that has changed together is in its folder. */
  stale(): void {
    this.#isStale = true;
    this.#inTurn(async () => {
      if (!this.#isStale) return;
      this.#isStale = false;
      await this.#app.restart();
    });
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  async #look(): Promise<void> {
    // What has changed while the app started is found by comparison.
    if (!this.#downloads || (await this.#downloads.changed())) await this.#follow();
  }

  async #follow(): Promise<void> {
    const downloads = new Downloads(this.#disposables.signal, undefined, true);
    const next = await loadApp(await this.#app.source(), downloads);
    const before = this.#loaded;
    this.#downloads = downloads;
    this.#loaded = next;
    if (identityOf(before) !== identityOf(next)) {
      this.#app.reload();
      return;
    }
    const [old, files] = [filesOf(before), filesOf(next)];
    const changed = [...files].filter(([path, content]) => !isEqual(content, old.get(path)));
    const gone = [...old.keys()].filter((path) => !files.has(path));
    // Copies, as what is written is transferred.
    await Promise.all([
      ...changed.map(([path, content]) => this.#app.write(path, content.slice())),
      ...gone.map((path) => this.#app.remove(path)),
    ]);
  }

  #inTurn(run: () => Promise<void>): void {
    this.#turn = this.#turn.then(async () => {
      if (this.#disposables.signal.aborted) return;
      try {
        await run();
        this.#complaint = '';
      } catch (error) {
        this.#failed(error);
      }
    });
  }

  #failed(error: unknown): void {
    if (this.#disposables.signal.aborted) return;
    const { code, message } = asWebDashError(error);
    // Nothing is left to bring it into.
    if (code === 'kernel-died') this.#app.reload();
    else if (message !== this.#complaint) {
      this.#complaint = message;
      console.warn(`web-dash: the app stays as it is, as its source can’t be loaded. ${message}`);
    }
  }
}

/** What makes it this app: another one begins in a folder of its own, with packages of its own. */
function identityOf({ filename, requirements, lock, proxy, lazyFiles }: LoadedApp): string {
  const lazy = lazyFiles.map(({ path, url }) => [path, url]);
  return JSON.stringify([filename, requirements, lock, proxy, lazy]);
}

function filesOf({ filename, code, files }: LoadedApp): Map<string, Uint8Array> {
  const main = new TextEncoder().encode(code);
  return new Map([...files.map(({ path, content }) => [path, content] as const), [filename, main]]);
}

function isEqual(one: Uint8Array, other: Uint8Array | undefined): boolean {
  return one.length === other?.length && one.every((byte, index) => byte === other[index]);
}
