/**
 * The messages between a page and its kernel worker: the one file both sides import.
 *
 * Every call carries an `id` of the page's choosing and is answered exactly once, by a `result` or a
 * `failure` with that id. Bodies are transferred, not copied. The Python twin of the payloads
 * is `python/src/webdash/kernel/bridge.py`.
 */

/** Where the kernel finds its files. All URLs are absolute and end in `/`. */
export interface RuntimeLocation {
  /** Folder with a runtime pack for each line of Pyodide, in a folder named by its version. */
  readonly runtimeURL: string;
  /** Folder with the Pyodide core (`pyodide.mjs`, `pyodide.asm.wasm` …) and its `pyodide-lock.json`. */
  readonly pyodideURL: string;
  /** Version of the Pyodide core there, if it is the one that came with this script; else the lock tells it. */
  readonly pyodideVersion: string | null;
  /** Folder with the packages that `pyodide-lock.json` lists. */
  readonly packagesURL: string;
  /** Index of packages (its PEP 503 or JSON "simple" API) for what is listed nowhere else; `null` for PyPI. */
  readonly indexURL: string | null;
}

/** A file of the author's project. */
export interface AppFile {
  /** Path below the app's folder, with `/` between its parts: `assets/theme.css`. */
  readonly path: string;
  readonly content: Uint8Array;
}

/** A text that may name other files. */
export interface TextFile {
  readonly text: string;
  /** What relative addresses in it begin at; absolute. */
  readonly base: string;
}

/** Which folders of an app are kept across visits. */
export interface PersistOptions {
  /** Names the app among those of its origin, the same at each visit. */
  readonly key: string;
  /** Paths below the app's folder, separated by white space; none stand for all of it. */
  readonly folders: string;
  /** Whether what was kept is to be forgotten before the app starts. */
  readonly forget: boolean;
}

/** A file of the author's project that stays on its server until Python reads it. */
export interface LazyFile {
  /** Path below the app's folder. */
  readonly path: string;
  /** Absolute. */
  readonly url: string;
  /** In bytes. */
  readonly size: number;
  /** Whether the server gives parts of it. */
  readonly ranges: boolean;
  /** What the server calls this version of it, where it lets the page know. */
  readonly etag: string | null;
}

/** A file or folder in an app's folder. */
export interface FileEntry {
  /** Path below the app's folder. */
  readonly path: string;
  readonly kind: 'file' | 'directory';
  /** In bytes; 0 for folders. */
  readonly size: number;
  /** In milliseconds since 1970. */
  readonly lastModified: number;
}

/**
 * What is in the snapshot of Python's memory that later visits start from: Dash and what belongs to it, or also the
 * packages of the app.
 */
export type SnapshotContent = 'framework' | 'packages';

/** All that Python needs to run one app. */
export interface AppDefinition {
  /** The author's main file, run as `__main__`. */
  readonly code: string;
  /** That file's path below the app's folder, as tracebacks show it: `app.py`. */
  readonly filename: string;
  readonly files: readonly AppFile[];
  readonly lazyFiles: readonly LazyFile[];
  /** Paths of folders that are there from the start, also where no file is in them. */
  readonly folders: readonly string[];
  /** What the app needs besides what its files say, in the form of pip's `requirements.txt`. */
  readonly requirements: readonly TextFile[];
  /** The lock that names every package of the app, in the form of `pyodide-lock.json`; `null` if there is none. */
  readonly lock: TextFile | null;
  /** What of the app's folder is kept across visits; `null` for nothing. */
  readonly persist: PersistOptions | null;
  /** Which snapshot its visits start from, where it is the first app of its kernel; by default `framework`. */
  readonly snapshot?: SnapshotContent;
  /** What the app sees as its own origin, without a slash at its end: `https://example.org`. */
  readonly origin: string;
  /** What relative addresses of Python's requests begin at; absolute. */
  readonly page: string;
  /**
   * Through which Python's requests to other origins go: an absolute address in which `{url}` stands for
   * that of the request, or to which it is appended; `null` if there is none.
   */
  readonly proxy: string | null;
}

/** What of an app says which packages it needs. */
export interface AppNeeds extends Pick<
  AppDefinition,
  'code' | 'filename' | 'requirements' | 'lock' | 'snapshot'
> {
  /** Those of its files that may say so, and wheels. */
  readonly files: readonly AppFile[];
  /** Of all its files. */
  readonly paths: readonly string[];
}

/** A request of the app's front end to its own Flask app. */
export interface AppRequest {
  readonly method: string;
  /** Path and query, percent-encoded, beginning with `/`. */
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array<ArrayBuffer> | null;
  /** Cookies set by script (`document.cookie = …`) since the last request, as `Set-Cookie` strings. */
  readonly scriptCookies?: readonly string[];
}

/** The app's answer. */
export interface AppResponse {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
  /** Through which the rest of the body comes, where the app is still making it. */
  readonly channel?: number | undefined;
  /** What `document.cookie` reads from now on: the app's cookies that are not `HttpOnly`. */
  readonly cookies: string;
  /** The request's, given back where the answer is a redirect, which may ask for it to be sent again. */
  readonly requestBody?: Uint8Array<ArrayBuffer> | undefined;
}

/** The end of a WebSocket, as its `close` event tells of it. */
export interface SocketEnd {
  readonly code: number;
  readonly reason: string;
}

/** That an app has accepted a WebSocket. */
export interface SocketAnswer {
  /** Through which its messages come and go. */
  readonly channel: number;
  /** The subprotocol that the app has chosen; `''` for none. */
  readonly protocol: string;
}

/** What comes through a channel: bytes of a body, or a message of a WebSocket; or its end, `null` for a body. */
export type Part = Uint8Array | string | SocketEnd | null;

/** The stages of a boot, in the order in which the page shows them. */
export type BootStage = 'download' | 'interpreter' | 'files' | 'packages' | 'app';

/** How far a stage has come. Counts are bytes for `download`, `files` and `packages`; 0 of 0 where unknown. */
export interface Progress {
  readonly stage: BootStage;
  readonly loaded: number;
  readonly total: number;
}

/** An error as it crosses the worker's border. */
export interface PlainError {
  /** One of the codes of `errors.ts`, or, with {@link exception}, nothing. */
  readonly code: string;
  /** `TypeError` or the name of a `DOMException`, where it is one of these. */
  readonly exception?: string;
  readonly message: string;
  /** A Python traceback, or the URL that failed. */
  readonly detail?: string;
  /** The module that an app lacks, where no package has been sought for it. */
  readonly module?: string;
  /** The kernel can't go on: every app of it has ended. */
  readonly fatal?: boolean;
}

/** One line (or more) that Python wrote. */
export interface Output {
  /** The app that was running; `null` for the kernel itself. */
  readonly app: string | null;
  readonly level: 'debug' | 'info' | 'warning' | 'error';
  readonly text: string;
}

/** What a kernel that has booted asks for. */
export interface BootedKernel {
  /** Whether a snapshot of its Python, or of its first app's, should be made, once there is time. */
  readonly lacksSnapshot: boolean;
}

/** A file that the page can load by itself. */
export interface StaticFile {
  /** Absolute. */
  readonly href: string;
  /** What it holds, as the attribute `integrity` of scripts has it; `''` if that isn't known. */
  readonly integrity: string;
}

/** What an app that runs asks for, and what is known of it. */
export interface StartedApp {
  /**
   * How often its files are to be looked at, in seconds; `null` where it isn't reloaded when they change. It is
   * where `app.run(debug=True)` would have Dash's server do so.
   */
  readonly hotReloadInterval: number | null;
  /** The paths below which it serves component suites as they are, without a look at who asks; each ends in `/`. */
  readonly suitePaths: readonly string[];
  /** Files of these suites, by what follows on such a path. */
  readonly suites: Readonly<Record<string, StaticFile>>;
}

/** What has happened to a file or folder of an app, whoever did it. */
export interface FileChange {
  /** As of the platform's `FileSystemChangeRecord`. */
  readonly type: 'appeared' | 'modified' | 'disappeared';
  readonly kind: 'file' | 'directory';
  /** Path below the app's folder. */
  readonly path: string;
}

/** What an app's Python tells the page that holds it, or the page the app. */
export interface HostEvent {
  readonly app: string;
  readonly name: string;
  /** JSON. */
  readonly detail: string;
}

/** What an app's Python says of a job of a background callback, which runs in another kernel. */
export interface JobMessage {
  readonly app: string;
  /** A job is to be started or ended by the page; or one that runs here has come further. */
  readonly kind: 'start' | 'end' | 'update';
  /** Names the job among those of the app. */
  readonly job: string;
  /** Names the function to be run, for `start`. */
  readonly function: string;
  /** What only Python understands: the function's arguments, or how far it has come. */
  readonly content: Uint8Array;
}

/** The calls a page can make: their arguments and results. */
export interface KernelCalls {
  /**
   * Downloads and starts the interpreter and imports Dash. With `snapshot: 'packages'` it waits for the first app to be
   * announced, which may have a snapshot of its own.
   */
  boot: { args: RuntimeLocation & Pick<AppDefinition, 'snapshot'>; result: BootedKernel };
  /**
   * Makes a snapshot of a booted Python for the next visits, instead of a `boot`; where an app needs something, with
   * its packages.
   */
  makeSnapshot: { args: RuntimeLocation & { needs?: AppNeeds | undefined }; result: null };
  /**
   * Tells what an app will need that is going to be started; may be called while the kernel boots. The result
   * is whether this is the kernel's first app, which may have other versions of what the runtime brings.
   */
  announce: { args: { app: string; needs: AppNeeds }; result: boolean };
  /** Runs an app's file; resolves once it serves requests. */
  start: { args: { app: string; definition: AppDefinition }; result: StartedApp };
  /** Runs an app's main file anew, as it is by now, with all that it has in its folder; may be tried again. */
  restart: { args: { app: string }; result: StartedApp };
  request: { args: { app: string; request: AppRequest }; result: AppResponse };
  /** What comes next through a channel; asked again when it has been answered. */
  read: { args: { app: string; channel: number }; result: Part };
  /** Opens a WebSocket of an app's, which may refuse it: `null`. */
  connect: {
    args: { app: string; request: AppRequest; protocols: readonly string[] };
    result: SocketAnswer | null;
  };
  /** Sends a message through a WebSocket. */
  write: { args: { app: string; channel: number; data: Uint8Array | string }; result: null };
  /** Gives up what would still come through a channel. */
  close: { args: { app: string; channel: number; end: SocketEnd }; result: null };
  /** Calls the handlers that an app has for an event of the page; those that are coroutines have then begun. */
  emit: { args: HostEvent; result: null };
  /** The lock of an app that runs: what was installed for it, as `pyodide-lock.json` has it. */
  lock: { args: { app: string }; result: string };
  /** Saves what an app has changed in the folders that are kept; resolves also if that fails. */
  save: { args: { app: string }; result: null };
  /** The content of a file. It fails, as the calls below do, with what `app-folder.ts` throws. */
  readFile: { args: { app: string; path: string }; result: Uint8Array };
  /** Makes a file, or replaces its content, which is transferred. */
  writeFile: { args: { app: string; path: string; content: Uint8Array }; result: null };
  /** What is in a folder; `''` is the app's own. */
  listFiles: {
    args: { app: string; path: string; recursive: boolean };
    result: readonly FileEntry[];
  };
  removeFile: { args: { app: string; path: string; recursive: boolean }; result: null };
  /** Runs a job that an app of another kernel has started; the result is for that kernel's `tellJob`. */
  runJob: { args: Omit<JobMessage, 'kind'>; result: Uint8Array };
  /** Tells an app what a job of it says, or, in a sentence, why it has ended without a result. */
  tellJob: {
    args: { app: string; job: string; content: Uint8Array | null; error: string };
    result: null;
  };
  /** Forgets an app and frees its folder. */
  stop: { args: { app: string }; result: null };
}

export type CallName = keyof KernelCalls;

/** The calls for the files of an app. */
export type FileCallName = 'readFile' | 'writeFile' | 'listFiles' | 'removeFile';

export type ToKernel =
  | { [K in CallName]: { type: K; id: number } & KernelCalls[K]['args'] }[CallName]
  /** The page no longer wants the answer of call `id`; it still gets one. */
  | { type: 'abort'; id: number };

export type FromKernel =
  | { type: 'result'; id: number; value: KernelCalls[CallName]['result'] }
  | { type: 'failure'; id: number; error: PlainError }
  /** Progress of the call `id` (a `boot`, a `start` or a `restart`). */
  | { type: 'progress'; id: number; progress: Progress }
  | { type: 'output'; output: Output }
  | ({ type: 'emit' } & HostEvent)
  | { type: 'job'; message: JobMessage }
  | { type: 'filechange'; app: string; changes: readonly FileChange[] }
  /** Code of an app that is reloaded when it changes has changed. */
  | { type: 'stale'; app: string }
  /** Scripts that an app's page will probably load, for the browser to do so meanwhile. */
  | { type: 'preload'; app: string; files: readonly StaticFile[] }
  /** Files of an app can't be kept across visits; the app goes on. */
  | { type: 'persisterror'; app: string; error: PlainError }
  /** Python has ended for good, outside of any call. */
  | { type: 'died'; error: PlainError };
