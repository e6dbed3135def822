import type { Disposables } from '../disposable.js';
import type { AppClient } from '../http/app-client.js';
import type { Realm } from '../http/fetch.js';
import { noteRun } from './kept-code.js';
import { Modules, type ScriptPlace } from './modules.js';
import { preloadScript } from './realm.js';
import { sharedScript } from './shared-scripts.js';

/** The types of a classic script, by the HTML standard's list of JavaScript MIME types. */
const CLASSIC =
  /^(?:(?:text|application)\/(?:x-)?(?:java|ecma)script|text\/(?:jscript|livescript|javascript1\.[0-5]))?$/i;

/**
 * Runs the app's scripts in the realm.
 *
 * A script element of the app is inert: it stands in the app's document to be found there. What runs is
 * a script element of the realm's own document, native and classic, so that top-level `var`, names bound
 * late and speed are the browser's own.
 */
export class Scripts {
  readonly #realm: Realm;
  readonly #client: AppClient;
  readonly #disposables: Disposables;
  readonly #modules: Modules;
  readonly #started = new WeakSet<HTMLScriptElement>();
  /** The app's element for each native one. */
  readonly #appScripts = new WeakMap<Node, HTMLScriptElement>();
  /** `async` as scripts set it; elements that scripts create have it until told otherwise. */
  readonly #ordered = new WeakSet<HTMLScriptElement>();
  /** Settles when the scripts that keep their order have run. */
  #order: Promise<void> = Promise.resolve();
  readonly #nativeDocument: ScriptPlace & { readonly currentScript: () => Node | null };

  constructor(realm: Realm, client: AppClient, disposables: Disposables) {
    this.#realm = realm;
    this.#client = client;
    this.#disposables = disposables;
    const { document: native } = realm;
    const prototype = realm.Document.prototype;
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- only one of its overloads is
    const createElement: (name: string) => Element = prototype.createElement;
    const currentScript = Object.getOwnPropertyDescriptor(prototype, 'currentScript')?.get;
    this.#nativeDocument = {
      createElement: () => createElement.call(native, 'script') as HTMLScriptElement,
      currentScript: () => currentScript?.call(native) as Node | null,
      root: native.documentElement,
    };
    this.#modules = new Modules(realm, client, this.#nativeDocument);
  }

  /** As `document.currentScript`: the app's element for the script that runs. */
  get current(): HTMLScriptElement | null {
    const native = this.#nativeDocument.currentScript();
    return (native && this.#appScripts.get(native)) ?? null;
  }

  /** Members of script elements: `async` as HTML defines it for elements that scripts create. */
  membersOf(): PropertyDescriptorMap {
    const ordered = this.#ordered;
    return {
      async: {
        configurable: true,
        enumerable: true,
        get(this: HTMLScriptElement) {
          return this.hasAttribute('async') || !ordered.has(this);
        },
        set(this: HTMLScriptElement, value: unknown) {
          ordered.add(this);
          this.toggleAttribute('async', Boolean(value));
        },
      },
    };
  }

  /** Takes a script for one that has run. */
  disable(script: HTMLScriptElement): void {
    this.#started.add(script);
  }

  /** A copy of a script that has run does not run again. */
  copied(original: Element, copy: Element): void {
    if (original instanceof HTMLScriptElement && this.#started.has(original)) {
      this.disable(copy as HTMLScriptElement);
    }
  }

  /** Has the browser load those scripts of a page that it finds by itself, which will run later. */
  preload(scripts: Iterable<HTMLScriptElement>): void {
    for (const script of scripts) {
      const file = this.#isRunnable(script) && script.src && this.#client.staticFile(script.src);
      if (file && script.type !== 'module') preloadScript(this.#nativeDocument.root, file);
    }
  }

  /** Runs a script that a script has inserted. */
  inserted(script: HTMLScriptElement): void {
    if (!this.#isRunnable(script)) return;
    if (!script.src) {
      void this.#start(script);
    } else if (script.async) {
      void this.#start(script);
    } else {
      void this.#inOrder(script);
    }
  }

  /**
   * Runs the scripts of a page that was just parsed, as its parser would: in order, those with `async`
   * when they come, modules and those with `defer` at the end.
   *
   * @param onend called before those at the end, when all before them have run
   * @returns a promise that settles when all but the asynchronous ones have run
   */
  async parsed(scripts: readonly HTMLScriptElement[], onend: () => void): Promise<void> {
    const runnable = scripts.filter((script) => this.#isRunnable(script));
    for (const script of runnable) this.#ordered.add(script);
    const isLate = (script: HTMLScriptElement): boolean =>
      script.type === 'module' || (script.defer && script.src !== '');
    const now = runnable.filter((script) => !script.async && !isLate(script));
    const late = runnable.filter((script) => !script.async && isLate(script));
    for (const script of runnable) if (script.async) void this.#start(script);
    for (const script of now) void this.#inOrder(script);
    this.#order = this.#order.then(onend);
    for (const script of late) void this.#inOrder(script);
    await this.#order;
  }

  #isRunnable(script: HTMLScriptElement): boolean {
    const { type } = script;
    if (type !== 'module' && (!CLASSIC.test(type.trim()) || script.noModule)) return false;
    return !this.#started.has(script) && (script.hasAttribute('src') || script.text !== '');
  }

  /** Fetches now, runs when the scripts before it have run. */
  #inOrder(script: HTMLScriptElement): Promise<void> {
    return (this.#order = this.#start(script, this.#order));
  }

  /** Runs a script once, and tells its element how it went. Never rejects. */
  async #start(script: HTMLScriptElement, before?: Promise<void>): Promise<void> {
    this.#started.add(script);
    if (script.type !== 'module' && !script.hasAttribute('src')) {
      if (before) await before;
      this.#execute(script, script.text);
      return;
    }
    try {
      await this.#load(script, before);
    } catch (error) {
      console.error(error);
      script.dispatchEvent(new Event('error'));
      return;
    }
    script.dispatchEvent(new Event('load'));
  }

  async #load(script: HTMLScriptElement, before?: Promise<void>): Promise<void> {
    const { href } = this.#realm.location;
    if (script.type === 'module') {
      const inline = script.hasAttribute('src') ? undefined : script.text;
      const url = await this.#modules.load(inline === undefined ? script.src : href, inline);
      await before;
      return this.#append(script, { type: 'module', src: url });
    }
    if (!this.#client.owns(script.src)) {
      await before;
      const { src, crossOrigin, integrity, referrerPolicy } = script;
      return this.#append(script, { src, crossOrigin, integrity, referrerPolicy, async: false });
    }
    const file = this.#client.staticFile(script.src);
    if (file) {
      await before;
      // The browser compiles it as it comes, and may keep what it has compiled.
      const { href: src, integrity } = file;
      if (await this.#runs(script, { src, integrity, crossOrigin: 'anonymous' })) {
        noteRun(script.src, file);
        return;
      }
    }
    const response = await this.#client.fetch(new Request(script.src), href);
    if (!response.ok) throw new Error(`${script.src}: ${response.status}`);
    const code = await response.blob();
    const url = await sharedScript(code, script.src, this.#disposables);
    if (url !== undefined) {
      await before;
      // The page's policy may forbid scripts from blobs.
      if (await this.#runs(script, { src: url })) return;
    }
    const text = await code.text();
    await before;
    this.#execute(script, `${text}\n//# sourceURL=${script.src}`);
  }

  /** Has the browser run a script of the app from where it finds it itself; resolves with whether it did. */
  #runs(script: HTMLScriptElement, attributes: Partial<HTMLScriptElement>): Promise<boolean> {
    const run = this.#append(script, { ...attributes, async: false }).then(
      () => true,
      () => false,
    );
    return this.#client.during(run);
  }

  /** Runs code now, as that of a `javascript:` address: there is no script element for it. */
  evaluate(code: string): void {
    this.#execute(null, code);
  }

  /** Runs code now, as a classic script. */
  #execute(script: HTMLScriptElement | null, code: string): void {
    const native = this.#nativeDocument.createElement();
    native.text = code;
    if (script) this.#appScripts.set(native, script);
    Node.prototype.appendChild.call(this.#nativeDocument.root, native);
    native.remove();
  }

  /** Lets the browser load and run a script; settles with its `load` or `error` event. */
  #append(script: HTMLScriptElement, attributes: Partial<HTMLScriptElement>): Promise<void> {
    const native = this.#nativeDocument.createElement();
    Object.assign(native, attributes);
    this.#appScripts.set(native, script);
    return new Promise((resolve, reject) => {
      native.onload = () => resolve();
      native.onerror = () => reject(new Error(`The script ${script.src} could not be loaded.`));
      Node.prototype.appendChild.call(this.#nativeDocument.root, native);
    });
  }
}
