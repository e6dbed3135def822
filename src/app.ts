import { loadApp, type AppSource, type LoadedApp } from './app-source.js';
import { decodeText } from './decode-text.js';
import { deferred, type Deferred } from './deferred.js';
import { Disposables } from './disposable.js';
import { asWebDashError, WebDashError } from './errors.js';
import { Downloads } from './files/downloads.js';
import { Components } from './host/components.js';
import type { PropsChange } from './host/layout-changes.js';
import { PageAddress, type AddressPart } from './host/page-address.js';
import { HotReload } from './hot-reload.js';
import { inTime } from './in-time.js';
import { Jobs } from './jobs.js';
import { isAnythingKept } from './kernel/persistence/open-storage.js';
import { needsOf } from './kernel/packages/app-needs.js';
import { STAGE_DEADLINES } from './kernel/deadline.js';
import type { Known } from './kernel/channels.js';
import type { AppFileChanges, Kernel, PersistError, Preload } from './kernel/kernel.js';
import type {
  AppDefinition,
  AppNeeds,
  FileCallName,
  FileChange,
  HostEvent,
  JobMessage,
  KernelCalls,
  Output,
  PersistOptions,
  Progress,
  SnapshotContent,
  StartedApp,
  StaticFile,
} from './kernel/protocol.js';
import { versionDifference } from './prerendered/front-end.js';
import { RecordedStart } from './prerendered/recorded-start.js';
import { differenceFrom, isCodeOf } from './prerendered/source-digests.js';
import type { FoundRecord } from './prerendered/start-record.js';
import { ServedSuites } from './served-suites.js';
import { unlessAborted } from './unless-aborted.js';
import { prepareClasses } from './view/shared-classes.js';
import { beginRealm, type ComingRealm } from './view/realm.js';
import { View } from './view/view.js';

/** What an app needs of its element, and tells it. */
export interface AppHost {
  /** The kernels that may run the app, counted from 1: those after the first where versions of packages conflict. */
  readonly kernel: (number: number) => Kernel;
  /** A kernel for jobs of the app's background callbacks, of that name. */
  readonly jobKernel: (name: string) => Kernel;
  /** Where the app's document goes. */
  readonly root: ShadowRoot;
  /** Names the app's storage, the same at each visit. */
  readonly storageKey: string;
  /** Address of the script that begins each worker of the app's front end, absolute. */
  readonly workerScopeURL: string;
  /** The part of the page's address in which the app's stands, under {@link addressKey}; `null` for none. */
  readonly address: AddressPart | null;
  /** Names the app's address among those of the page's apps. */
  readonly addressKey: string;
  /** Which of the app's folders are kept across visits, under {@link storageKey}; `null` for none. */
  readonly persist: Omit<PersistOptions, 'key'> | null;
  /** Which snapshot the app's visits start from. */
  readonly snapshot: SnapshotContent;
  /** What is to be run, as the element says now. */
  readonly source: () => Promise<AppSource>;
  /** How the app starts, as it was recorded; `null` where it isn't to be shown before it runs. */
  readonly record: ((signal: AbortSignal) => Promise<FoundRecord>) | null;
  readonly onprogress: (progress: Progress) => void;
  readonly onoutput: (output: Output) => void;
  readonly onfilechange: (changes: readonly FileChange[]) => void;
  /** Called for each component whose props have changed, if the app is watched. */
  readonly onpropschange: (change: PropsChange) => void;
  /** Called when the app's Python tells the page something. */
  readonly onemit: (name: string, detail: unknown) => void;
  /** Starts the app anew, where it has become another one. */
  readonly reload: () => void;
  /** Called when an app's code has changed: it runs with that, or fails. */
  readonly onrestart: (error: WebDashError | null) => void;
  /** Called when the app is about to be shown as it was recorded. */
  readonly onpaint: () => void;
  /** Called when an app that was shown before it ran does run, or is shown anew because it is another one by now. */
  readonly onawake: (isAnew: boolean) => void;
  /** Called when an app that was shown can't go on. */
  readonly onerror: (error: WebDashError) => void;
  /** Called when files can't be kept; the app goes on. */
  readonly onpersisterror: (error: WebDashError) => void;
}

let apps = 0;

/** One app in its element, from the author's source to the view that shows it. */
export class App {
  readonly #id = `app-${++apps}`;
  readonly #host: AppHost;
  readonly #abort = new AbortController();
  readonly #disposables = new Disposables();
  readonly #components = new Components();
  #kernel: Kernel;
  /** Whether the app is the first of its kernel, which then takes its versions of packages. */
  #isFirst = Promise.resolve(false);
  #definition: AppDefinition | undefined;
  #suites: ServedSuites | undefined;
  #hotReload: HotReload | undefined;
  /** Settled when the app is back, while it is restarted. */
  #absence: Deferred | undefined;
  #jobs: Jobs | undefined;
  /** Scripts that its page will probably load, as the kernel has said. */
  #scripts: readonly StaticFile[] = [];
  /** Where the first page's scripts will run, as long as there is no view. */
  #coming: ComingRealm | undefined;
  #isShown = false;
  #view: View | undefined;
  /** What the app is shown from before it runs. */
  #recorded: RecordedStart | undefined;
  /** Settled when it runs, once that has been asked for. */
  #awakening: Promise<void> | undefined;
  /** How many calls wait for that. */
  #waiting = 0;

  constructor(host: AppHost) {
    this.#host = host;
    this.#kernel = host.kernel(1);
  }

  /** Whether the app is shown as it was recorded, or was so before it ran. */
  get isPainted(): boolean {
    return this.#recorded !== undefined;
  }

  /** Whether someone waits for the app's Python, which doesn't run yet. */
  get isAwaited(): boolean {
    return this.#waiting > 0;
  }

  /**
   * Shows the app's first page as it was recorded, if it was, before there is any Python. That starts when something
   * is asked that isn't in the record, or by {@link awake}.
   *
   * @returns whether it is shown; if not, it has to be started
   * @throws WebDashError
   */
  async paint(): Promise<boolean> {
    const { record, source, address, addressKey, persist, storageKey } = this.#host;
    if (!record) return false;
    try {
      const [found, { code }, isReadersOwn] = await Promise.all([
        record(this.#abort.signal),
        source(),
        persist !== null && isAnythingKept(storageKey),
      ]);
      // With files of this reader's own it is another app than was recorded.
      if (isReadersOwn) return false;
      const recorded = new RecordedStart(found);
      if (code !== null && !(await isCodeOf(found.record, code))) {
        warnOfDifference(found.record.main);
        return false;
      }
      const first = address && new PageAddress(address, addressKey).read()?.address;
      if (!recorded.has(first ?? '/')) return false;
      this.#recorded = recorded;
      this.#host.onpaint();
    } catch (error) {
      this.#abort.signal.throwIfAborted();
      console.warn(`web-dash: the app starts without its record. ${String(error)}`);
      return false;
    }
    await this.show();
    return true;
  }

  /**
   * Has the Python of an app start that was shown before; resolves once it answers. If it fails, `onerror` tells so,
   * too.
   *
   * @throws WebDashError
   */
  awake(): Promise<void> {
    if (!this.#recorded) return Promise.resolve();
    if (!this.#awakening) {
      this.#awakening = this.#wake(this.#recorded);
      this.#awakening.catch((error: unknown) => {
        if (!this.#abort.signal.aborted) this.#host.onerror(asWebDashError(error));
      });
    }
    return this.#awakening;
  }

  /**
   * Fetches what is to be run, while the kernel boots.
   *
   * @throws WebDashError
   */
  async load(): Promise<void> {
    const { source, snapshot, storageKey, persist, onprogress } = this.#host;
    const { signal } = this.#abort;
    this.#listen();
    void prepareClasses();
    // What is told of the boot says more, while that lasts.
    let files: Progress | undefined;
    let booted = false;
    const [definition] = await Promise.all([
      source()
        .then((found) =>
          loadApp(
            found,
            new Downloads(signal, (progress) => {
              files = progress;
              if (booted) onprogress(progress);
            }),
          ),
        )
        .then((loaded) => {
          const definition = { ...loaded, snapshot };
          this.#announce(needsOf(definition));
          return definition;
        }),
      this.#kernel.boot({ onprogress, signal, snapshot }).then(() => {
        booted = true;
        if (files) onprogress(files);
      }),
    ]);
    signal.throwIfAborted();
    this.#definition = { ...definition, persist: persist && { ...persist, key: storageKey } };
  }

  /**
   * Runs the author's file.
   *
   * @throws WebDashError
   */
  async start(): Promise<void> {
    if (!this.#definition) throw new Error('The app was not loaded.');
    if (this.#definition.persist) this.#saveWhenLeft();
    // From here on Python knows the app, even if it fails to start.
    this.#disposables.add(() => void this.#kernel.stop(this.#id).catch(() => undefined));
    for (let number = 2; ; number++) {
      try {
        const started = await this.#startIn(this.#kernel, this.#definition);
        this.#suites = new ServedSuites(started);
        this.#followSource(started.hotReloadInterval, this.#definition);
        return;
      } catch (error) {
        const isConflict = error instanceof WebDashError && error.code === 'package-conflict';
        if (!isConflict || (await this.#isFirst)) throw error;
      }
      void this.#kernel.stop(this.#id).catch(() => undefined);
      this.#kernel = this.#host.kernel(number);
      this.#listen();
      await this.#bootFor(this.#definition);
    }
  }

  /**
   * Shows the app's first page. If that fails or takes too long, nothing of it stays.
   *
   * @throws WebDashError
   */
  async show(): Promise<void> {
    const recorded = this.#recorded;
    const { root, storageKey, workerScopeURL, address, addressKey, onerror } = this.#host;
    const addressBar = address ? new PageAddress(address, addressKey) : undefined;
    const known = (): Known | undefined => recorded ?? this.#suites;
    const scripts = recorded?.lateScripts ?? this.#scripts;
    const coming = this.#coming ?? beginRealm(scripts, this.#abort.signal);
    this.#coming = undefined;
    this.#isShown = true;
    const view = new View({
      root,
      storageKey,
      workerScopeURL,
      addressBar,
      coming,
      backend: {
        get known() {
          return known();
        },
        request: async (request, signal) => {
          if (recorded && !recorded.isOver) {
            console.debug(`web-dash: not in the record: ${request.method} ${request.target}`);
          }
          await unlessAborted(this.#awaited(), signal);
          await this.#absence?.promise;
          const response = await this.#kernel.request(this.#id, request, signal);
          if (request.target.endsWith('/_reload-hash')) this.#hotReload?.asked();
          return response;
        },
        connect: async (request, protocols) => {
          await this.#awaited();
          await this.#absence?.promise;
          return this.#kernel.backend(this.#id).connect(request, protocols);
        },
      },
      onshow: (realm) => this.#components.attach(realm),
      onerror: (error) => onerror(asWebDashError(error)),
    });
    this.#disposables.add(() => view.dispose());
    try {
      await inTime(view.open(addressBar?.read()?.address ?? '/'), STAGE_DEADLINES.app, notShown);
      this.#abort.signal.throwIfAborted();
    } catch (error) {
      view.dispose();
      throw asWebDashError(error);
    }
    this.#view = view;
  }

  /** Asks the app's own Flask object; the app must be shown. */
  fetch(path: string | URL, init?: RequestInit): Promise<Response> {
    if (!this.#view) throw new DOMException('The app has been removed.', 'AbortError');
    return this.#view.fetch(path, init);
  }

  /** The app's components, once no page of it is under way; the app must be shown. */
  async components(): Promise<Components> {
    await this.#view?.settled();
    if (!this.#view) throw new DOMException('The app has been removed.', 'AbortError');
    return this.#components;
  }

  /** Tells of each component whose props change, from now on or from when the app is shown. */
  watch(): void {
    this.#components.watch(this.#host.onpropschange);
  }

  /** Tells the app's Python something; resolves once its handlers have been called. */
  async emit(name: string, detail: unknown): Promise<void> {
    const json = (JSON.stringify(detail) as string | undefined) ?? 'null';
    await this.#awaited();
    await this.#kernel.emit({ app: this.#id, name, detail: json });
  }

  /** Makes a call for the app's files; the app must be started. */
  async file<K extends FileCallName>(
    type: K,
    args: Omit<KernelCalls[K]['args'], 'app'>,
  ): Promise<KernelCalls[K]['result']> {
    const all = { ...args, app: this.#id } as KernelCalls[K]['args'];
    await this.#awaited();
    return this.#kernel.file(type, all);
  }

  /** The lock of the app, which must be shown: the packages that were installed for it. */
  async lock(): Promise<string> {
    await this.#awaited();
    return this.#kernel.lock(this.#id);
  }

  /** Ends what is under way; what is shown stays. */
  abort(): void {
    this.#abort.abort();
    this.#coming?.disposables.dispose();
    this.#coming = undefined;
  }

  /** Waits for the app's Python, where that has yet to start. */
  async #awaited(): Promise<void> {
    if (!this.#recorded) return;
    this.#waiting++;
    try {
      await this.awake();
    } finally {
      this.#waiting--;
    }
  }

  /** Starts the app behind what is shown of it, and has it take over. */
  async #wake(recorded: RecordedStart): Promise<void> {
    await this.load();
    const { record } = recorded;
    let difference = this.#definition ? await differenceFrom(record, this.#definition) : null;
    if (difference !== null) warnOfDifference(difference);
    try {
      await this.start();
    } catch (error) {
      // What is shown is no app that there is.
      if (difference !== null) this.#view?.dispose();
      throw error;
    }
    recorded.end();
    difference ??= await this.#askAgain(recorded);
    if (difference !== null) {
      this.#recorded = undefined;
      this.#view?.dispose();
      await this.show();
    }
    this.#host.onawake(difference !== null);
  }

  /**
   * Asks the app what was answered without it, as that makes it what it is: sessions begin, data is loaded, pages are
   * counted.
   *
   * @returns what of its front end is of another version than what is shown, if anything: the two don't go together
   */
  async #askAgain(recorded: RecordedStart): Promise<string | null> {
    const [page] = recorded
      .takeAsked()
      .map((request) => this.#kernel.request(this.#id, request).catch(() => undefined));
    const answer = await page;
    const difference = answer
      ? versionDifference(recorded.firstPage, decodeText(answer.body))
      : null;
    if (difference !== null) warnOfDifference(difference);
    return difference;
  }

  /** Hears what the kernel says of the app. */
  #listen(): void {
    const kernel = this.#kernel;
    this.#disposables.listen(kernel, 'output', (event) => {
      const { detail } = event as CustomEvent<Output>;
      if (detail.app === this.#id) this.#host.onoutput(detail);
    });
    this.#disposables.listen(kernel, 'filechange', (event) => {
      const { app, changes } = (event as CustomEvent<AppFileChanges>).detail;
      if (app === this.#id) this.#host.onfilechange(changes);
    });
    this.#disposables.listen(kernel, 'stale', (event) => {
      if ((event as CustomEvent<string>).detail === this.#id) this.#hotReload?.stale();
    });
    this.#disposables.listen(kernel, 'preload', (event) => {
      const { app, files } = (event as CustomEvent<Preload>).detail;
      if (app !== this.#id) return;
      this.#scripts = files;
      const { signal } = this.#abort;
      if (!this.#isShown && !this.#recorded && !signal.aborted)
        this.#coming ??= beginRealm(files, signal);
    });
    this.#disposables.listen(kernel, 'emit', (event) => {
      const { app, name, detail } = (event as CustomEvent<HostEvent>).detail;
      if (app === this.#id) this.#host.onemit(name, JSON.parse(detail));
    });
    this.#disposables.listen(kernel, 'job', (event) => {
      const { detail } = event as CustomEvent<JobMessage>;
      if (detail.app === this.#id) this.#jobsOf(kernel)?.receive(detail);
    });
  }

  /** The jobs of background callbacks, of an app that runs in `kernel`. */
  #jobsOf(kernel: Kernel): Jobs | undefined {
    if (!this.#definition || this.#jobs) return this.#jobs;
    const jobs = new Jobs({
      app: this.#id,
      definition: this.#definition,
      kernel: (number) => this.#host.jobKernel(`${this.#id} job ${number}`),
      onoutput: this.#host.onoutput,
      onemit: ({ name, detail }) => this.#host.onemit(name, JSON.parse(detail)),
      ontell: (job, content, error) =>
        void kernel.tellJob(this.#id, job, content, error).catch(() => undefined),
    });
    this.#disposables.add(() => jobs.dispose());
    return (this.#jobs = jobs);
  }

  /** Ends the jobs of an app whose files have changed; those to come have the files as they are now. */
  async #renewJobs(): Promise<void> {
    this.#jobs?.dispose();
    this.#jobs = undefined;
    const definition = this.#definition;
    if (!definition) return;
    const read = (path: string): Promise<Uint8Array> => this.file('readFile', { path });
    const files = definition.files.map(async ({ path, content }) => ({
      path,
      content: await read(path).catch(() => content),
    }));
    const code = new TextDecoder().decode(await read(definition.filename));
    this.#definition = { ...definition, code, files: await Promise.all(files) };
  }

  /** Boots the kernel with the packages that the app needs. */
  async #bootFor(definition: AppDefinition): Promise<void> {
    const { onprogress, snapshot } = this.#host;
    const booted = this.#kernel.boot({ onprogress, signal: this.#abort.signal, snapshot });
    this.#announce(needsOf(definition));
    await booted;
  }

  #announce(needs: AppNeeds): void {
    this.#isFirst = this.#kernel.announce(this.#id, needs);
    // A kernel that has died tells so itself.
    this.#isFirst.catch(() => undefined);
  }

  async #startIn(kernel: Kernel, definition: AppDefinition): Promise<StartedApp> {
    const { onprogress, onerror, onpersisterror } = this.#host;
    const { signal } = this.#abort;
    const listening = new Disposables();
    listening.listen(kernel, 'died', (event) => {
      onerror((event as CustomEvent<WebDashError>).detail);
    });
    listening.listen(kernel, 'persisterror', (event) => {
      const { app, error } = (event as CustomEvent<PersistError>).detail;
      if (app === this.#id) onpersisterror(error);
    });
    try {
      const started = await kernel.start(this.#id, definition, { onprogress, signal });
      this.#disposables.add(() => listening.dispose());
      return started;
    } catch (error) {
      listening.dispose();
      throw error;
    }
  }

  /** Brings what changes in the app's source to it, where it asks for that: as often as `interval` says, if not null. */
  #followSource(interval: number | null, loaded: LoadedApp): void {
    if (interval === null) {
      this.#hotReload?.dispose();
      this.#hotReload = undefined;
      return;
    }
    const { root, source, reload } = this.#host;
    // A page that was recorded asks for no changes, and can't be told of any.
    const anew = (): Promise<void> => {
      reload();
      return Promise.resolve();
    };
    this.#hotReload ??= new HotReload({
      element: root.host,
      source,
      loaded,
      interval,
      write: this.isPainted ? anew : (path, content) => this.file('writeFile', { path, content }),
      remove: this.isPainted ? anew : (path) => this.file('removeFile', { path, recursive: false }),
      restart: this.isPainted ? anew : () => this.#restart(loaded),
      reload,
    });
    if (this.isPainted) this.#hotReload.asked();
  }

  /** Runs the app's code anew. What its page asks for meanwhile waits: it is told by Dash, and stays. */
  async #restart(loaded: LoadedApp): Promise<void> {
    const { onrestart, reload } = this.#host;
    this.#absence ??= deferred();
    try {
      const started = await this.#kernel.restart(this.#id);
      this.#suites = new ServedSuites(started);
      await this.#renewJobs();
      this.#followSource(started.hotReloadInterval, loaded);
    } catch (error) {
      onrestart(asWebDashError(error));
      return;
    }
    this.#absence.resolve();
    this.#absence = undefined;
    if (this.#abort.signal.aborted && !this.#view) reload();
    else onrestart(null);
  }

  /** Has the app's files saved when the reader turns to something else, and may not come back. */
  #saveWhenLeft(): void {
    const save = (): void => void this.#kernel.save(this.#id).catch(() => undefined);
    this.#disposables.listen(window, 'pagehide', save);
    this.#disposables.listen(document, 'visibilitychange', () => {
      if (document.visibilityState === 'hidden') save();
    });
  }

  /** Takes the app out of the page and out of its kernel. */
  dispose(): void {
    this.abort();
    this.#hotReload?.dispose();
    this.#absence?.reject(new DOMException('The app has been removed.', 'AbortError'));
    this.#view = undefined;
    this.#components.detach();
    this.#disposables.dispose();
  }
}

/** Tells the author that an app has become another one than was recorded. */
function warnOfDifference(path: string): void {
  console.warn(
    `web-dash: ${path} isn’t what was recorded, so the app is shown as it is now. ` +
      'Record it anew: python -m webdash.prerender',
  );
}

/** That a page takes longer to be shown than an app may to start. */
function notShown(): WebDashError {
  const message = `The app’s page was not shown within ${STAGE_DEADLINES.app / 1000} seconds.`;
  return new WebDashError('timeout', message, { detail: 'app' });
}
