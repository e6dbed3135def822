import type { Disposables } from '../disposable.js';
import type { Realm } from '../http/fetch.js';
import { keepTargets } from './event-targets.js';

/** Events of a window that tell of the realm itself; it gets them natively. */
const REALM_EVENTS = new Set([
  'beforeunload',
  'error',
  'hashchange',
  'load',
  'message',
  'messageerror',
  'pagehide',
  'pageshow',
  'popstate',
  'rejectionhandled',
  'storage',
  'unhandledrejection',
  'unload',
]);

/** Events of the page and its window that have no `on…` handler on elements. */
const PAGE_EVENTS = new Set([
  'compositionend',
  'compositionstart',
  'compositionupdate',
  'focusin',
  'focusout',
  'fullscreenchange',
  'fullscreenerror',
  'languagechange',
  'offline',
  'online',
  'orientationchange',
  'pointerlockchange',
  'pointerlockerror',
  'selectionchange',
  'touchcancel',
  'touchend',
  'touchmove',
  'touchstart',
  'visibilitychange',
]);

/** Whether the page, rather than the realm's own empty frame, is where events of a type happen. */
function happensInPage(type: string): boolean {
  if (REALM_EVENTS.has(type)) return false;
  return PAGE_EVENTS.has(type) || `on${type}` in HTMLElement.prototype;
}

type Listener = EventListenerOrEventListenerObject;

/**
 * Lets listeners on the realm's `window` and `document` hear what happens to the app.
 *
 * Events inside the app are heard at the shadow root, where `target` is the node itself rather than the
 * host; events elsewhere in the page (a click that must close a popover, a drag that leaves the element,
 * `visibilitychange`) at the page's own window or document. Events that scripts dispatch on the realm's
 * window or document are heard there natively.
 */
export function routeEvents(realm: Realm, root: ShadowRoot, disposables: Disposables): void {
  route(realm, realm.EventTarget.prototype, root, window, disposables);
  route(realm.document, realm.EventTarget.prototype, root, document, disposables);
  rememberEvents(realm, root, disposables);
  receiveMessages(realm, root, disposables);
}

/** Hands on what frames of the app post to their parent, which to the browser is the page's window. */
function receiveMessages(realm: Realm, root: ShadowRoot, disposables: Disposables): void {
  disposables.listen(window, 'message', (event) => {
    const { data, origin, source, ports } = event as MessageEvent<unknown>;
    const frames = [...root.querySelectorAll('iframe')];
    if (!source || !frames.some((frame) => frame.contentWindow === source)) return;
    const message = { data, origin, source, ports: [...ports] };
    realm.dispatchEvent(new realm.MessageEvent('message', message));
  });
}

/**
 * What a browser forgets of events inside a shadow tree: `window.event`, which it leaves undefined, and the
 * targets of those that are over.
 */
function rememberEvents(realm: Realm, root: ShadowRoot, disposables: Disposables): void {
  let current: Event | undefined;
  const remember = (event: Event): void => {
    current = event;
    keepTargets(event);
  };
  for (const type of new Set([...handlerTypes(HTMLElement.prototype), ...PAGE_EVENTS])) {
    disposables.listen(root, type, remember, { capture: true, passive: true });
  }
  Object.defineProperty(realm, 'event', {
    configurable: true,
    // An event that is over has no phase.
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- apps read it nevertheless
    get: () => (current?.eventPhase ? current : window.event),
  });
}

function route(
  target: Window | Document,
  native: EventTarget,
  root: ShadowRoot,
  page: EventTarget,
  disposables: Disposables,
): void {
  /** Per type and phase: what ends each listener's registrations. */
  const registered = new Map<string, Map<Listener, () => void>>();

  const add = (type: string, listener: Listener | null, options?: unknown): void => {
    if (!listener || !happensInPage(type)) {
      native.addEventListener.call(target, type, listener, options as AddEventListenerOptions);
      return;
    }
    const { capture, once, passive, signal } = asOptions(options);
    const key = `${type} ${capture}`;
    const listeners = registered.get(key) ?? new Map<Listener, () => void>();
    registered.set(key, listeners);
    if (listeners.has(listener) || signal?.aborted) return;

    const hear = (event: Event): void => {
      if (once) remove(type, listener, options);
      if (typeof listener === 'function') listener.call(target, event);
      else listener.handleEvent(event);
    };
    const hearOutside = (event: Event): void => {
      if (event.composedPath().includes(root) || isTypedElsewhere(event)) return;
      hear(event);
    };
    const passed = passive === undefined ? { capture } : { capture, passive };
    native.addEventListener.call(target, type, hear, passed);
    root.addEventListener(type, hear, passed);
    page.addEventListener(type, hearOutside, passed);
    listeners.set(listener, () => {
      native.removeEventListener.call(target, type, hear, passed);
      root.removeEventListener(type, hear, passed);
      page.removeEventListener(type, hearOutside, passed);
    });
    signal?.addEventListener('abort', () => remove(type, listener, options), { once: true });
  };

  const remove = (type: string, listener: Listener | null, options?: unknown): void => {
    native.removeEventListener.call(target, type, listener, options as EventListenerOptions);
    if (!listener) return;
    const listeners = registered.get(`${type} ${asOptions(options).capture}`);
    listeners?.get(listener)?.();
    listeners?.delete(listener);
  };

  Object.defineProperties(target, {
    addEventListener: { configurable: true, writable: true, value: add },
    removeEventListener: { configurable: true, writable: true, value: remove },
  });
  for (const type of handlerTypes(target).filter(happensInPage))
    defineHandler(target, type, add, remove);
  disposables.add(() => {
    for (const listeners of registered.values()) for (const end of listeners.values()) end();
    registered.clear();
  });
}

/** Types of the events for which an object has an `on…` handler. */
function handlerTypes(target: object): string[] {
  const types: string[] = [];
  let object: object | null = target;
  for (; object; object = Object.getPrototypeOf(object) as object | null) {
    for (const name of Object.getOwnPropertyNames(object)) {
      if (name.startsWith('on')) types.push(name.slice(2));
    }
  }
  return types;
}

function defineHandler(
  target: object,
  type: string,
  add: (type: string, listener: Listener) => void,
  remove: (type: string, listener: Listener) => void,
): void {
  let handler: unknown = null;
  const listener = (event: Event): void => {
    if (typeof handler !== 'function') return;
    if ((handler as (this: object, event: Event) => unknown).call(target, event) === false) {
      event.preventDefault();
    }
  };
  Object.defineProperty(target, `on${type}`, {
    configurable: true,
    enumerable: true,
    get: () => handler,
    set: (value: unknown) => {
      if (handler === null && value !== null) add(type, listener);
      if (handler !== null && value === null) remove(type, listener);
      handler = typeof value === 'function' ? value : null;
    },
  });
}

function asOptions(options: unknown): AddEventListenerOptions & { capture: boolean } {
  if (typeof options === 'object' && options !== null) {
    return { ...options, capture: Boolean((options as AddEventListenerOptions).capture) };
  }
  return { capture: Boolean(options) };
}

/** What the reader types into another part of the page is no business of the app's. */
function isTypedElsewhere(event: Event): boolean {
  if (!(event instanceof KeyboardEvent || event instanceof InputEvent)) return false;
  return event.target instanceof Element && event.target !== document.body;
}
