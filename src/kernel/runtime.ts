import { WebDashError } from '../errors.js';
import { Announcements } from './announcements.js';
import type {
  AppDefinition,
  AppNeeds,
  AppRequest,
  AppResponse,
  FileEntry,
  FromKernel,
  HostEvent,
  JobMessage,
  KernelCalls,
  CallName,
  Part,
  PlainError,
  Progress,
  RuntimeLocation,
  SocketAnswer,
  SocketEnd,
  StartedApp,
  ToKernel,
} from './protocol.js';
import { FileError } from './file-system/file-error.js';
import type { PythonListener } from './python.js';

/** What the runtime needs of an app's folder; see `app-folder.ts`. */
export interface FileAccess {
  read(path: string): Uint8Array;
  write(path: string, content: Uint8Array): void;
  list(path: string, recursive: boolean): readonly FileEntry[];
  remove(path: string, recursive: boolean): void;
}

/** What the runtime needs of Python; see `python.ts`. */
export interface AppRunner {
  readonly lacksSnapshot: boolean;
  start(
    app: string,
    definition: AppDefinition,
    onprogress: (progress: Progress) => void,
  ): Promise<StartedApp>;
  restart(app: string, onprogress: (progress: Progress) => void): Promise<StartedApp>;
  request(app: string, request: AppRequest): Promise<AppResponse>;
  read(app: string, channel: number): Promise<Part>;
  connect(
    app: string,
    request: AppRequest,
    protocols: readonly string[],
  ): Promise<SocketAnswer | null>;
  write(app: string, channel: number, data: Uint8Array | string): Promise<null>;
  close(app: string, channel: number, end: SocketEnd): Promise<null>;
  emit(event: HostEvent): Promise<null>;
  runJob(job: Omit<JobMessage, 'kind'>): Promise<Uint8Array>;
  tellJob(message: KernelCalls['tellJob']['args']): Promise<null>;
  folder(app: string): FileAccess;
  lock(app: string): string;
  save(app: string): Promise<null>;
  stop(app: string): Promise<null>;
}

/** Boots Python; see `Python.boot`. */
export type BootPython = (
  location: KernelCalls['boot']['args'],
  listener: PythonListener,
  onprogress: (progress: Progress) => void,
  announcements: Announcements,
) => Promise<AppRunner>;

/** Makes a snapshot; see `snapshots/make-snapshot.ts`. */
export type MakeSnapshot = (location: RuntimeLocation, needs?: AppNeeds) => Promise<void>;

/** Sends a message to the page. */
export type Post = (message: FromKernel, transfer: Transferable[]) => void;

/** What an app hears of a channel whose other end goes. */
const GOING_AWAY: SocketEnd = { code: 1001, reason: '' };

type Call = Exclude<ToKernel, { type: 'abort' }>;

/**
 * The worker's side of the protocol: answers each call exactly once.
 *
 * Calls begin in the order of their arrival, each in a task of its own, so that an `abort` that is already
 * on its way is seen before the call it ends has begun.
 */
export class Runtime {
  readonly #post: Post;
  readonly #boot: BootPython;
  readonly #makeSnapshot: MakeSnapshot;
  readonly #waiting: Call[] = [];
  readonly #unanswered = new Set<number>();
  /** Of those, the ones that were aborted after they had begun. */
  readonly #aborted = new Set<number>();
  readonly #announcements = new Announcements();
  #python: Promise<AppRunner> | undefined;
  #death: PlainError | undefined;

  constructor(post: Post, boot: BootPython, makeSnapshot: MakeSnapshot) {
    this.#post = post;
    this.#boot = boot;
    this.#makeSnapshot = makeSnapshot;
  }

  /** Takes a message of the page. */
  receive(message: ToKernel): void {
    if (message.type === 'abort') {
      const index = this.#waiting.findIndex(({ id }) => id === message.id);
      if (index < 0) {
        if (this.#unanswered.has(message.id)) this.#aborted.add(message.id);
        return;
      }
      this.#waiting.splice(index, 1);
      this.#fail(message.id, { code: 'kernel-died', message: 'The call was aborted.' });
      return;
    }
    this.#unanswered.add(message.id);
    this.#waiting.push(message);
    setTimeout(() => this.#next());
  }

  #next(): void {
    const call = this.#waiting.shift();
    if (!call) return;
    if (this.#death) this.#fail(call.id, this.#death);
    else void this.#answer(call);
  }

  async #answer(call: Call): Promise<void> {
    const { id } = call;
    try {
      const value = await this.#perform(call);
      if (this.#unanswered.delete(id)) this.#post({ type: 'result', id, value }, buffersOf(value));
    } catch (error) {
      this.#fail(id, this.#death ?? plainError(error));
    } finally {
      this.#aborted.delete(id);
    }
  }

  async #perform(call: Call): Promise<KernelCalls[CallName]['result']> {
    const onprogress = (progress: Progress): void =>
      this.#post({ type: 'progress', id: call.id, progress }, []);
    if (call.type === 'boot') {
      this.#python ??= this.#boot(call, this.#listener, onprogress, this.#announcements);
      const { lacksSnapshot } = await this.#python;
      return { lacksSnapshot };
    }
    if (call.type === 'makeSnapshot') {
      await this.#makeSnapshot(call, call.needs);
      return null;
    }
    if (call.type === 'announce') return this.#announcements.add(call.app, call.needs);
    if (!this.#python) throw new WebDashError('kernel-died', 'The kernel has not been booted.');
    const python = await this.#python;
    switch (call.type) {
      case 'start':
        return python.start(call.app, call.definition, onprogress);
      case 'restart':
        return python.restart(call.app, onprogress);
      case 'request': {
        const response = await python.request(call.app, call.request);
        // Nobody knows of what would come through it.
        if (this.#aborted.has(call.id) && response.channel !== undefined) {
          await python.close(call.app, response.channel, GOING_AWAY);
        }
        // A redirect may ask for the body again, and who sent it has it no more.
        const isRedirect = response.status >= 300 && response.status < 400;
        const { body } = call.request;
        return isRedirect && body ? { ...response, requestBody: body } : response;
      }
      case 'read':
        return python.read(call.app, call.channel);
      case 'connect':
        return python.connect(call.app, call.request, call.protocols);
      case 'write':
        return python.write(call.app, call.channel, call.data);
      case 'close':
        return python.close(call.app, call.channel, call.end);
      case 'emit':
        return python.emit(call);
      case 'runJob':
        return python.runJob(call);
      case 'tellJob':
        return python.tellJob(call);
      case 'readFile':
        return python.folder(call.app).read(call.path);
      case 'writeFile':
        python.folder(call.app).write(call.path, call.content);
        return null;
      case 'listFiles':
        return python.folder(call.app).list(call.path, call.recursive);
      case 'removeFile':
        python.folder(call.app).remove(call.path, call.recursive);
        return null;
      case 'lock':
        return python.lock(call.app);
      case 'save':
        return python.save(call.app);
      case 'stop':
        return python.stop(call.app);
    }
  }

  get #listener(): PythonListener {
    return {
      output: (output) => this.#post({ type: 'output', output }, []),
      emit: (event) => this.#post({ type: 'emit', ...event }, []),
      job: (message) => this.#post({ type: 'job', message }, []),
      persisterror: (app, error) =>
        this.#post({ type: 'persisterror', app, error: plainError(error) }, []),
      filechange: (app, changes) => this.#post({ type: 'filechange', app, changes }, []),
      stale: (app) => this.#post({ type: 'stale', app }, []),
      preload: (app, files) => this.#post({ type: 'preload', app, files }, []),
      fatal: (error) => this.#die(error),
    };
  }

  #die(error: unknown): void {
    if (this.#death) return;
    const reason = error instanceof Error ? error.message : String(error);
    // Chromium and WebKit, Firefox.
    const isOverflow = /call stack|too much recursion/.test(reason);
    this.#death = {
      code: 'kernel-died',
      message: isOverflow
        ? `Python stopped, as its stack was full (${reason}): a function calls itself without end, or too deeply.`
        : `Python stopped: ${reason}`,
      detail: error instanceof Error && error.stack ? error.stack : '',
      fatal: true,
    };
    for (const id of [...this.#unanswered]) this.#fail(id, this.#death);
    this.#post({ type: 'died', error: this.#death }, []);
  }

  #fail(id: number, error: PlainError): void {
    if (this.#unanswered.delete(id)) this.#post({ type: 'failure', id, error }, []);
  }
}

/** What of a result is moved rather than copied. */
function buffersOf(value: KernelCalls[CallName]['result']): Transferable[] {
  if (value instanceof Uint8Array) return [value.buffer as ArrayBuffer];
  if (typeof value !== 'object' || !value || !('body' in value)) return [];
  const { body, requestBody } = value;
  return [body, requestBody].flatMap((bytes) => (bytes ? [bytes.buffer as ArrayBuffer] : []));
}

function plainError(error: unknown): PlainError {
  if (error instanceof WebDashError) {
    const { code, message, detail } = error;
    return detail === undefined ? { code, message } : { code, message, detail };
  }
  if (error instanceof FileError) {
    return { code: '', exception: error.exception, message: error.message };
  }
  // A bug of this project or of Pyodide: Python's own errors come with a code.
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return { code: 'kernel-died', message, ...(stack && { detail: stack }) };
}
