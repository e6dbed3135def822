import type { AppClient } from '../../http/app-client.js';
import { addHandlers, replaceClass } from '../../http/event-handlers.js';
import type { Realm } from '../../http/fetch.js';
import type { OwnerMessage, WorkerMessage, WorkerOrder } from './messages.js';

/** Starts a worker that a script wants. */
export type StartWorker = (order: WorkerOrder) => void;

type WorkerError = Extract<WorkerMessage, { type: 'error' }>;
type Options = Pick<WorkerOptions, 'name' | 'type'>;

/**
 * Gives a global scope a `Worker` that runs the app's scripts, and those in blobs, as scripts of the app; all
 * others are the browser's.
 */
export function routeWorker(realm: Realm, client: AppClient, start: StartWorker): void {
  const Native = realm.Worker;

  class Worker extends EventTarget {
    readonly #messages!: MessagePort;
    readonly #owner!: MessagePort;

    constructor(url: string | URL, options: WorkerOptions = {}) {
      super();
      const address = addressOf(realm, url);
      if (!isOfApp(client, address)) return new Native(address, options) as unknown as Worker;
      const { port1, port2 } = new realm.MessageChannel();
      this.#messages = port1;
      this.#owner = order(realm, 'dedicated', address, options, port2, start);
      this.#owner.onmessage = ({ data }: MessageEvent<WorkerMessage>) => {
        if (data.type === 'error') tellError(realm, this, data);
      };
      for (const type of ['message', 'messageerror'] as const) {
        port1.addEventListener(type, ({ data, ports }: MessageEvent<unknown>) => {
          this.dispatchEvent(new realm.MessageEvent(type, { data, ports: [...ports] }));
        });
      }
      port1.start();
    }

    postMessage(...parameters: Parameters<MessagePort['postMessage']>): void {
      this.#messages.postMessage(...parameters);
    }

    terminate(): void {
      this.#messages.close();
      this.#owner.postMessage({ type: 'terminate' } satisfies OwnerMessage);
    }
  }

  addHandlers(Worker.prototype, ['message', 'messageerror', 'error']);
  replaceClass(realm, 'Worker', Worker);
}

/** Gives a page's realm a `SharedWorker` that is shared by the scripts of that page. */
export function routeSharedWorker(realm: Realm, client: AppClient, start: StartWorker): void {
  const { SharedWorker: Native } = realm as Partial<Pick<Realm, 'SharedWorker'>>;
  /** Those that run, and what is to be told of them to those who have them. */
  const running = new Map<string, { owner: MessagePort; told: EventTarget }>();

  class SharedWorker extends EventTarget {
    readonly port!: MessagePort;

    constructor(url: string | URL, options: string | Options = {}) {
      super();
      const address = addressOf(realm, url);
      if (Native && !isOfApp(client, address)) {
        return Reflect.construct(Native, [address, options]) as SharedWorker;
      }
      const wanted = typeof options === 'string' ? { name: options } : options;
      const { owner, told } = workerAt(address, wanted);
      told.addEventListener('error', () => this.dispatchEvent(new realm.Event('error')));
      const { port1, port2 } = new realm.MessageChannel();
      this.port = port1;
      owner.postMessage({ type: 'connect', port: port2 } satisfies OwnerMessage, [port2]);
    }
  }

  function workerAt(address: URL, wanted: Options): { owner: MessagePort; told: EventTarget } {
    const key = JSON.stringify([address, wanted.name ?? '']);
    const found = running.get(key);
    if (found) return found;
    const { port2 } = new realm.MessageChannel();
    const owner = order(realm, 'shared', address, wanted, port2, start);
    const worker = { owner, told: new EventTarget() };
    running.set(key, worker);
    owner.onmessage = ({ data }: MessageEvent<WorkerMessage>) => {
      if (data.type === 'closed') {
        running.delete(key);
        return;
      }
      logError(data);
      // Of what fails while it runs the page isn't told, by the HTML standard.
      if (data.filename === '') worker.told.dispatchEvent(new Event('error'));
    };
    return worker;
  }

  addHandlers(SharedWorker.prototype, ['error']);
  replaceClass(realm, 'SharedWorker', SharedWorker);
}

/** @throws DOMException `SyntaxError` */
function addressOf(realm: Realm, url: string | URL): URL {
  const base = realm.location.href;
  if (URL.canParse(url, base)) return new URL(url, base);
  throw new realm.DOMException(`${String(url)} is no address.`, 'SyntaxError');
}

function isOfApp(client: AppClient, address: URL): boolean {
  return address.protocol === 'blob:' || client.owns(address);
}

/** Has a worker started; returns the end of its port that its owner has. */
function order(
  realm: Realm,
  kind: WorkerOrder['kind'],
  { protocol, href: url }: URL,
  { type = 'classic', name = '' }: Options,
  messages: MessagePort,
  start: StartWorker,
): MessagePort {
  const { port1, port2: owner } = new realm.MessageChannel();
  const send = (code: string | null): void =>
    start({ kind, type, name, url, code, messages, owner });
  if (protocol === 'blob:') {
    // Now, as its address is often revoked at once.
    const read = realm.fetch(url).then((response) => response.text());
    read.then(send, () => send(null));
  } else {
    send(null);
  }
  return port1;
}

/** Tells of an error in a worker, as browsers do: the worker's object, then the scope that has made it. */
function tellError(realm: Realm, worker: EventTarget, error: WorkerError): void {
  const { message, filename, lineno, colno } = error;
  const event = (): ErrorEvent =>
    new realm.ErrorEvent('error', { message, filename, lineno, colno, cancelable: true });
  if (worker.dispatchEvent(event()) && realm.dispatchEvent(event())) logError(error);
}

function logError({ message, filename, lineno, colno }: WorkerError): void {
  console.error(filename === '' ? message : `${message} (${filename}:${lineno}:${colno})`);
}
