import { Disposables } from '../../disposable.js';
import type { AppClient } from '../../http/app-client.js';
import type { Realm } from '../../http/fetch.js';
import { serveBackend } from '../../http/relay.js';
import { Modules } from '../modules.js';
import { routeSharedWorker, routeWorker } from './classes.js';
import type {
  OwnerMessage,
  PageMessage,
  ScopeMessage,
  WorkerMessage,
  WorkerOrder,
  WorkerStart,
} from './messages.js';
import { loadClassicScript } from './scripts.js';

/**
 * Gives the realm workers: of the browser's own, each with a global scope in which the app is reached as in the
 * realm (`scope.ts`). What is shared is one of them that is given more ports. All of them end with the page.
 *
 * They are made from blobs, as these have the page's Content-Security-Policy.
 *
 * @param scopeURL address of the script that makes that scope, absolute
 */
export function routeWorkers(
  realm: Realm,
  client: AppClient,
  scopeURL: string,
  disposables: Disposables,
): void {
  const workers = new Workers(realm, client, scopeURL);
  const start = (order: WorkerOrder): void => workers.start(order, disposables.signal);
  routeWorker(realm, client, start);
  routeSharedWorker(realm, client, start);
}

class Workers {
  readonly #realm: Realm;
  readonly #client: AppClient;
  readonly #scopeURL: string;
  readonly #modules: Modules;
  readonly #Native: typeof Worker;

  constructor(realm: Realm, client: AppClient, scopeURL: string) {
    this.#realm = realm;
    this.#client = client;
    this.#scopeURL = scopeURL;
    this.#modules = new Modules(realm, client);
    this.#Native = realm.Worker;
  }

  /** @param gone ends the worker when it is aborted: that of the page, or of the worker that has made it */
  start(order: WorkerOrder, gone: AbortSignal): void {
    const { owner } = order;
    const tell = (message: WorkerMessage): void => owner.postMessage(message);
    if (gone.aborted) {
      tell({ type: 'closed' });
      return;
    }
    const running = new Disposables();
    const { port1: page, port2: scopePage } = new MessageChannel();
    const end = (): void => {
      gone.removeEventListener('abort', end);
      running.dispose();
      tell({ type: 'closed' });
      owner.close();
      page.close();
    };
    const fail = (message: string): void => {
      tell({ type: 'error', message, filename: '', lineno: 0, colno: 0 });
      end();
    };
    gone.addEventListener('abort', end);
    owner.onmessage = ({ data }: MessageEvent<OwnerMessage>) => {
      if (data.type === 'terminate') end();
      else page.postMessage(data satisfies PageMessage, [data.port]);
    };
    page.onmessage = ({ data }: MessageEvent<ScopeMessage>) => {
      if (data.type === 'close') end();
      else this.start(data.order, running.signal);
    };
    this.#spawn(order, scopePage, tell, running).catch((error: unknown) => {
      if (!running.signal.aborted) fail(error instanceof Error ? error.message : String(error));
    });
  }

  /** Starts a worker while its script is loaded, and has it run that. */
  async #spawn(
    { kind, type, name, url, code, messages }: WorkerOrder,
    page: MessagePort,
    tell: (message: WorkerMessage) => void,
    running: Disposables,
  ): Promise<void> {
    const scope = JSON.stringify(this.#scopeURL);
    const boot = type === 'module' ? `import ${scope}` : `importScripts(${scope})`;
    const address = URL.createObjectURL(new Blob([boot], { type: 'text/javascript' }));
    running.add(() => URL.revokeObjectURL(address));
    const worker = new this.#Native(address, { type, name });
    running.add(() => worker.terminate());
    const refused = new Promise<never>((_, reject) => {
      worker.onerror = (event) => {
        event.preventDefault();
        const { message, filename, lineno, colno } = event;
        // What doesn't come from a script says nothing.
        if (message) tell({ type: 'error', message, filename, lineno, colno });
        else reject(new Error(refusal(url, this.#scopeURL)));
      };
    });
    const script = await Promise.race([this.#load(type, url, code), refused]);
    if (running.signal.aborted) return;
    const { port1: app, port2: scopeApp } = new MessageChannel();
    serveBackend(app, this.#client.backendWithCookies, running.signal);
    const start: WorkerStart = { kind, type, messages, ...script, app: scopeApp, page };
    worker.postMessage(start, [messages, scopeApp, page]);
    await refused;
  }

  async #load(
    type: WorkerType,
    url: string,
    code: string | null,
  ): Promise<Pick<WorkerStart, 'url' | 'entry' | 'imports'>> {
    if (url.startsWith('blob:') && code === null) throw new Error(`${url} is gone.`);
    if (type === 'module') {
      const entry = await this.#modules.load(url, code ?? undefined);
      return { url, entry, imports: new Map() };
    }
    const { href } = this.#realm.location;
    const script = await loadClassicScript(url, code, this.#client, href);
    return { url: script.url, entry: script.code, imports: script.imports };
  }
}

function refusal(url: string, scopeURL: string): string {
  const { origin } = new URL(scopeURL);
  return `The browser refused to start a worker for ${url}. If the page has a Content-Security-Policy, it must allow blob: and ${origin} in worker-src and in script-src.`;
}
