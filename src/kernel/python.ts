import type { PyodideAPI } from 'pyodide';
import type {
  AppDefinition,
  AppNeeds,
  AppRequest,
  AppResponse,
  FileChange,
  HostEvent,
  JobMessage,
  KernelCalls,
  Output,
  Part,
  PlainError,
  Progress,
  SocketAnswer,
  SocketEnd,
  StartedApp,
  StaticFile,
} from './protocol.js';
import { WebDashError, type ErrorCode } from '../errors.js';
import { KEY_DERIVATION } from './key-derivation.js';
import { OUTGOING } from './outgoing.js';
import { AppFolder } from './file-system/app-folder.js';
import { fileSystem } from './file-system/emscripten-fs.js';
import { FileError } from './file-system/file-error.js';
import { FileJournal } from './file-system/file-journal.js';
import { failWhenFull } from './file-system/full-memory.js';
import { Installers } from './packages/installers.js';
import type { Announcements } from './announcements.js';
import { isTelling, needing, needsOf, saysNeeds } from './packages/app-needs.js';
import { mentionsAny } from './packages/imports.js';
import { Packages, SUITES, type PackageClient } from './packages/packages.js';
import { Persistence } from './persistence/persistence.js';
import { Planner } from './packages/planner.js';
import { atOnce } from './pyodide/at-once.js';
import { RuntimeFiles } from './pyodide/runtime-files.js';
import { Starter } from './pyodide/starter.js';
import { restore } from './snapshots/restore.js';
import { Snapshots } from './snapshots/snapshots.js';
import { SitePackages } from './packages/site-packages.js';
import { Store } from './store/store.js';
import { HAS_JSPI, requireWebAssembly } from './pyodide/wasm.js';

/** What Python tells without being asked. */
export interface PythonListener {
  output(output: Output): void;
  /** An app tells the page something. */
  emit(event: HostEvent): void;
  /** An app says something of a job. */
  job(message: JobMessage): void;
  /** Files of an app can't be kept across visits. */
  persisterror(app: string, error: WebDashError): void;
  /** Something has changed in an app's folder. */
  filechange(app: string, changes: readonly FileChange[]): void;
  /** Code of an app that is reloaded when it changes has changed. */
  stale(app: string): void;
  /** An app's page will probably load scripts, for which there is time now. */
  preload(app: string, files: readonly StaticFile[]): void;
  /** The interpreter can't go on. */
  fatal(error: unknown): void;
}

/** What each function of `bridge.py` returns. */
type Answer<T> = { ok: true; value: T } | { ok: false; error: PlainError };

type BridgeFunction<Args extends unknown[], T> = ((
  ...args: Args
) => Answer<T> | Promise<Answer<T>>) & {
  callPromising: (...args: Args) => Promise<Answer<T>>;
};

/** What an app that was started asks for, of the page and of the worker. */
interface Started {
  readonly lacksDevBundles: boolean;
  readonly hotReloadInterval: number | undefined;
  readonly suitePaths: readonly string[];
}

/** An `AppRequest` in as few values as can be, as each of them takes a call to cross the border. */
type FlatRequest = [
  method: string,
  target: string,
  headers: string,
  body: Uint8Array | undefined,
  scriptCookies: string,
];

/** An `AppResponse` in as few values. */
type FlatResponse = [
  status: number,
  statusText: string,
  headers: string,
  body: Uint8Array,
  cookies: string,
  channel: number | undefined,
];

/** The functions of `bridge.py`. */
interface Bridge {
  readonly boot: (
    output: (output: Output) => void,
    emit: (event: HostEvent) => void,
    job: (message: JobMessage) => void,
    outgoing: typeof OUTGOING,
    derivation: typeof KEY_DERIVATION,
  ) => void;
  readonly prepare: BridgeFunction<[app: string], string>;
  readonly start: BridgeFunction<[app: string, definition: AppDefinition], Started>;
  readonly restart: BridgeFunction<[app: string, definition: AppDefinition], Started>;
  readonly changed: BridgeFunction<[app: string, changes: readonly FileChange[]], boolean>;
  readonly request: BridgeFunction<[app: string, ...request: FlatRequest], FlatResponse>;
  readonly read: BridgeFunction<[app: string, channel: number], Exclude<Part, null> | undefined>;
  readonly connect: BridgeFunction<
    [app: string, protocols: readonly string[], ...request: FlatRequest],
    SocketAnswer | undefined
  >;
  readonly write: BridgeFunction<
    [app: string, channel: number, data: Uint8Array | string],
    undefined
  >;
  readonly close: BridgeFunction<
    [app: string, channel: number, code: number, reason: string],
    undefined
  >;
  readonly emit: BridgeFunction<[app: string, name: string, detail: string], undefined>;
  readonly run_job: BridgeFunction<
    [app: string, job: string, fn: string, content: Uint8Array],
    Uint8Array
  >;
  readonly tell_job: BridgeFunction<
    [app: string, job: string, content: Uint8Array | null, error: string],
    undefined
  >;
  readonly stop: BridgeFunction<[app: string], undefined>;
}

/** Private parts of Pyodide that are used: no public one tells of a fatal error. */
interface PyodideInternals {
  readonly _api: { on_fatal?: (error: unknown) => void };
}

/** How long the page waits for what apps have changed to be saved before it hears that Python has died. */
const LAST_SAVE_DEADLINE = 3000;

/** How long Python waits for an app that may have a snapshot of its own, in milliseconds. */
const APP_PATIENCE = 3000;

/** After the start of an app, how long its first callbacks have Python for themselves, in milliseconds. */
const BYTECODE_DELAY = 3000;

/** What an app names that looks at requests, and then serves Dash's scripts itself. */
const HOOKS = ['before_request', 'after_request', 'teardown_request', 'wsgi_app'];

/** Stands between headers that cross to Python as one text: neither they nor cookies can have it. */
const SEPARATOR = '\0';

type ProgressListener = (progress: Progress) => void;
type Later = Starter['later'];

/** Python with `webdash.kernel`: the JavaScript side of `python/src/webdash/kernel/bridge.py`. */
export class Python {
  /** Whether a snapshot would make this browser's next visit faster. */
  readonly lacksSnapshot: boolean;
  readonly #pyodide: PyodideAPI;
  readonly #bridge: Bridge;
  readonly #packages: Packages;
  readonly #installers: Installers;
  readonly #store: Store;
  readonly #later: Later | undefined;
  /** The start of each app whose packages are on their way. */
  readonly #starts = new Map<string, symbol>();
  /** Why the own packages of an app could not be installed before it was too late for them. */
  readonly #failures = new Map<string, Error>();
  readonly #needs = new Map<string, AppNeeds>();
  /** What was started of each app, without the files, which are in its folder. */
  readonly #definitions = new Map<string, AppDefinition>();
  /** The apps that are told of files that change. */
  readonly #reloaded = new Set<string>();
  readonly #folders = new Map<string, AppFolder>();
  readonly #journal: FileJournal;
  readonly #persistence: Persistence;
  readonly #listener: PythonListener;
  /** Settles when the next app may run its main file. */
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(
    pyodide: PyodideAPI,
    bridge: Bridge,
    packages: Packages,
    installers: Installers,
    store: Store,
    later: Later | undefined,
    listener: PythonListener,
    lacksSnapshot: boolean,
  ) {
    this.lacksSnapshot = lacksSnapshot;
    this.#pyodide = pyodide;
    this.#bridge = bridge;
    this.#packages = packages;
    this.#installers = installers;
    this.#store = store;
    this.#later = later;
    this.#listener = listener;
    const fs = fileSystem(pyodide);
    failWhenFull(fs);
    this.#journal = new FileJournal(fs);
    const files = { fs, journal: this.#journal };
    this.#persistence = new Persistence(files, (app, error) => listener.persisterror(app, error));
    (pyodide as unknown as PyodideInternals)._api.on_fatal = (error) => this.#die(error);
  }

  /** Downloads and starts the interpreter and imports Dash. */
  static async boot(
    location: KernelCalls['boot']['args'],
    listener: PythonListener,
    onprogress: ProgressListener,
    announcements: Announcements,
  ): Promise<Python> {
    await requireWebAssembly();
    const store = new Store();
    const files = await RuntimeFiles.open(location, store);
    const starter = new Starter(files, location, onprogress);
    const packages = new Packages(files, store, location);
    let isSoonUp = false;
    let isTold = false;
    // Not before, nor for an app that packages are installed for: browsers warn of what is loaded ahead for seconds.
    const preloadForFirst = (): void => {
      const { earliest } = announcements;
      if (!isSoonUp || isTold || !earliest) return;
      isTold = true;
      const { app, needs } = earliest;
      if (packages.sufficeFor(needs) && !mentionsAny(HOOKS, needs))
        listener.preload(app, packages.scriptsFor(needs));
    };
    const soonUp = (): void => {
      isSoonUp = true;
      preloadForFirst();
    };
    announcements.listen((needs) => {
      packages.prefetchFor(needs);
      preloadForFirst();
    });
    const awaited =
      location.snapshot === 'packages' ? await announcements.first(APP_PATIENCE) : undefined;
    const own = awaited?.needs.snapshot === 'packages' ? awaited : undefined;
    let snapshots = await Snapshots.open(files, own && { needs: own.needs, location });
    const attached = (pyodide: PyodideAPI): PyodideAPI => {
      (pyodide as unknown as PyodideInternals)._api.on_fatal = (error) => {
        // No author's code has run yet.
        if (pyodide === restored?.pyodide) void snapshots.reject();
        listener.fatal(error);
      };
      const planner = new Planner(pyodide, location.indexURL);
      const isRestored = pyodide === restored?.pyodide;
      packages.attach(new SitePackages(pyodide, planner), planner, isRestored ? [SUITES] : []);
      return pyodide;
    };
    const tell = (level: 'info' | 'error', text: string): void =>
      listener.output({ app: null, level, text });
    // A snapshot has all files.
    let later: Later | undefined;
    const startFresh = async (): Promise<PyodideAPI> => {
      const prefetched = packages.prefetch(starter.loaded);
      const pyodide = await starter.start(tell);
      soonUp();
      later = starter.later;
      prefetched
        .then(() => starter.later.load())
        .catch((error: unknown) => tell('error', (error as Error).message));
      return pyodide;
    };
    let restored = await restore(snapshots, starter, {
      write: tell,
      onfound: soonUp,
      app: own?.app,
    });
    const { isLacking } = snapshots;
    if (own && !restored) {
      snapshots = await Snapshots.open(files);
      restored = await restore(snapshots, starter, { write: tell, onfound: soonUp });
    }
    let pyodide = attached(restored?.pyodide ?? (await startFresh()));
    if (own && restored?.packages) packages.resume(own.app, restored.packages);
    onprogress({ stage: 'interpreter', loaded: 0, total: 0 });
    const first = announcements.close();
    const client = first && clientOf(first.app, first.needs, listener, onprogress);
    // Why that failed is told to the app when it starts.
    const loadLater = async (): Promise<void> =>
      loadLaterFor(first?.needs, packages, later).catch(() => undefined);
    await loadLater();
    let failure: Error | undefined;
    // What is in a snapshot for it is of the runtime's own.
    if (client && !restored?.packages && (await packages.needsOtherRuntime(client))) {
      // In a snapshot the runtime's own versions have been imported.
      if (restored) pyodide = attached(await startFresh());
      await loadLater();
      failure = await packages.replaceRuntime(client);
    }
    const functions = importBridge(pyodide, first?.needs);
    const { boot, prepare, start, restart, changed, request, read } = functions;
    const { connect, write, close, emit, run_job, tell_job, stop } = functions;
    boot(
      (output) => listener.output(output),
      (event) => listener.emit(event),
      (message) => listener.job(message),
      OUTGOING,
      KEY_DERIVATION,
    );
    const bridge = {
      boot,
      prepare,
      start,
      restart,
      changed,
      request,
      read,
      connect,
      write,
      close,
      emit,
      run_job,
      tell_job,
      stop,
    };
    const installers = new Installers(pyodide, files, location.packagesURL);
    const python = new Python(
      pyodide,
      bridge,
      packages,
      installers,
      store,
      later,
      listener,
      isLacking,
    );
    if (first && failure) python.#failures.set(first.app, failure);
    return python;
  }

  /**
   * Installs what the app needs, puts back what was kept of its files, and runs its main file, unless it has
   * been stopped meanwhile. Where that fails for a module that only a package of the app knows it needs, this is
   * done again with that module's package.
   */
  async start(
    app: string,
    definition: AppDefinition,
    onprogress: ProgressListener,
    needs = needsOf(definition),
  ): Promise<StartedApp> {
    const start = Symbol(app);
    this.#starts.set(app, start);
    onprogress({ stage: 'packages', loaded: 0, total: 0 });
    const failure = this.#failures.get(app);
    if (failure) throw failure;
    this.#needs.set(app, needs);
    this.#definitions.set(app, { ...definition, files: [] });
    const client = clientOf(app, needs, this.#listener, onprogress);
    try {
      await loadLaterFor(needs, this.#packages, this.#later);
      await Promise.all([
        this.#packages.require(client),
        this.#installers.require(needs),
        this.#persistence.open(app, definition),
      ]);
      // Of apps that start at once, what is asked of the first ones is answered before the last ones run.
      await (this.#turn = this.#turn.then(nextTask));
      if (this.#starts.get(app) !== start) {
        throw new WebDashError('kernel-died', 'The app was stopped before it ran.');
      }
    } finally {
      // Another start of the same name may have taken the place of this one.
      if (this.#starts.get(app) === start) this.#starts.delete(app);
    }
    onprogress({ stage: 'app', loaded: 0, total: 0 });
    try {
      await this.#populate(app, definition);
      const started = await this.#call(this.#bridge.start, app, definition);
      return await this.#started(client, started);
    } catch (error) {
      // The folder of an app that failed is empty by now; that is not to be kept.
      this.#persistence.discard(app);
      const more = error instanceof MissingModule ? needing(needs, error.module) : needs;
      if (more === needs || !this.#needs.has(app)) throw error;
      return await this.start(app, definition, onprogress, more);
    } finally {
      this.#store.release();
      setTimeout(() => this.#keepBytecode(), BYTECODE_DELAY);
    }
  }

  /** Runs the main file of an app that was started anew, as it is by now. Its files stay. */
  async restart(
    app: string,
    onprogress: ProgressListener,
    missing: readonly string[] = [],
  ): Promise<StartedApp> {
    const folder = this.folder(app);
    const [before, told] = [this.#definitions.get(app), this.#needs.get(app)];
    if (!before || !told) throw new Error(`${app} was not started.`);
    const code = new TextDecoder().decode(folder.read(before.filename));
    const definition = { ...before, code };
    const needs = missing.reduce(needing, { ...told, ...this.#needsIn(folder, definition) });
    this.#definitions.set(app, definition);
    this.#needs.set(app, needs);
    const client = clientOf(app, needs, this.#listener, onprogress);
    onprogress({ stage: 'packages', loaded: 0, total: 0 });
    await Promise.all([this.#packages.require(client), this.#installers.require(needs)]);
    onprogress({ stage: 'app', loaded: 0, total: 0 });
    try {
      return await this.#started(client, await this.#call(this.#bridge.restart, app, definition));
    } catch (error) {
      const module = error instanceof MissingModule ? error.module : undefined;
      if (module === undefined || missing.includes(module)) throw error;
      return await this.restart(app, onprogress, [...missing, module]);
    }
  }

  /** What of a folder says which packages its app needs. */
  #needsIn(folder: AppFolder, { code, filename, lazyFiles }: AppDefinition): Partial<AppNeeds> {
    const lazy = new Set(lazyFiles.map(({ path }) => path));
    const paths = folder
      .list('', true)
      .filter(({ kind, path }) => kind === 'file' && path !== filename)
      .map(({ path }) => path);
    const files = paths
      .filter((path) => isTelling(path) && !lazy.has(path))
      .map((path) => ({ path, content: folder.read(path) }));
    return { code, files, paths };
  }

  async #started(client: PackageClient, started: Started): Promise<StartedApp> {
    const { lacksDevBundles, hotReloadInterval, suitePaths } = started;
    if (lacksDevBundles) await this.#packages.requireDevBundles(client);
    if (hotReloadInterval === undefined) this.#reloaded.delete(client.app);
    else this.#reloaded.add(client.app);
    const { suites } = this.#packages;
    const scripts = suitePaths.length > 0 ? this.#packages.scriptsFor(client.needs) : [];
    this.#listener.preload(client.app, scripts);
    return { hotReloadInterval: hotReloadInterval ?? null, suitePaths, suites };
  }

  #keepBytecode(): void {
    try {
      this.#packages.keepBytecode();
    } catch (error) {
      console.warn('web-dash: the bytecode of packages could not be kept.', error);
    }
  }

  /** Asks an app. Other calls may be made while Python waits for something in this one. */
  async request(app: string, request: AppRequest): Promise<AppResponse> {
    const [status, statusText, headers, body, cookies, channel] = await this.#call(
      this.#bridge.request,
      app,
      ...flat(request),
    );
    return { status, statusText, headers: pairs(headers), body, cookies, channel };
  }

  /** Asks for what comes next through a channel of an app. */
  async read(app: string, channel: number): Promise<Part> {
    return (await this.#call(this.#bridge.read, app, channel)) ?? null;
  }

  /** Opens a WebSocket of an app. */
  async connect(
    app: string,
    request: AppRequest,
    protocols: readonly string[],
  ): Promise<SocketAnswer | null> {
    return (await this.#call(this.#bridge.connect, app, protocols, ...flat(request))) ?? null;
  }

  /** Sends a message through a WebSocket of an app. */
  async write(app: string, channel: number, data: Uint8Array | string): Promise<null> {
    await this.#call(this.#bridge.write, app, channel, data);
    return null;
  }

  /** Gives up a channel of an app. */
  async close(app: string, channel: number, { code, reason }: SocketEnd): Promise<null> {
    await this.#call(this.#bridge.close, app, channel, code, reason);
    return null;
  }

  /** Calls the handlers that an app has for an event of the page. */
  async emit({ app, name, detail }: HostEvent): Promise<null> {
    await this.#call(this.#bridge.emit, app, name, detail);
    return null;
  }

  /** Runs a job that another kernel's app has started. */
  runJob({ app, job, function: key, content }: Omit<JobMessage, 'kind'>): Promise<Uint8Array> {
    return this.#call(this.#bridge.run_job, app, job, key, content);
  }

  /** Tells an app what a job of it says, or why it has ended. */
  async tellJob({ app, job, content, error }: KernelCalls['tellJob']['args']): Promise<null> {
    await this.#call(this.#bridge.tell_job, app, job, content, error);
    return null;
  }

  /** The folder of an app that has been started. */
  folder(app: string): AppFolder {
    const folder = this.#folders.get(app);
    if (!folder) throw new FileError('InvalidStateError', 'The app has been stopped.');
    return folder;
  }

  /** The lock of an app that has been started: which packages were installed for it. */
  lock(app: string): string {
    const needs = this.#needs.get(app);
    if (!needs) throw new WebDashError('app-not-found', 'The app has been stopped.');
    return this.#packages.lock(app, needs);
  }

  /** Saves what an app has changed in the folders that are kept across visits. */
  async save(app: string): Promise<null> {
    await this.#persistence.save(app);
    return null;
  }

  /** Forgets an app; what is kept of it is saved before. */
  async stop(app: string): Promise<null> {
    this.#starts.delete(app);
    this.#needs.delete(app);
    this.#definitions.delete(app);
    this.#reloaded.delete(app);
    this.#folders.delete(app);
    const saved = this.#persistence.close(app);
    await this.#call(this.#bridge.stop, app);
    await saved;
    return null;
  }

  /** Python can't go on; but the files that apps have changed are still there. */
  #die(error: unknown): void {
    const tell = (): void => this.#listener.fatal(error);
    if (!this.#persistence.hasUnsaved) {
      tell();
      return;
    }
    const limit = new Promise((resolve) => setTimeout(resolve, LAST_SAVE_DEADLINE));
    void Promise.race([this.#persistence.closeAll(), limit]).then(tell);
  }

  /** Makes an app's folder, with the author's files. */
  async #populate(app: string, definition: AppDefinition): Promise<void> {
    const path = await this.#call(this.#bridge.prepare, app);
    const folder = new AppFolder(fileSystem(this.#pyodide), path);
    this.#folders.set(app, folder);
    folder.populate(definition, (text) => this.#listener.output({ app, level: 'error', text }));
    const given = [...definition.files, ...definition.lazyFiles].map((file) => file.path);
    this.#persistence.restore(app, path, given);
    // A folder that goes is watched no more: nothing in it can change.
    this.#journal.watch(path, (all) => {
      if (this.#folders.get(app) !== folder) return;
      // What Python writes beside the modules that it imports is nobody's business.
      const changes = all.filter((change) => !change.path.split('/').includes('__pycache__'));
      if (changes.length === 0) return;
      this.#listener.filechange(app, changes);
      if (this.#reloaded.has(app)) void this.#changed(app, changes);
    });
  }

  /** Tells an app of files that have changed, and the page, if it is to be restarted for that. */
  async #changed(app: string, changes: readonly FileChange[]): Promise<void> {
    if (await this.#call(this.#bridge.changed, app, changes)) this.#listener.stale(app);
  }

  /** Calls a function of the bridge; where the engine lets it, Python may wait for promises in it. */
  async #call<Args extends unknown[], T>(call: BridgeFunction<Args, T>, ...args: Args): Promise<T> {
    const answer = await (HAS_JSPI
      ? atOnce(this.#pyodide, () => call.callPromising(...args))
      : call(...args));
    if (answer.ok) return answer.value;
    const { code, message, detail, module } = answer.error;
    const options = detail === undefined ? {} : { detail };
    if (module !== undefined) throw new MissingModule(module, code as ErrorCode, message, options);
    throw new WebDashError(code as ErrorCode, message, options);
  }
}

/** Resolves when what has come till now has had its turn. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** An app failed for a module for which no package has been sought. */
class MissingModule extends WebDashError {
  readonly module: string;

  constructor(module: string, code: ErrorCode, message: string, options: { detail?: string }) {
    super(code, message, options);
    this.module = module;
  }
}

function flat({ method, target, headers, body, scriptCookies = [] }: AppRequest): FlatRequest {
  return [
    method,
    target,
    headers.flat().join(SEPARATOR),
    body ?? undefined,
    scriptCookies.join(SEPARATOR),
  ];
}

/** The headers that were joined: name, value, name … */
function pairs(headers: string): [name: string, value: string][] {
  const texts = headers === '' ? [] : headers.split(SEPARATOR);
  const result: [string, string][] = [];
  for (let i = 0; i + 1 < texts.length; i += 2) result.push([texts[i] ?? '', texts[i + 1] ?? '']);
  return result;
}

/** Who packages are installed for. */
function clientOf(
  app: string,
  needs: AppNeeds,
  listener: PythonListener,
  onprogress: ProgressListener,
): PackageClient {
  const output: PackageClient['output'] = (level, text) => listener.output({ app, level, text });
  return { app, needs, onprogress, output };
}

/**
 * Imports Dash, and what serves apps with it.
 *
 * @param needs Of the app whose versions of packages may have taken the place of the runtime's own.
 * @throws {WebDashError} `package-unavailable`, if these are of no use here
 */
/**
 * Loads what Python started without, if it will probably be read, by an app or for its packages, or is on this device.
 *
 * @throws {WebDashError} `runtime-not-found`, `runtime-corrupt`
 */
async function loadLaterFor(
  needs: AppNeeds | undefined,
  packages: Packages,
  later: Later | undefined,
): Promise<void> {
  if (!needs || !later) return;
  if (!packages.sufficeFor(needs) || (await later.areKept)) await later.load();
}

function importBridge(pyodide: PyodideAPI, needs: AppNeeds | undefined): Bridge {
  try {
    return pyodide.pyimport('webdash.kernel.bridge') as Bridge;
  } catch (cause) {
    if (!needs || !saysNeeds(needs)) throw cause;
    const detail = (cause as Error).message.trim();
    const message = `What the app asks for can’t be imported here: ${detail.split('\n').at(-1) ?? ''}.`;
    throw new WebDashError('package-unavailable', message, { detail, cause });
  }
}
