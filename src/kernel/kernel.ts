import { WebDashError } from '../errors.js';
import { Calls } from './calls.js';
import { backendOf, type Backend, type StreamedResponse } from './channels.js';
import { Deadline } from './deadline.js';
import type {
  AppDefinition,
  AppNeeds,
  AppRequest,
  FileCallName,
  FileChange,
  FromKernel,
  HostEvent,
  JobMessage,
  KernelCalls,
  Output,
  Progress,
  RuntimeLocation,
  SnapshotContent,
  StartedApp,
  StaticFile,
} from './protocol.js';
import { idle, makeSnapshotApart } from './snapshots/spare-worker.js';
import { unlessAborted } from '../unless-aborted.js';
import { spawnWorker, type SpawnedWorker } from './spawn-worker.js';

/** Where a kernel finds its worker and its files. */
export interface KernelLocation extends RuntimeLocation {
  /** The worker's script, `web-dash-kernel.js`; absolute. */
  readonly workerURL: URL | string;
}

/** For the calls that take long. */
export interface BootOptions {
  /** Told of each step. */
  readonly onprogress?: ((progress: Progress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Which snapshot Python starts from, if no other caller has had it started. */
  readonly snapshot?: SnapshotContent | undefined;
}

/** Why files of an app can't be kept across visits. */
export interface PersistError {
  readonly app: string;
  readonly error: WebDashError;
}

/** Scripts that an app's page will probably load. */
export interface Preload {
  readonly app: string;
  readonly files: readonly StaticFile[];
}

/** What has changed in the folder of an app. */
export interface AppFileChanges {
  readonly app: string;
  readonly changes: readonly FileChange[];
}

/** The events of a {@link Kernel}. */
export interface KernelEventMap {
  output: CustomEvent<Output>;
  emit: CustomEvent<HostEvent>;
  job: CustomEvent<JobMessage>;
  filechange: CustomEvent<AppFileChanges>;
  stale: CustomEvent<string>;
  preload: CustomEvent<Preload>;
  persisterror: CustomEvent<PersistError>;
  died: CustomEvent<WebDashError>;
}

/**
 * A Python in a worker, which runs any number of apps: the page's side.
 *
 * Each call rejects with a {@link WebDashError}, or, if its signal is aborted, with the signal's reason.
 *
 * @fires output - {@link Output}: Python wrote something.
 * @fires emit - {@link HostEvent}: an app tells the page something.
 * @fires job - {@link JobMessage}: a job of a background callback is to be started or ended, or has come further.
 * @fires filechange - {@link AppFileChanges}: something has changed in an app's folder.
 * @fires stale - The id of an app that is reloaded when its code changes, and whose code has changed.
 * @fires preload - {@link Preload}: scripts that an app's page will probably load, for the browser to do so meanwhile;
 *   also each time that it has started.
 * @fires persisterror - {@link PersistError}: files of an app can't be kept; the app goes on.
 * @fires died - {@link WebDashError}: the kernel and all its apps have ended; `Kernel.for` gives a new one.
 */
export class Kernel extends EventTarget {
  static readonly #kernels = new Map<string, Kernel>();

  /** The page's kernel of that name; a new one, not yet started, if there is none that lives. */
  static for(name: string, location: KernelLocation): Kernel {
    const { workerURL, ...folders } = location;
    const key = JSON.stringify([name, String(workerURL), Object.entries(folders).sort()]);
    let kernel = Kernel.#kernels.get(key);
    if (!kernel) {
      kernel = new Kernel(key, name, location);
      Kernel.#kernels.set(key, kernel);
    }
    return kernel;
  }

  readonly #key: string;
  readonly #name: string;
  readonly #location: KernelLocation;
  readonly #bootListeners = new Set<(progress: Progress) => void>();
  #spawned: SpawnedWorker | undefined;
  #calls: Calls | undefined;
  #boot: Promise<void> | undefined;
  #bootProgress: Progress | undefined;
  readonly #deadlines = new Set<Deadline>();
  #lacksSnapshot = false;
  /** What the first app needs. */
  #firstNeeds: AppNeeds | undefined;
  #death: WebDashError | undefined;

  private constructor(key: string, name: string, location: KernelLocation) {
    super();
    this.#key = key;
    this.#name = name;
    this.#location = location;
  }

  /**
   * Starts Python, if it hasn't been started. Callers that come later wait for the same start, and each is
   * told of its progress; a signal ends the waiting of its own caller only.
   */
  async boot(options: BootOptions = {}): Promise<void> {
    const { onprogress, signal, snapshot } = options;
    signal?.throwIfAborted();
    if (this.#death) throw this.#death;
    if (onprogress) {
      this.#bootListeners.add(onprogress);
      if (this.#bootProgress) onprogress(this.#bootProgress);
    }
    try {
      this.#boot ??= this.#start(snapshot);
      await unlessAborted(this.#boot, signal);
    } finally {
      if (onprogress) this.#bootListeners.delete(onprogress);
    }
  }

  /**
   * Tells what an app will need, so that it is loaded while Python starts.
   *
   * @returns Whether this is the first app of the kernel: the runtime then makes way for other versions of Dash,
   *   Plotly or Flask that it asks for.
   */
  async announce(app: string, needs: AppNeeds): Promise<boolean> {
    this.#firstNeeds ??= needs;
    return this.#live.call('announce', { app, needs });
  }

  /** Boots if need be, then runs an app's file; resolves once it serves requests. */
  async start(
    app: string,
    definition: AppDefinition,
    options: BootOptions = {},
  ): Promise<StartedApp> {
    await this.boot(options);
    const started = await this.#run('start', { app, definition }, options);
    void this.#keepSnapshot();
    return started;
  }

  /**
   * Runs an app's main file anew, as it is by now, with all that it has in its folder; resolves once it serves
   * requests. If that fails, it may be tried again.
   */
  async restart(app: string, options: BootOptions = {}): Promise<StartedApp> {
    return this.#run('restart', { app }, options);
  }

  /**
   * Asks an app. A callback may compute for long, so there is no deadline. The request's body is transferred:
   * whoever sent it can't read it any more.
   */
  async request(app: string, request: AppRequest, signal?: AbortSignal): Promise<StreamedResponse> {
    return this.backend(app).request(request, signal);
  }

  /** An app as its front end asks it. */
  backend(app: string): Backend {
    return backendOf(() => this.#live, app);
  }

  /** Calls the handlers that an app has for an event of the page. As for requests, there is no deadline. */
  async emit(event: HostEvent): Promise<void> {
    await this.#live.call('emit', event);
  }

  /** Runs a job that an app of another kernel has started, and gives what that app is to be told of it. */
  async runJob(job: Omit<JobMessage, 'kind'>): Promise<Uint8Array> {
    return this.#live.call('runJob', job);
  }

  /** Tells an app what a job of it says; or, with no content, why it has ended without a result. */
  async tellJob(app: string, job: string, content: Uint8Array | null, error = ''): Promise<void> {
    await this.#live.call('tellJob', { app, job, content, error });
  }

  /** The lock of an app that runs: which packages were installed for it, in the form of `pyodide-lock.json`. */
  async lock(app: string): Promise<string> {
    return this.#live.call('lock', { app });
  }

  /**
   * Saves what an app has changed in the folders that are kept across visits, rather than soon. Resolves also
   * if that fails: `persisterror` tells so.
   */
  async save(app: string): Promise<void> {
    await this.#live.call('save', { app });
  }

  /**
   * Makes one of the calls for an app's files (see {@link KernelCalls}).
   *
   * @throws {TypeError} if a path can't be one of a file in the app's folder
   * @throws {DOMException} with the names that the File System API uses
   */
  file<K extends FileCallName>(
    type: K,
    args: KernelCalls[K]['args'],
  ): Promise<KernelCalls[K]['result']> {
    return this.#live.call(type, args);
  }

  /** Forgets an app; one that isn't there is forgotten already. */
  async stop(app: string): Promise<void> {
    if (this.#calls && !this.#death) await this.#calls.call('stop', { app });
  }

  /**
   * Ends Python and all apps at once, also one that never ends by itself (`while True: pass`); each element
   * that shows one of them fails with `kernel-died`.
   */
  terminate(): void {
    this.#die(new WebDashError('kernel-died', 'The kernel was terminated.'));
  }

  /** As of `EventTarget`, with the types of {@link KernelEventMap}. */
  override addEventListener<K extends keyof KernelEventMap>(
    type: K,
    listener: (event: KernelEventMap[K]) => void,
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
    listener: ((event: never) => void) | EventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void {
    super.addEventListener(type, listener as EventListener, options);
  }

  get #live(): Calls {
    if (this.#death) throw this.#death;
    if (!this.#calls) throw new WebDashError('kernel-died', 'The kernel has not been started.');
    return this.#calls;
  }

  #run<K extends 'start' | 'restart'>(
    type: K,
    args: KernelCalls[K]['args'],
    { onprogress, signal }: BootOptions,
  ): Promise<StartedApp> {
    return this.#withDeadline((deadline) => {
      deadline.rearm('packages');
      return this.#live.call(type, args, {
        signal,
        onprogress: (progress) => {
          deadline.rearm(progress.stage);
          onprogress?.(progress);
        },
      });
    });
  }

  /** Sees to it that the next visit finds a snapshot, once there is time to make one. */
  async #keepSnapshot(): Promise<void> {
    if (!this.#lacksSnapshot) return;
    this.#lacksSnapshot = false;
    const { workerURL, ...location } = this.#location;
    await idle(this.#live);
    if (this.#death) return;
    const needs = this.#firstNeeds?.snapshot === 'packages' ? this.#firstNeeds : undefined;
    await makeSnapshotApart(new URL(workerURL, document.baseURI), { ...location, needs });
  }

  async #start(snapshot?: SnapshotContent): Promise<void> {
    const { workerURL, ...location } = this.#location;
    try {
      this.#spawned = spawnWorker(new URL(workerURL, document.baseURI), `web-dash ${this.#name}`);
    } catch (error) {
      this.#die(error as WebDashError);
      throw error;
    }
    this.#connect(this.#spawned);
    const booted = await this.#withDeadline((deadline) => {
      deadline.rearm('download');
      const args = { ...location, ...(snapshot && { snapshot }) };
      return this.#live.call('boot', args, {
        onprogress: (progress) => {
          deadline.rearm(progress.stage);
          this.#bootProgress = progress;
          for (const listener of [...this.#bootListeners]) listener(progress);
        },
      });
    }).catch((error: unknown) => {
      // A half-started interpreter can't be started again.
      this.#die(error as WebDashError);
      throw error;
    });
    this.#lacksSnapshot = booted.lacksSnapshot;
  }

  #connect({ worker, release, diagnose }: SpawnedWorker): void {
    const calls = new Calls(worker, {
      output: (output) => this.dispatchEvent(new CustomEvent('output', { detail: output })),
      emit: (event) => this.dispatchEvent(new CustomEvent('emit', { detail: event })),
      job: (message) => this.dispatchEvent(new CustomEvent('job', { detail: message })),
      filechange: (app, changes) =>
        this.dispatchEvent(new CustomEvent('filechange', { detail: { app, changes } })),
      preload: (app, files) =>
        this.dispatchEvent(new CustomEvent('preload', { detail: { app, files } })),
      stale: (app) => this.dispatchEvent(new CustomEvent('stale', { detail: app })),
      persisterror: (app, error) =>
        this.dispatchEvent(new CustomEvent('persisterror', { detail: { app, error } })),
      fatal: (error) => this.#die(error),
    });
    this.#calls = calls;
    let running = false;
    worker.onmessage = ({ data }: MessageEvent<FromKernel>) => {
      if (!running) release();
      running = true;
      calls.receive(data);
    };
    worker.onerror = (event) => {
      // It is told by way of this kernel, so it needn't reach the page's own `error` listeners.
      event.preventDefault();
      if (running)
        this.#die(new WebDashError('kernel-died', event.message, { cause: event.error }));
      else void diagnose(event).then((error) => this.#die(error));
    };
  }

  async #withDeadline<T>(run: (deadline: Deadline) => Promise<T>): Promise<T> {
    const deadline = new Deadline(
      (error) => this.#die(error),
      // The worker can't install anything while the Python of another app computes.
      (stage) => stage === 'packages' && this.#calls?.computing === true,
    );
    this.#deadlines.add(deadline);
    try {
      return await run(deadline);
    } finally {
      deadline.clear();
      this.#deadlines.delete(deadline);
    }
  }

  #die(error: WebDashError): void {
    if (this.#death) return;
    this.#death = error;
    if (Kernel.#kernels.get(this.#key) === this) Kernel.#kernels.delete(this.#key);
    this.#spawned?.worker.terminate();
    this.#spawned?.release();
    this.#calls?.rejectAll(error);
    this.dispatchEvent(new CustomEvent('died', { detail: error }));
  }
}
