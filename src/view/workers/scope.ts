/**
 * The script that begins each worker of an app: it gives the worker's global scope what a page's realm has, and
 * then runs the app's script in it. It is a classic script, which workers of both types take.
 */
import { AppClient } from '../../http/app-client.js';
import { addHandlers } from '../../http/event-handlers.js';
import { routeEventSource } from '../../http/event-source.js';
import { routeFetch, type Realm } from '../../http/fetch.js';
import { backendThrough } from '../../http/relay.js';
import { routeWebSocket } from '../../http/web-socket.js';
import { routeXMLHttpRequest } from '../../http/xhr.js';
import { routeWorker } from './classes.js';
import type { PageMessage, ScopeMessage, WorkerStart } from './messages.js';

/** What the DOM's types, which the rest of the project needs, don't know of a worker's global scope. */
interface WorkerScope {
  close(): void;
  importScripts(...urls: string[]): void;
  postMessage?: MessagePort['postMessage'];
  onconnect?: unknown;
  SharedWorkerGlobalScope?: unknown;
}

const realm = self as unknown as Realm & WorkerScope;
const { importScripts, close } = realm;

realm.addEventListener(
  'message',
  (event) => {
    event.stopImmediatePropagation();
    void begin(event.data as WorkerStart);
  },
  { once: true },
);

async function begin({
  kind,
  type,
  url,
  entry,
  imports,
  messages,
  app,
  page,
}: WorkerStart): Promise<void> {
  // Workers end at once, with all that they have open.
  const { signal: gone } = new AbortController();
  const client = new AppClient(backendThrough(app), realm.origin);
  const say = (message: ScopeMessage, ports: Transferable[] = []): void =>
    page.postMessage(message, ports);
  routeLocation(new URL(url));
  routeFetch(realm, client, gone);
  routeEventSource(realm, client, gone);
  routeWebSocket(realm, client, gone);
  routeXMLHttpRequest(realm, client);
  routeWorker(realm, client, (order) =>
    say({ type: 'start', order }, [order.messages, order.owner]),
  );
  realm.close = () => {
    say({ type: 'close' });
    close.call(realm);
  };
  if (type === 'classic') routeImports(client, imports);
  if (kind === 'shared') becomeShared();
  else realm.postMessage = messages.postMessage.bind(messages);

  try {
    if (type === 'classic') run(entry, url);
    else await import(entry);
  } catch (error) {
    reportError(error);
  }

  page.onmessage = ({ data: { port } }: MessageEvent<PageMessage>) => {
    realm.dispatchEvent(new MessageEvent('connect', { data: '', ports: [port], source: port }));
  };
  for (const name of ['message', 'messageerror'] as const) {
    messages.addEventListener(name, ({ data, ports }: MessageEvent<unknown>) => {
      realm.dispatchEvent(new MessageEvent(name, { data, ports: [...ports] }));
    });
  }
  messages.start();
}

/** Puts the worker at an address of the app's, to which relative ones are relative. */
function routeLocation(url: URL): void {
  const names = [
    ...['href', 'origin', 'protocol', 'host', 'hostname'],
    ...['port', 'pathname', 'search', 'hash'],
  ] as (keyof URL)[];
  const members = names.map((name) => [name, { value: url[name], enumerable: true }] as const);
  const location = Object.create(Object.getPrototypeOf(realm.location) as object, {
    ...Object.fromEntries(members),
    toString: { value: () => url.href },
  }) as Location;
  Object.defineProperty(realm, 'location', { configurable: true, value: location });
  const NativeRequest = realm.Request;
  realm.Request = class Request extends NativeRequest {
    constructor(input: RequestInfo | URL, init?: RequestInit) {
      super(input instanceof NativeRequest ? input : new URL(input, url), init);
    }
  };
}

function routeImports(client: AppClient, imports: ReadonlyMap<string, string>): void {
  realm.importScripts = (...urls) => {
    for (const address of urls.map(absolute)) {
      const code = imports.get(address);
      if (code !== undefined) {
        run(code, address);
      } else if (client.owns(address)) {
        const message = `importScripts can't reach the app for ${address}: what a worker imports is loaded before it starts, where its address stands in the call and is there.`;
        throw new DOMException(message, 'NetworkError');
      } else {
        importScripts(address);
      }
    }
  };
}

function absolute(url: string): string {
  const base = realm.location.href;
  if (URL.canParse(url, base)) return new URL(url, base).href;
  throw new DOMException(`${url} is no address.`, 'SyntaxError');
}

/** Runs code as a classic script of the worker. */
function run(code: string, url: string): void {
  const type = 'text/javascript';
  const address = URL.createObjectURL(new Blob([`${code}\n//# sourceURL=${url}`], { type }));
  try {
    importScripts(address);
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** What a shared worker's scope has, and hasn't: the browser's own are beyond the reach of a page that ends them. */
function becomeShared(): void {
  delete (realm as WorkerScope).postMessage;
  addHandlers(realm, ['connect']);
  realm.SharedWorkerGlobalScope = class SharedWorkerGlobalScope extends EventTarget {
    static override [Symbol.hasInstance](value: unknown): boolean {
      return value === realm;
    }
  };
}
