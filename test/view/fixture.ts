/** A view with a back end of a few routes: a real realm and a real DOM, without Python. */
import { waitUntil } from '@open-wc/testing';

import type { Backend, ResponseRest, StreamedResponse } from '../../src/kernel/channels.js';
import type { Realm } from '../../src/http/fetch.js';
import type { AppRequest } from '../../src/kernel/protocol.js';
import type { AddressBar } from '../../src/view/history.js';
import { View } from '../../src/view/view.js';

/** The script that begins each worker of an app, as it was built. */
export const WORKER_SCOPE = new URL('/dist/web-dash-worker.js', location.href).href;

/** What a route answers; a string is a body with the media type that its path's ending says. */
export interface Reply {
  readonly status?: number;
  readonly statusText?: string;
  readonly type?: string;
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly body?: string | Uint8Array;
  /** What follows on the body, in parts. */
  readonly rest?: ResponseRest;
  /** What the app's cookie jar shows to scripts from now on. */
  readonly cookies?: string;
}

export type Route =
  | string
  | Reply
  | ((
      request: AppRequest,
      signal: AbortSignal | undefined,
    ) => string | Reply | Promise<string | Reply>);

/** The app's routes by their paths, without queries. */
export type Routes = Readonly<Record<string, Route>>;

export interface AppOptions {
  readonly address?: string;
  readonly storageKey?: string;
  /** The element whose shadow root takes the app; by default a new one at the end of the page. */
  readonly host?: HTMLElement;
  readonly addressBar?: AddressBar;
  readonly onerror?: (error: unknown) => void;
  /** Answers the app's WebSockets; by default all are refused. */
  readonly sockets?: Backend['connect'];
}

/** A mounted app. */
export interface App {
  readonly view: View;
  readonly host: HTMLElement;
  readonly root: ShadowRoot;
  /** The requests that reached the back end, in their order. */
  readonly requests: readonly AppRequest[];
  /** The present page's global scope. */
  readonly realm: Realm;
  readonly document: Document;
  /** Runs code in the realm, as a script there would, and gives its value. */
  readonly run: (code: string) => unknown;
  /** The latest request that reached the back end. */
  readonly lastRequest: () => AppRequest;
  /** Paths and queries of the requests so far. */
  readonly targets: () => string[];
  /** Resolves once something of the app's document matches a selector. */
  readonly found: (selector: string) => Promise<HTMLElement>;
  readonly dispose: () => void;
}

const TYPES = new Map([
  ['css', 'text/css'],
  ['js', 'text/javascript'],
  ['json', 'application/json'],
  ['mjs', 'text/javascript'],
  ['mp4', 'video/mp4'],
  ['png', 'image/png'],
  ['svg', 'image/svg+xml'],
  ['txt', 'text/plain'],
]);

/** A PNG of one red pixel. */
export const PNG = Uint8Array.from(
  atob(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==',
  ),
  (character) => character.charCodeAt(0),
);

/** An SVG image of a given size, which tells images apart by their `naturalWidth`. */
export const svg = (width: number, height = width): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"></svg>`;

const mounted = new Set<App>();

/** Long enough for a machine that does much else; without Python nothing here takes long. */
const TIMEOUT = 15_000;

beforeEach(function () {
  this.currentTest?.timeout(TIMEOUT);
  performance.clearResourceTimings();
});

afterEach(() => {
  for (const app of mounted) app.dispose();
});

/**
 * Mounts a view.
 *
 * @param app the page at `/`, or all routes
 */
export async function mountApp(app: string | Routes, options: AppOptions = {}): Promise<App> {
  const host = options.host ?? document.body.appendChild(document.createElement('div'));
  const root = host.attachShadow({ mode: 'open' });
  const requests: AppRequest[] = [];
  const routes = typeof app === 'string' ? { '/': app } : app;
  const view = new View({
    root,
    backend: backendOf(routes, requests, options.sockets),
    storageKey: options.storageKey ?? 'test',
    workerScopeURL: WORKER_SCOPE,
    addressBar: options.addressBar,
    ...(options.onerror && { onerror: options.onerror }),
  });
  await view.open(options.address ?? '/');
  const result: App = {
    view,
    host,
    root,
    requests,
    get realm() {
      return view.realm;
    },
    get document() {
      return view.realm.document;
    },
    run: (code) => view.realm.eval(code) as unknown,
    lastRequest: () => {
      const request = requests.at(-1);
      if (!request) throw new Error('Nothing was asked for');
      return request;
    },
    targets: () => requests.map(({ target }) => target),
    found: async (selector) => {
      let element: HTMLElement | null = null;
      await until(
        () => (element = root.querySelector<HTMLElement>(selector)),
        `An element like ${selector}`,
      );
      return element as unknown as HTMLElement;
    },
    dispose: () => {
      mounted.delete(result);
      view.dispose();
      if (!options.host) host.remove();
    },
  };
  mounted.add(result);
  return result;
}

/** Resolves once something is true. */
export function until(predicate: () => unknown, claim = 'What was waited for'): Promise<void> {
  return waitUntil(predicate, `${claim} did not come`, { timeout: TIMEOUT, interval: 10 });
}

/**
 * Claims that two nodes, windows or functions are one. Unlike `expect(a).to.equal(b)` it doesn't print
 * them if they aren't: the report would never get to the end of a window.
 */
export function expectSame(actual: unknown, expected: unknown): void {
  if (!Object.is(actual, expected)) {
    throw new Error(`Expected ${String(expected)}, but it was ${String(actual)}`);
  }
}

/** A back end that answers as routes say, 404 elsewhere, and keeps what it was asked. */
export function backendOf(
  routes: Routes,
  requests: AppRequest[] = [],
  sockets?: Backend['connect'],
): Backend {
  return {
    request: async (request, signal) => {
      requests.push(request);
      const path = new URL(request.target, 'http://app').pathname;
      const route = routes[path] ?? { status: 404, type: 'text/plain', body: `No ${path} here` };
      const reply = typeof route === 'function' ? await route(request, signal) : route;
      const response = answer(typeof reply === 'string' ? { body: reply } : reply, path);
      return { ...response, requestBody: request.body ?? undefined };
    },
    connect: sockets ?? (() => Promise.resolve(null)),
  };
}

function answer(reply: Reply, path: string): StreamedResponse {
  const { status = 200, statusText = status === 200 ? 'OK' : '', headers = [], body = '' } = reply;
  const type = reply.type ?? TYPES.get(path.split('.').at(-1) ?? '') ?? 'text/html';
  return {
    status,
    statusText,
    headers: [['Content-Type', type], ...headers],
    body: typeof body === 'string' ? new TextEncoder().encode(body) : body.slice(),
    cookies: reply.cookies ?? '',
    ...(reply.rest && { rest: reply.rest }),
  };
}

/**
 * The paths on the page's own origin that went over the network since the test began, without those of
 * the tests themselves. An own request, made last, is waited for.
 */
export async function networkPaths(): Promise<string[]> {
  const control = `/page?control=${crypto.randomUUID()}`;
  await (await fetch(control)).text();
  const paths = (): string[] =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => new URL(name))
      .filter(({ origin }) => origin === location.origin)
      .map(({ pathname, search }) => pathname + search);
  await until(() => paths().includes(control), 'The entry of an own request');
  return paths().filter((path) => !/^\/(?:page|src|test|node_modules|__w)/.test(path));
}
