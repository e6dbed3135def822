/** For how many seconds nothing may come of any download before those under way are given up. */
export const PATIENCE = 30;

/**
 * Ends downloads whose servers send nothing any more.
 *
 * What counts is that nothing comes of all of them: one alone may wait because a browser loads only some files
 * of a host at a time. Time during which Python computes doesn't count, as nothing can be received in it.
 */
export class StallWatch {
  readonly #limit: number;
  readonly #controllers = new Set<AbortController>();
  #quiet = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** @param limit In seconds. */
  constructor(limit = PATIENCE) {
    this.#limit = limit;
  }

  /** To be called when something has come. */
  readonly progress = (): void => {
    this.#quiet = 0;
  };

  /** Runs a download; its signal is aborted when it has stalled. */
  async during<T>(download: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    this.#controllers.add(controller);
    this.progress();
    this.#timer ??= setInterval(() => this.#tick(), 1000);
    try {
      return await download(controller.signal);
    } finally {
      this.#controllers.delete(controller);
      if (this.#controllers.size === 0) {
        clearInterval(this.#timer);
        this.#timer = undefined;
      }
    }
  }

  #tick(): void {
    if (++this.#quiet < this.#limit) return;
    for (const controller of this.#controllers) controller.abort();
  }
}
