import type { PyodideAPI } from 'pyodide';
import { WebDashError, type ErrorCode } from '../errors.js';
import { readArchive, writeArchive } from './archive.js';
import { hasJSPI, startInterpreter } from './interpreter.js';
import type {
  AppDefinition,
  AppRequest,
  AppResponse,
  CallName,
  FromKernel,
  KernelCalls,
  Output,
  PlainError,
  Progress,
  RuntimeLocation,
  ToKernel,
} from './protocol.js';
import { RuntimeFiles } from './runtime-files.js';

type Post = (message: FromKernel, transfer?: Transferable[]) => void;
type Call = Exclude<ToKernel, { type: 'abort' }>;

/** What Python answers: see `python/src/webdash/kernel/bridge.py`. */
type Answer<T> = { ok: true; value: T } | { ok: false; error: PlainError };

type BridgeFunction<Args extends unknown[], T> = ((...args: Args) => Answer<T>) & {
  callPromising: (...args: Args) => Promise<Answer<T>>;
};

interface Bridge {
  boot: (output: (output: Output) => void) => void;
  start: BridgeFunction<[app: string, definition: AppDefinition], undefined>;
  request: BridgeFunction<[app: string, request: AppRequest], AppResponse>;
  stop: BridgeFunction<[app: string], undefined>;
}

interface Booted {
  readonly files: RuntimeFiles;
  readonly pyodide: PyodideAPI;
  readonly bridge: Bridge;
  readonly sitePackages: string;
}

/**
 * The worker's side of a kernel: answers the calls of the page, each exactly once. It knows of no worker,
 * only of a way to post messages.
 */
export class Runtime {
  readonly #post: Post;
  readonly #aborted = new Set<number>();
  readonly #installed = new Map<string, Promise<void>>();
  #booted: Promise<Booted> | undefined;

  constructor(post: Post) {
    this.#post = post;
  }

  /** Takes a message of the page's. */
  receive(message: ToKernel): void {
    if (message.type === 'abort') this.#aborted.add(message.id);
    else void this.#answer(message);
  }

  async #answer(call: Call): Promise<void> {
    const { id } = call;
    try {
      const value = await this.#perform(call);
      const transfer = value ? [value.body.buffer as ArrayBuffer] : [];
      this.#post({ type: 'result', id, value }, transfer);
    } catch (error) {
      this.#post({ type: 'failure', id, error: plainError(error) });
    } finally {
      this.#aborted.delete(id);
    }
  }

  async #perform(call: Call): Promise<KernelCalls[CallName]['result']> {
    switch (call.type) {
      case 'boot':
        await (this.#booted ??= this.#boot(call, this.#progressOf(call.id)));
        return null;
      case 'start':
        await this.#start(call.app, call.definition, this.#progressOf(call.id));
        return null;
      case 'request':
        return this.#request(call.id, call.app, call.request);
      case 'stop':
        await this.#python('stop', call.app);
        return null;
    }
  }

  async #boot(
    location: RuntimeLocation,
    onprogress: (progress: Progress) => void,
  ): Promise<Booted> {
    const files = new RuntimeFiles(location, onprogress);
    const archives = Promise.all(
      ['runtime/site-packages.zip', 'runtime/suites.zip'].map(async (name) =>
        readArchive(await files.get(name)),
      ),
    );
    // What fails first is told; the other failure must not go unhandled meanwhile.
    archives.catch(() => undefined);
    const write = (level: Output['level'], text: string): void =>
      this.#post({ type: 'output', output: { app: null, level, text } });
    const pyodide = await startInterpreter(files, write);
    onprogress({ stage: 'packages', loaded: 0, total: 0 });
    const sitePackages = `/lib/python${pyodide.runPython('"%d.%d" % __import__("sys").version_info[:2]') as string}/site-packages/`;
    for (const archive of await archives) writeArchive(pyodide.FS, archive, sitePackages);
    const bridge = pyodide.pyimport('webdash.kernel.bridge') as unknown as Bridge;
    bridge.boot((output) => this.#post({ type: 'output', output }));
    return { files, pyodide, bridge, sitePackages };
  }

  async #start(
    app: string,
    definition: AppDefinition,
    onprogress: (progress: Progress) => void,
  ): Promise<void> {
    const { files } = await this.#ready();
    if (needsExtras(definition, (await files.manifest).extras)) {
      onprogress({ stage: 'packages', loaded: 0, total: 0 });
      await this.#install('runtime/extras.zip', () => files.get('runtime/extras.zip'));
    }
    for (const wheel of definition.wheels) {
      onprogress({ stage: 'packages', loaded: 0, total: 0 });
      await this.#install(wheel, () => fetchWheel(wheel));
    }
    onprogress({ stage: 'app', loaded: 0, total: 0 });
    await this.#python('start', app, definition);
  }

  async #request(id: number, app: string, request: AppRequest): Promise<AppResponse> {
    // Messages that came together are all read first, so that an abort finds its request.
    await nextTask();
    if (this.#aborted.has(id)) throw new DOMException('The request was aborted.', 'AbortError');
    return this.#python('request', app, request);
  }

  /** Unpacks an archive into site-packages, once. */
  async #install(key: string, load: () => Promise<Uint8Array>): Promise<void> {
    let installed = this.#installed.get(key);
    if (!installed) {
      installed = this.#unpack(key, load);
      this.#installed.set(key, installed);
      // A later app may try again.
      installed.catch(() => this.#installed.delete(key));
    }
    return installed;
  }

  async #unpack(key: string, load: () => Promise<Uint8Array>): Promise<void> {
    const { pyodide, sitePackages } = await this.#ready();
    const content = await load();
    try {
      writeArchive(pyodide.FS, readArchive(content), sitePackages);
    } catch (cause) {
      throw new WebDashError('package-invalid', `${key} is not a wheel.`, { detail: key, cause });
    }
    pyodide.runPython('import importlib; importlib.invalidate_caches()');
  }

  /** Calls a function of the bridge; it may wait for promises where the engine lets it. */
  async #python<K extends 'start' | 'request' | 'stop'>(
    name: K,
    ...args: Parameters<Bridge[K]>
  ): Promise<Extract<ReturnType<Bridge[K]>, { ok: true }>['value']> {
    const { bridge } = await this.#ready();
    const call = bridge[name] as BridgeFunction<unknown[], never>;
    const answer = hasJSPI ? await call.callPromising(...args) : call(...args);
    if (!answer.ok) throw new AnsweredError(answer.error);
    return answer.value;
  }

  #ready(): Promise<Booted> {
    if (!this.#booted) throw new Error('The kernel was not booted.');
    return this.#booted;
  }

  #progressOf(id: number): (progress: Progress) => void {
    return (progress) => this.#post({ type: 'progress', id, progress });
  }
}

/** An error that Python has put into its final form. */
class AnsweredError extends Error {
  readonly plain: PlainError;

  constructor(plain: PlainError) {
    super(plain.message);
    this.plain = plain;
  }
}

function plainError(error: unknown): PlainError {
  if (error instanceof AnsweredError) return error.plain;
  if (error instanceof WebDashError) {
    const { code, message, detail } = error;
    return detail === undefined ? { code, message } : { code, message, detail };
  }
  // What leaves Python otherwise is the interpreter's end, or a fault of the kernel's own.
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  const code: ErrorCode = 'kernel-died';
  return { code, message: `${name}: ${message}`, detail: stack ?? '', fatal: isFatal(error) };
}

/** Whether Pyodide can't be used after an error. */
function isFatal(error: unknown): boolean {
  if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) return true;
  return typeof error === 'object' && error !== null && 'pyodide_fatal_error' in error;
}

/** Whether an app, or a wheel of its, may import what is packed apart because few do. */
function needsExtras({ code, files, wheels }: AppDefinition, extras: readonly string[]): boolean {
  if (wheels.length > 0) return true;
  const mentions = new RegExp(`\\b(?:${extras.join('|')})\\b`);
  const text = new TextDecoder();
  return [code, ...files.filter(isPython).map(({ content }) => text.decode(content))].some(
    (source) => mentions.test(source),
  );
}

function isPython({ path }: { path: string }): boolean {
  return path.endsWith('.py');
}

/** @throws WebDashError `package-missing` */
async function fetchWheel(url: string): Promise<Uint8Array> {
  let reason: string;
  try {
    const response = await fetch(url);
    if (response.ok) return new Uint8Array(await response.arrayBuffer());
    reason = `The server answered ${response.status} for it.`;
  } catch {
    reason = 'It cannot be reached.';
  }
  const message = `The wheel ${url} could not be loaded. ${reason}`;
  throw new WebDashError('package-missing', message, { detail: url });
}

const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => waiting.shift()?.();

/** Lets the messages that have come be read; `setTimeout` would wait for longer. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    channel.port2.postMessage(null);
  });
}
