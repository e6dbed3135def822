/** Undoes one thing: a patch, a subscription, an insertion. */
export type Dispose = () => void;

/** Collects what has to be undone; undoes it once, last in, first out. */
export class Disposables {
  #undo: Dispose[] = [];
  readonly #abort = new AbortController();

  /** Aborted when all has been undone. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  add(dispose: Dispose): void {
    this.#undo.push(dispose);
  }

  /** Listens until {@link dispose}. */
  listen(
    target: EventTarget,
    type: string,
    listener: EventListener,
    options: AddEventListenerOptions = {},
  ): void {
    target.addEventListener(type, listener, options);
    this.add(() => target.removeEventListener(type, listener, options));
  }

  dispose(): void {
    for (const undo of this.#undo.splice(0).reverse()) undo();
    this.#abort.abort();
  }
}
