import type { AppNeeds } from './protocol.js';

/** An app that is going to be started. */
export interface Announcement {
  readonly app: string;
  readonly needs: AppNeeds;
}

/**
 * What is known of apps before Python is up. The first of them may have its own versions of Dash and of what
 * belongs to it, as long as nothing has imported them.
 */
export class Announcements {
  readonly #all: Announcement[] = [];
  #resolve!: (first: Announcement) => void;
  readonly #first = new Promise<Announcement>((resolve) => (this.#resolve = resolve));
  #listener: ((needs: AppNeeds) => void) | undefined;
  #closed = false;

  /** Has `listener` told of each app, also of those that there are already. */
  listen(listener: (needs: AppNeeds) => void): void {
    this.#listener = listener;
    for (const { needs } of this.#all) listener(needs);
  }

  /** @returns Whether the app is the first. */
  add(app: string, needs: AppNeeds): boolean {
    if (!this.#closed) this.#all.push({ app, needs });
    this.#listener?.(needs);
    if (this.earliest) this.#resolve(this.earliest);
    return this.earliest?.app === app;
  }

  /** The first app, if there is one already. */
  get earliest(): Announcement | undefined {
    return this.#all[0];
  }

  /** The first app, once there is one; if that takes too long, nothing. @param limit in milliseconds */
  async first(limit: number): Promise<Announcement | undefined> {
    const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), limit));
    return Promise.race([this.#first, late]);
  }

  /** The first app, if there is one already; after this it is too late for any other to be it. */
  close(): Announcement | undefined {
    this.#closed = true;
    return this.earliest;
  }
}
