import { ERRORS, WebDashError, type ErrorCode } from '../errors.js';
import type {
  CallName,
  FileChange,
  FromKernel,
  HostEvent,
  JobMessage,
  KernelCalls,
  Output,
  PlainError,
  Progress,
  StaticFile,
  ToKernel,
} from './protocol.js';

/** What is needed of a `Worker` (or of a `MessagePort` in tests). */
export interface Endpoint {
  postMessage(message: ToKernel, transfer: Transferable[]): void;
}

interface PendingCall {
  resolve(value: KernelCalls[CallName]['result']): void;
  reject(reason: Error): void;
  onprogress: ((progress: Progress) => void) | undefined;
}

/** The calls that have Python run an app's code. */
const COMPUTING: ReadonlySet<CallName> = new Set(['request', 'emit', 'runJob', 'tellJob']);

/** Who is told of what isn't an answer to one call. */
export interface CallsListener {
  output(output: Output): void;
  /** An app's Python tells the page something. */
  emit(event: HostEvent): void;
  /** An app's Python says something of a job. */
  job(message: JobMessage): void;
  /** Something has changed in an app's folder. */
  filechange(app: string, changes: readonly FileChange[]): void;
  /** Code of an app that is reloaded when it changes has changed. */
  stale(app: string): void;
  /** An app's page will probably load scripts, for which there is time now. */
  preload(app: string, files: readonly StaticFile[]): void;
  /** Files of an app can't be kept across visits. */
  persisterror(app: string, error: WebDashError): void;
  /** The kernel said that it can't go on. */
  fatal(error: WebDashError): void;
}

/**
 * The calls in flight to a kernel: gives each an id, and settles each exactly once, by its answer, by its
 * signal, or by the end of the kernel, whichever comes first.
 */
export class Calls {
  readonly #endpoint: Endpoint;
  readonly #listener: CallsListener;
  readonly #pending = new Map<number, PendingCall>();
  /** The calls, unanswered yet, that have Python run an app's code: also those that were aborted. */
  readonly #computing = new Set<number>();
  #lastId = 0;

  constructor(endpoint: Endpoint, listener: CallsListener) {
    this.#endpoint = endpoint;
    this.#listener = listener;
  }

  /** How many calls have been made so far. */
  get count(): number {
    return this.#lastId;
  }

  /** Whether Python may be busy with an app's code, and the worker therefore with nothing else. */
  get computing(): boolean {
    return this.#computing.size > 0;
  }

  /**
   * Makes a call. A request's body is transferred.
   *
   * @throws {WebDashError} What the kernel answered instead of a result.
   * @throws The signal's reason, at once when it is aborted; a late answer is ignored.
   */
  call<K extends CallName>(
    type: K,
    args: KernelCalls[K]['args'],
    options: { onprogress?: (progress: Progress) => void; signal?: AbortSignal | undefined } = {},
  ): Promise<KernelCalls[K]['result']> {
    const { onprogress, signal } = options;
    if (signal?.aborted) return Promise.reject(signal.reason as Error);
    const id = ++this.#lastId;
    return new Promise<KernelCalls[K]['result']>((resolve, reject) => {
      const onabort = (): void => {
        this.#pending.delete(id);
        this.#endpoint.postMessage({ type: 'abort', id }, []);
        reject(signal?.reason as Error);
      };
      signal?.addEventListener('abort', onabort, { once: true });
      const unsubscribe = (): void => signal?.removeEventListener('abort', onabort);
      this.#pending.set(id, {
        resolve: (value) => {
          unsubscribe();
          resolve(value);
        },
        reject: (reason) => {
          unsubscribe();
          reject(reason);
        },
        onprogress,
      });
      try {
        // TypeScript can't see that a generic K gives one member of the union.
        const message = { type, id, ...args } as unknown as ToKernel;
        this.#endpoint.postMessage(message, transferred(message));
        if (COMPUTING.has(type)) this.#computing.add(id);
      } catch (error) {
        // What can't be cloned can't be sent.
        this.#take(id)?.reject(error as DOMException);
      }
    });
  }

  /** Takes a message of the kernel. */
  receive(message: FromKernel): void {
    if (message.type === 'result' || message.type === 'failure') this.#computing.delete(message.id);
    switch (message.type) {
      case 'result':
        this.#take(message.id)?.resolve(message.value);
        break;
      case 'failure': {
        const { exception, fatal } = message.error;
        const error = errorOf(message.error);
        this.#take(message.id)?.reject(
          exception === undefined ? error : exceptionOf(exception, error.message),
        );
        if (fatal) this.#listener.fatal(error);
        break;
      }
      case 'progress':
        if (message.progress.stage === 'app') this.#computing.add(message.id);
        this.#pending.get(message.id)?.onprogress?.(message.progress);
        break;
      case 'output':
        this.#listener.output(message.output);
        break;
      case 'emit':
        this.#listener.emit(message);
        break;
      case 'job':
        this.#listener.job(message.message);
        break;
      case 'filechange':
        this.#listener.filechange(message.app, message.changes);
        break;
      case 'stale':
        this.#listener.stale(message.app);
        break;
      case 'preload':
        this.#listener.preload(message.app, message.files);
        break;
      case 'persisterror':
        this.#listener.persisterror(message.app, errorOf(message.error));
        break;
      case 'died':
        this.#listener.fatal(errorOf(message.error));
        break;
    }
  }

  /** Ends every call that still waits. */
  rejectAll(reason: WebDashError): void {
    const waiting = [...this.#pending.values()];
    this.#pending.clear();
    for (const call of waiting) call.reject(reason);
  }

  #take(id: number): PendingCall | undefined {
    const call = this.#pending.get(id);
    this.#pending.delete(id);
    return call;
  }
}

function transferred(message: ToKernel): Transferable[] {
  switch (message.type) {
    case 'request':
      return message.request.body ? [message.request.body.buffer] : [];
    case 'write':
      return message.data instanceof Uint8Array ? [message.data.buffer as ArrayBuffer] : [];
    case 'writeFile':
      return [message.content.buffer as ArrayBuffer];
    default:
      return [];
  }
}

function exceptionOf(name: string, message: string): Error {
  return name === 'TypeError' ? new TypeError(message) : new DOMException(message, name);
}

function errorOf({ code, message, detail }: PlainError): WebDashError {
  const known = code in ERRORS ? (code as ErrorCode) : 'kernel-died';
  return new WebDashError(known, message, detail === undefined ? {} : { detail });
}
