/** Counts what is put into a page that could be left behind. */

/** What a page holds, besides its tree. */
export interface PageWatch {
  /** The scripts of all workers that were started, but for those that make snapshots when the page is idle. */
  readonly workers: readonly string[];
  /** Listeners on the window, the document, its root, head and body, as "window click". */
  listeners(): string[];
  /** Blob URLs that have not been revoked. */
  blobs(): string[];
}

/** Begins to watch: to be called before the element's module is loaded. */
export function watchPage(): PageWatch {
  return { workers: watchWorkers(), listeners: watchListeners(), blobs: watchBlobs() };
}

function watchWorkers(): string[] {
  const started: string[] = [];
  window.Worker = class extends Worker {
    constructor(script: string | URL, options?: WorkerOptions) {
      super(script, options);
      if (options?.name !== 'web-dash snapshot') started.push(String(script));
    }
  };
  return started;
}

function watchBlobs(): () => string[] {
  const live = new Set<string>();
  const create = URL.createObjectURL.bind(URL);
  const revoke = URL.revokeObjectURL.bind(URL);
  URL.createObjectURL = (object) => {
    const url = create(object);
    live.add(url);
    return url;
  };
  URL.revokeObjectURL = (url) => {
    live.delete(url);
    revoke(url);
  };
  return () => [...live];
}

interface Listening {
  readonly name: string;
  readonly target: EventTarget;
  readonly type: string;
  readonly listener: EventListenerOrEventListenerObject;
  readonly capture: boolean;
}

function watchListeners(): () => string[] {
  const watched = new Map<EventTarget, string>([
    [window, 'window'],
    [document, 'document'],
    [document.documentElement, 'html'],
    [document.head, 'head'],
    [document.body, 'body'],
  ]);
  const live = new Set<Listening>();
  const find = (
    target: EventTarget,
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options: boolean | EventListenerOptions | undefined,
  ): Listening | undefined =>
    [...live].find(
      (each) =>
        each.target === target &&
        each.type === type &&
        each.listener === listener &&
        each.capture === isCapture(options),
    );
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called on their targets
  const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;

  EventTarget.prototype.addEventListener = function (
    this: EventTarget | undefined,
    type,
    listener,
    options,
  ) {
    const target = this ?? window;
    add.call(target, type, listener, options);
    const name = watched.get(target);
    if (name === undefined || !listener || find(target, type, listener, options)) return;
    const entry = { name, target, type, listener, capture: isCapture(options) };
    live.add(entry);
    const { once, signal } = typeof options === 'object' ? options : {};
    if (once) add.call(target, type, () => live.delete(entry), { once, capture: entry.capture });
    if (signal) add.call(signal, 'abort', () => live.delete(entry), { once: true });
  };
  EventTarget.prototype.removeEventListener = function (
    this: EventTarget | undefined,
    type,
    listener,
    options,
  ) {
    const target = this ?? window;
    remove.call(target, type, listener, options);
    const entry = find(target, type, listener, options);
    if (entry) live.delete(entry);
  };
  return () => [...live].map(({ name, type }) => `${name} ${type}`).sort();
}

function isCapture(options: boolean | EventListenerOptions | undefined): boolean {
  return typeof options === 'object' ? (options.capture ?? false) : (options ?? false);
}
