import type { AppClient } from '../http/app-client.js';
import { routeEventSource } from '../http/event-source.js';
import { routeFetch, sendBeacon, type Realm } from '../http/fetch.js';
import { routeWebSocket } from '../http/web-socket.js';
import { routeXMLHttpRequest } from '../http/xhr.js';
import type { Disposables } from '../disposable.js';
import type { AppDocument } from './app-document.js';
import type { AppNodes } from './nodes.js';
import { shareClasses } from './shared-classes.js';
import { pageObject } from './page-object.js';
import { createStorage } from './storage.js';
import type { Stylesheets } from './stylesheets.js';
import { routeWorkers } from './workers/workers.js';

/** What a window is asked by name, with the page's answer in place of the hidden frame's. */
const PAGE_PROPERTIES = [
  'devicePixelRatio',
  'innerHeight',
  'innerWidth',
  'outerHeight',
  'outerWidth',
  'screenLeft',
  'screenTop',
  'screenX',
  'screenY',
] as const;

/** What works in the page only, or works there on the app's nodes. */
const PAGE_METHODS = [
  'alert',
  'cancelAnimationFrame',
  'cancelIdleCallback',
  'confirm',
  'focus',
  'getComputedStyle',
  'print',
  'prompt',
  'requestAnimationFrame',
  'requestIdleCallback',
] as const;

/** Gives the realm's `window` the page's screen, frames and DOM classes, and storage of its own. */
export function routeWindow(
  realm: Realm,
  { root, html }: AppDocument,
  nodes: AppNodes,
  stylesheets: Stylesheets,
  client: AppClient,
  storageKey: string,
  workerScopeURL: string,
  disposables: Disposables,
): void {
  const page = window as unknown as Record<string, unknown>;
  const define = (name: string, descriptor: PropertyDescriptor): void => {
    Object.defineProperty(realm, name, { configurable: true, enumerable: true, ...descriptor });
  };

  for (const name of PAGE_PROPERTIES) define(name, { get: () => page[name] });
  const { signal } = disposables;
  define('navigator', {
    value: pageObject(navigator, signal, {
      sendBeacon: sendBeacon(realm, client),
      // It would be the page's: an app has no place at which the browser could ask one.
      serviceWorker: undefined,
    }),
  });
  define('screen', { value: pageObject(screen, signal) });
  define('visualViewport', { value: visualViewport && pageObject(visualViewport, signal) });
  define('matchMedia', {
    writable: true,
    value: (query: string) => pageObject(matchMedia(query), signal),
  });
  for (const name of PAGE_METHODS) {
    const native = page[name];
    // WebKit has no requestIdleCallback, and the app should not find one.
    if (typeof native !== 'function') continue;
    define(name, { writable: true, value: native.bind(window) as unknown });
  }
  shareClasses(realm, disposables);
  wrapClasses(realm, html, nodes, stylesheets);

  define('parent', { value: realm });
  define('frameElement', { value: null });
  define('getSelection', {
    // Only Chromium has a selection per shadow root.
    value: () =>
      (root as Partial<Pick<Document, 'getSelection'>>).getSelection?.() ?? getSelection(),
  });
  for (const name of ['localStorage', 'sessionStorage'] as const) {
    define(name, { value: createStorage(() => window[name], storageKey) });
  }
  routeScrolling(realm, html, define);
  routeFetch(realm, client, signal);
  routeEventSource(realm, client, signal);
  routeWebSocket(realm, client, signal);
  routeXMLHttpRequest(realm, client);
  routeWorkers(realm, client, workerScopeURL, disposables);

  // The app's viewport is as wide as its element: when that changes, its window was resized. An element
  // that is hidden, or being removed, has no width at all, which no window has: a DataTable's handler, which
  // measures until the width is the same twice, would never end.
  let width = html.clientWidth;
  const observer = new ResizeObserver(() => {
    if (html.clientWidth === width || html.getClientRects().length === 0) return;
    width = html.clientWidth;
    realm.dispatchEvent(new Event('resize'));
  });
  observer.observe(html);
  disposables.add(() => observer.disconnect());
}

/** Classes whose instances must come out as the app's, or take the realm's document for the app's. */
function wrapClasses(
  realm: Realm,
  html: HTMLElement,
  nodes: AppNodes,
  stylesheets: Stylesheets,
): void {
  const topOf = <T>(target: T): T =>
    target === (realm.document as unknown) ? (html as T) : target;
  const element = (name: string) =>
    function (...args: unknown[]) {
      return nodes.adopt(Reflect.construct(window[name as 'Image'], args) as Node);
    };
  for (const name of ['Image', 'Audio', 'Option'] as const) {
    const make = element(name);
    make.prototype = window[name].prototype as unknown;
    Object.defineProperty(realm, name, { configurable: true, writable: true, value: make });
  }
  realm.MutationObserver = class extends MutationObserver {
    override observe(target: Node, options?: MutationObserverInit): void {
      super.observe(topOf(target), options);
    }
  };
  realm.IntersectionObserver = class extends IntersectionObserver {
    constructor(callback: IntersectionObserverCallback, options?: IntersectionObserverInit) {
      const isDocument = options?.root === realm.document;
      super(callback, isDocument ? { ...options, root: null } : options);
    }
  };
  const Sheet = function (options?: CSSStyleSheetInit): CSSStyleSheet {
    return stylesheets.adopt(new CSSStyleSheet(options));
  };
  Sheet.prototype = CSSStyleSheet.prototype;
  Object.defineProperty(realm, 'CSSStyleSheet', {
    configurable: true,
    writable: true,
    value: Sheet,
  });
}

/**
 * Scroll positions of the app's document: how far its `<html>` has moved out of the window. Scrolling
 * the app's window scrolls the page by the difference.
 */
function routeScrolling(
  realm: Realm,
  html: HTMLElement,
  define: (name: string, descriptor: PropertyDescriptor) => void,
): void {
  const x = (): number => -html.getBoundingClientRect().left;
  const y = (): number => -html.getBoundingClientRect().top;
  for (const name of ['scrollX', 'pageXOffset']) define(name, { get: x });
  for (const name of ['scrollY', 'pageYOffset']) define(name, { get: y });
  const to = (first?: ScrollToOptions | number, top?: number): void => {
    const options = typeof first === 'object' ? first : { left: first ?? x(), top: top ?? y() };
    const { left = x(), top: wanted = y(), behavior = 'auto' } = options;
    window.scrollBy({ left: left - x(), top: wanted - y(), behavior });
  };
  define('scroll', { value: to, writable: true });
  define('scrollTo', { value: to, writable: true });
  define('scrollBy', { value: window.scrollBy.bind(window), writable: true });
}
