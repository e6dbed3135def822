import { ReactiveElement, type PropertyDeclarations, type PropertyValues } from 'lit';
import { App } from './app.js';
import { readSource } from './app-source.js';
import { readRecord } from './prerendered/start-record.js';
import { deferred } from './deferred.js';
import { idlePeriod } from './idle-period.js';
import type { Dispose } from './disposable.js';
import {
  WebDashErrorEvent,
  WebDashFileChangeEvent,
  WebDashFileDropEvent,
  WebDashOutputEvent,
  WebDashPersistErrorEvent,
  WebDashProgressEvent,
  WebDashPropsChangeEvent,
  type WebDashEventMap,
} from './element-events.js';
import { asWebDashError, type WebDashError } from './errors.js';
import { WebDashFiles } from './files/app-files.js';
import type { ComponentId } from './host/layout-changes.js';
import { isAccepted, makeDropZone } from './files/drop-zone.js';
import { kernelLocation } from './kernel-location.js';
import { folderOf } from './kernel/file-system/app-path.js';
import { Kernel, type KernelLocation } from './kernel/kernel.js';
import type { Output, Progress, SnapshotContent } from './kernel/protocol.js';
import { whenNear } from './start-trigger.js';
import { StatusPanel } from './status-panel.js';
import { addressKey, storageKey } from './element-keys.js';
import { HOST_STYLE } from './web-dash-element.styles.js';

/** How an app's element stands: reflected as the attribute `state`. */
export type WebDashState = 'idle' | 'loading' | 'starting' | 'ready' | 'failed';

/** When an app boots: near the viewport, at once, or when the reader starts it. */
export type WebDashLoading = 'lazy' | 'eager' | 'interaction';

/** Where the app's address stands: with the app alone, in the page's hash, or in the page's query. */
export type WebDashAddress = 'inner' | 'hash' | 'query';

/** An app whose first answers take longer is shown as far as it has come, in milliseconds. */
const REVEAL_DELAY = 1500;

/**
 * Runs a Plotly Dash app in the page: its Python in a worker, its front end in this element.
 *
 * @summary A Dash app without a server.
 *
 * @example
 * ```html
 * <web-dash src="app.py"></web-dash>
 * ```
 * @example
 * ```html
 * <web-dash>
 *   <script type="text/x-python">
 *     from dash import Dash, html
 *     app = Dash()
 *     app.layout = html.H1("Hello")
 *   </script>
 * </web-dash>
 * ```
 *
 * @attr {string} state - How the app stands: `idle`, `loading`, `starting`, `ready` or `failed`. Set by
 *   the element, for stylesheets.
 *
 * @attr {boolean} dragover - Files are dragged over the element and can be dropped. Set by the element.
 *
 * @slot - The app's Python (in a `<script type="text/x-python">` or as plain text), and its
 *   `<web-dash-file>`s, `<web-dash-archive>`s and `<web-dash-requirements>`. Never shown.
 * @slot loading - Shown instead of the progress bar while the app starts.
 * @slot error - Shown instead of the error panel when the app failed.
 *
 * @fires {Event} loadstart - The app begins to load.
 * @fires {WebDashProgressEvent} progress - Loading has come further: a stage, and bytes where known.
 * @fires {Event} load - The app is shown; once more if it takes the place of a record that is out of date.
 * @fires {WebDashErrorEvent} error - The app could not be started, or has died.
 * @fires {Event} loadend - Loading has ended, with `load` or `error`.
 * @fires {WebDashOutputEvent} output - Python has printed, warned or logged. Cancelable: the text is then
 *   kept from the console.
 * @fires {WebDashFileChangeEvent} filechange - Files of the app have changed, whoever changed them.
 * @fires {WebDashFileDropEvent} filedrop - Files were dropped onto the element. Cancelable: they are then not
 *   written into the app's folder.
 * @fires {WebDashPropsChangeEvent} propschange - Props of a component have changed, whoever changed them.
 * @fires {WebDashPersistErrorEvent} persisterror - Files that are to be kept could not be; the app goes on.
 *   Cancelable: the error is then kept from the console.
 *
 * @csspart status - The place of the start button, the progress bar and errors.
 * @csspart panel - The box around them.
 * @csspart button - The buttons that start the app and try again.
 * @csspart label - The line above the progress bar: the stage, and the bytes.
 * @csspart progress - The progress bar.
 * @csspart bar - The part of it that is done.
 * @csspart error - The box around an error.
 * @csspart title - An error's heading.
 * @csspart message - What happened.
 * @csspart help - What to do.
 * @csspart traceback - Python's traceback, or other details.
 *
 * @cssproperty --web-dash-accent - Colour of the progress bar and buttons.
 * @cssproperty --web-dash-foreground - Colour of the panel's text.
 * @cssproperty --web-dash-background - Colour of the panel.
 * @cssproperty --web-dash-line - Colour of the panel's lines.
 * @cssproperty --web-dash-danger - Colour that marks errors.
 * @cssproperty [--web-dash-min-height=8em] - Least height of the panel.
 */
export class WebDashElement extends ReactiveElement {
  static override properties: PropertyDeclarations = {
    src: { reflect: true },
    loading: { reflect: true },
    kernel: { reflect: true },
    requirements: { reflect: true },
    lock: { reflect: true },
    persist: { reflect: true },
    address: { reflect: true },
    drop: { reflect: true },
    accept: { reflect: true },
    runtimeURL: { attribute: 'runtime-url', reflect: true },
    pyodideURL: { attribute: 'pyodide-url', reflect: true },
    indexURL: { attribute: 'index-url', reflect: true },
    mirror: { reflect: true },
    proxy: { reflect: true },
    prerendered: { reflect: true },
    snapshot: { reflect: true },
    code: { attribute: false },
    state: { reflect: true },
  };

  /** Where the runtime's files are by default: the folder of this script. An address that ends in `/`. */
  static readonly distURL = new URL('.', import.meta.url).href;

  /** Address of the app's Python file, relative to the page. */
  declare src: string | null;

  /**
   * When the app boots: `lazy` (when it comes near the viewport; the default), `eager` (at once), or
   * `interaction` (when the reader presses the start button). An app that is `prerendered` is shown when it comes near
   * the viewport; with `interaction` its Python starts when something is asked that isn't in its record.
   */
  declare loading: WebDashLoading;

  /** Name of the kernel that runs the app. Elements that name the same share one. Default: `default`. */
  declare kernel: string;

  /**
   * Packages to install, in the form of a `requirements.txt`; several on one line are separated by white
   * space or commas. Addresses of wheels are relative to the page.
   */
  declare requirements: string;

  /**
   * Address of the lock that pins every package of the app, relative to the page. Default: that of a
   * `<link rel="web-dash-lock">` in the element or in the page's head.
   */
  declare lock: string | null;

  /**
   * Folders below the app's that are kept across visits, separated by white space: `data`. The empty text, or
   * a dot, is all of the app's folder. Default: none.
   */
  declare persist: string | null;

  /**
   * Where the app's address (path, query and hash, as `dcc.Location` has them) stands: `inner` (the page doesn't see
   * it; the default), `hash` or `query` (in that part of the page's address, as a parameter named by the element's
   * `id`, or else `app`). The latter two can be linked to, and are entries of the page's history.
   */
  declare address: WebDashAddress;

  /**
   * Folder of the app into which files are put that are dropped onto the element; `.` is the app's own. Default:
   * files can't be dropped.
   */
  declare drop: string | null;

  /** Which files can be dropped, as of `<input type="file">`: `.csv, text/plain, image/*`. Default: all. */
  declare accept: string;

  /** The files of the app, as its Python sees them. */
  readonly files = new WebDashFiles(async (type, args) => {
    await this.ready;
    return this.#live.file(type, args);
  });

  /** Folder of the runtime packs. Default: `runtime/` beside this script. */
  declare runtimeURL: string | null;

  /**
   * Folder of a complete Pyodide: its core, `pyodide-lock.json` and packages. Default: the core in `pyodide/`
   * beside this script, and packages from Pyodide's public host when an app needs one.
   */
  declare pyodideURL: string | null;

  /** Index of the packages that Pyodide doesn't have: its "simple" API. Default: PyPI. */
  declare indexURL: string | null;

  /**
   * Folder that has all of them, with `runtime/`, `pyodide/<version>/` and `simple/` in it, where the public
   * hosts can't be reached. Default: none.
   */
  declare mirror: string | null;

  /**
   * Address through which the app's Python reads other origins that don't let pages do so, relative to the
   * page: one in which `{url}` stands for that of the request, or to which it is appended. Default: none.
   */
  declare proxy: string | null;

  /**
   * Address of the record of the app's start that `python -m webdash.prerender` has made, or of the folder with it,
   * relative to the page. The app is then shown before there is any Python. Default: none.
   */
  declare prerendered: string | null;

  /**
   * What is in the snapshot of Python's memory that later visits start from: `framework` (Dash and what belongs to it;
   * the default) or `packages` (also the app's packages, as imported at the head of its file; if they are pure Python).
   */
  declare snapshot: SnapshotContent;

  /** The app's Python code. Stands before the element's children and `src`. */
  declare code: string | null;

  /** How the app stands. @readonly */
  declare state: WebDashState;

  readonly #panel = new StatusPanel(this);
  #app: App | undefined;
  /** Ends the waiting for what starts the app. */
  #disarm: Dispose | undefined;
  #ready = deferred();
  /** Whether anyone wants to know what changes in the app. */
  #isWatched = false;

  constructor() {
    super();
    this.src = null;
    this.loading = 'lazy';
    this.kernel = 'default';
    this.requirements = '';
    this.lock = null;
    this.persist = null;
    this.address = 'inner';
    this.drop = null;
    this.accept = '';
    this.runtimeURL = null;
    this.pyodideURL = null;
    this.indexURL = null;
    this.mirror = null;
    this.proxy = null;
    this.prerendered = null;
    this.snapshot = 'framework';
    this.code = null;
    this.state = 'idle';
  }

  /**
   * Resolves when the app is shown, by its Python or from its record, with the element; rejects with a
   * {@link WebDashError} if it fails. A new promise after the app was started anew.
   */
  get ready(): Promise<this> {
    return this.#settled();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // The first time, the first update does so: then all that was set together with it is known.
    if (this.hasUpdated) this.#arm();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#disarm?.();
    // A move in the page is a removal with an insertion in the same task: it keeps the app.
    setTimeout(() => {
      if (!this.isConnected) this.#reset();
    });
  }

  /**
   * Asks the app's own Flask object, as its front end does: `element.fetch('/api/data')`. Waits until the
   * app is ready.
   *
   * @param path path and query, relative to the app's present address
   * @param init as of the global `fetch`
   * @returns the app's response
   * @throws {WebDashError} if the app fails to start
   */
  async fetch(path: string | URL, init?: RequestInit): Promise<Response> {
    await this.ready;
    return this.#live.fetch(path, init);
  }

  /**
   * Reads the props of a component, as they are now. Waits until the app is ready.
   *
   * @param id the component's: a text, or the object of pattern-matching callbacks
   * @returns a copy
   * @throws {DOMException} `NotFoundError` if there is no such component, `NotSupportedError` if the app is not
   *   one of Dash 2.16 or newer
   * @throws {WebDashError} if the app fails to start
   */
  async getProps(id: ComponentId): Promise<Record<string, unknown>> {
    await this.ready;
    return (await this.#live.components()).getProps(id);
  }

  /**
   * Sets props of a component, as `dash_clientside.set_props` does: callbacks that have them as inputs are called.
   * Waits until the app is ready.
   *
   * @param id the component's: a text, or the object of pattern-matching callbacks
   * @param props new values by the names of props; the others stay
   * @throws {DOMException} `NotFoundError` if there is no such component, `NotSupportedError` if the app is not
   *   one of Dash 2.16 or newer, `DataCloneError` if a value is no data
   * @throws {WebDashError} if the app fails to start
   */
  async setProps(id: ComponentId, props: Readonly<Record<string, unknown>>): Promise<void> {
    await this.ready;
    (await this.#live.components()).setProps(id, props);
  }

  /**
   * Calls the handlers that the app's Python has for an event: those of `webdash.host.on(name, handler)`. Waits
   * until the app is ready, and then until they have returned (coroutines: until they have begun).
   *
   * @param name of the event
   * @param detail for the handlers: anything that JSON can hold
   * @throws {TypeError} if JSON can't hold it
   * @throws {WebDashError} if the app fails to start
   */
  async emit(name: string, detail: unknown = null): Promise<void> {
    await this.ready;
    await this.#live.emit(name, detail);
  }

  /**
   * Writes the lock of the app: which packages it has, with addresses and hashes, in the form of
   * `pyodide-lock.json`. Saved beside the page and named by the `lock` attribute, it has the app find the same
   * packages ever after, without an index.
   *
   * @returns JSON
   * @throws {WebDashError} if the app fails to start
   */
  async createLock(): Promise<string> {
    await this.ready;
    return this.#live.lock();
  }

  /**
   * Starts the app anew, from its source. Resolves when it is shown.
   *
   * @param options `forget`: whether what `persist` has kept of the app is forgotten first
   * @throws {WebDashError} if the app fails to start
   * @throws {DOMException} `InvalidStateError` if the element is not in the page
   */
  async reload({ forget = false }: { forget?: boolean } = {}): Promise<void> {
    if (!this.isConnected) {
      throw new DOMException('The element is not in the page.', 'InvalidStateError');
    }
    this.#reset();
    void this.#boot({ forget });
    await this.#ready.promise;
  }

  /** As of `EventTarget`, with the types of the element's own events. */
  override addEventListener<K extends keyof WebDashEventMap>(
    type: K,
    listener: (this: WebDashElement, event: WebDashEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  override addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  override addEventListener(
    type: string,
    // A listener of one event's type is one of `Event` to the platform.
    listener: ((event: never) => unknown) | EventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void {
    super.addEventListener(type, listener as EventListener, options);
    // Nothing is watched for nobody.
    if (type !== 'propschange') return;
    this.#isWatched = true;
    this.#app?.watch();
  }

  protected override createRenderRoot(): ShadowRoot {
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    const style = document.createElement('style');
    style.textContent = HOST_STYLE;
    root.append(style);
    makeDropZone(root, {
      accepts: () => this.drop !== null,
      ondrag: (isOver) => this.toggleAttribute('dragover', isOver),
      ondrop: (files) => void this.#takeDrop(files).catch(reportError),
    });
    return root;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const isNewApp = (
      [
        'src',
        'code',
        'requirements',
        'lock',
        'persist',
        'address',
        'kernel',
        'runtimeURL',
        'pyodideURL',
        'indexURL',
        'mirror',
        'proxy',
      ] as const
    ).some((name) => changed.has(name));
    if (!this.isConnected) {
      // Should the element come back at once, it is not to keep the app that it had.
      if (isNewApp) this.#reset();
    } else if (isNewApp && this.state !== 'idle') {
      void this.reload().catch(() => undefined);
    } else if (isNewApp || changed.has('loading') || changed.has('prerendered')) {
      this.#arm();
    }
  }

  /** The kernel that is to run the app. Replaced in tests. */
  protected kernelAt(name: string, location: KernelLocation): Kernel {
    return Kernel.for(name, location);
  }

  /** Waits for what starts the app, by the `loading` attribute. */
  #arm(): void {
    this.#disarm?.();
    if (this.state !== 'idle') return;
    const start = (): void => void this.#boot({ paints: true });
    // What is shown without Python needs no button.
    const isOffered = this.loading === 'interaction' && this.prerendered === null;
    if (isOffered) this.#offer();
    else this.#panel.show({ kind: 'waiting' });
    if (this.loading === 'eager') start();
    else if (!isOffered) this.#disarm = whenNear(this, start);
  }

  /** Waits for the reader. */
  #offer(): void {
    this.#panel.show({ kind: 'offer', start: () => void this.#boot({}) });
  }

  /**
   * @param options `forget`: whether what `persist` has kept is forgotten; `paints`: whether the app is shown as it was
   *   recorded, if it was
   */
  async #boot({ forget = false, paints = false }): Promise<void> {
    if (this.state !== 'idle') return;
    this.#disarm?.();
    this.state = 'loading';
    this.dispatchEvent(new Event('loadstart'));
    let app: App | undefined;
    try {
      app = this.#app = this.#createApp(forget, paints);
      if (!(await app.paint())) {
        if (!this.#isAlive(app)) return;
        if (paints && this.loading === 'interaction') {
          this.#app = undefined;
          app.dispose();
          this.state = 'idle';
          this.#offer();
          return;
        }
        await this.#run(app);
      }
    } catch (error) {
      if (this.#app === app) this.#fail(asWebDashError(error));
      return;
    }
    if (!this.#isAlive(app)) return;
    this.state = 'ready';
    this.#panel.hide();
    this.#ready.resolve();
    this.dispatchEvent(new Event('load'));
    this.dispatchEvent(new Event('loadend'));
    if (app.isPainted && this.loading !== 'interaction') {
      void idlePeriod().then(() => {
        if (this.#isAlive(app)) void app.awake().catch(() => undefined);
      });
    }
  }

  async #run(app: App): Promise<void> {
    this.#progress({ stage: 'download', loaded: 0, total: 0 });
    await app.load();
    this.state = 'starting';
    await app.start();
    const reveal = setTimeout(() => {
      if (this.#isAlive(app)) this.#panel.hide();
    }, REVEAL_DELAY);
    await app.show().finally(() => clearTimeout(reveal));
  }

  /** The app, of which someone wants something. */
  get #live(): App {
    if (!this.#app) throw new DOMException('The app has been removed.', 'AbortError');
    return this.#app;
  }

  /** Whether an app is still this element's, and has not failed while its start was under way. */
  #isAlive(app: App): boolean {
    return this.#app === app && this.state !== 'failed';
  }

  /** @throws WebDashError if an attribute can't be understood */
  #createApp(forget: boolean, paints: boolean): App {
    const { prerendered } = this;
    const location = kernelLocation(WebDashElement.distURL, this);
    // What is dropped later needs a place: that there is none is told now.
    if (this.drop !== null) folderOf('drop', this.drop);
    const app = new App({
      kernel: (number) => this.kernelAt(numbered(this.kernel, number), location),
      jobKernel: (name) => this.kernelAt(name, location),
      root: this.renderRoot as ShadowRoot,
      storageKey: storageKey(this),
      workerScopeURL: new URL('web-dash-worker.js', WebDashElement.distURL).href,
      address: this.address === 'hash' || this.address === 'query' ? this.address : null,
      addressKey: addressKey(this),
      persist: this.persist === null ? null : { folders: this.persist, forget },
      snapshot: this.snapshot === 'packages' ? 'packages' : 'framework',
      source: () => readSource(this),
      record:
        prerendered !== null && paints ? (signal) => readRecord(this, prerendered, signal) : null,
      onprogress: (progress) => this.#progress(progress),
      onoutput: (output) => this.#output(output),
      onfilechange: (changes) => this.dispatchEvent(new WebDashFileChangeEvent(changes)),
      onpropschange: (change) => this.dispatchEvent(new WebDashPropsChangeEvent(change)),
      // It has come from the app, so it goes the way that events inside the app go.
      onemit: (name, detail) =>
        this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true })),
      reload: () => void this.reload().catch(() => undefined),
      onrestart: (error) => (error ? this.#fail(error, true) : this.#recover()),
      onpaint: () => {
        this.state = 'starting';
        this.#panel.hide();
      },
      onawake: (isAnew) => {
        if (this.state === 'ready') this.#panel.hide();
        if (isAnew) this.dispatchEvent(new Event('load'));
      },
      onerror: (error) => this.#fail(error),
      onpersisterror: (error) => this.#persistError(error),
    });
    if (this.#isWatched) app.watch();
    return app;
  }

  /** @throws what `element.files` throws */
  async #takeDrop(dropped: readonly File[]): Promise<void> {
    const files = dropped.filter((file) => isAccepted(file, this.accept));
    const refused = dropped.filter((file) => !files.includes(file));
    const folder = folderOf('drop', this.drop ?? '');
    if (!this.dispatchEvent(new WebDashFileDropEvent(files, refused))) return;
    for (const { name } of refused) {
      console.warn(`web-dash: ${name} was dropped, but the app takes ${this.accept} only.`);
    }
    await Promise.all(
      files.map((file) =>
        this.files.write(folder === '' ? file.name : `${folder}/${file.name}`, file),
      ),
    );
  }

  #progress(progress: Progress): void {
    if (this.#app?.isAwaited) this.#panel.show({ kind: 'background', progress });
    else if (this.state !== 'ready' && !this.#app?.isPainted) {
      this.#panel.show({ kind: 'progress', progress });
    }
    this.dispatchEvent(new WebDashProgressEvent(progress));
  }

  #output(output: Output): void {
    if (!this.dispatchEvent(new WebDashOutputEvent(output))) return;
    console[output.level === 'warning' ? 'warn' : output.level](output.text);
  }

  #persistError(error: WebDashError): void {
    if (this.dispatchEvent(new WebDashPersistErrorEvent(error))) console.error(error);
  }

  /** Shows an error, at the start of an app or later: the first one, unless a later one takes its place. */
  #fail(error: WebDashError, isNewer = false): void {
    if (this.state === 'failed' && !isNewer) return;
    const wasLoading = this.state === 'loading' || this.state === 'starting';
    this.#app?.abort();
    this.state = 'failed';
    if (!wasLoading) this.#ready = deferred();
    this.#ready.reject(error);
    const retry = (): void => void this.reload().catch(() => undefined);
    this.#panel.show({ kind: 'error', error, retry });
    console.error(error);
    this.dispatchEvent(new WebDashErrorEvent(error));
    if (wasLoading) this.dispatchEvent(new Event('loadend'));
  }

  /** Shows the app again whose code had failed when it was reloaded, and has been mended. */
  #recover(): void {
    if (this.state !== 'failed') return;
    this.state = 'ready';
    this.#panel.hide();
    this.#ready = deferred();
    this.#ready.resolve();
    this.dispatchEvent(new Event('load'));
  }

  /** Settles as the app does whose start a change of a property in the same task has set off. */
  async #settled(): Promise<this> {
    await this.updateComplete;
    await this.#ready.promise;
    return this;
  }

  /** Ends the app, and leaves the element as it was before. */
  #reset(): void {
    if (this.state === 'idle') return;
    this.#app?.dispose();
    this.#app = undefined;
    this.#ready.reject(new DOMException('The app has been removed.', 'AbortError'));
    this.#ready = deferred();
    this.state = 'idle';
  }
}

/** The name of the first, second … kernel that stands behind a name, where versions of packages conflict. */
function numbered(name: string, number: number): string {
  return number === 1 ? name : `${name}~${number}`;
}
