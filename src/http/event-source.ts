import { createParser } from 'eventsource-parser';
import type { AppClient } from './app-client.js';
import { addConstants, addHandlers, replaceClass } from './event-handlers.js';
import type { Realm } from './fetch.js';

/** How long after its end a stream is asked for again, unless it says otherwise; in milliseconds. */
const RETRY_DELAY = 3000;

const STATES = ['CONNECTING', 'OPEN', 'CLOSED'] as const;
const [CONNECTING, OPEN, CLOSED] = [0, 1, 2];

/**
 * Gives the realm an `EventSource` whose streams of the app's come from the app, and all others from the
 * network.
 *
 * @param gone aborted when the realm is left
 */
export function routeEventSource(realm: Realm, client: AppClient, gone: AbortSignal): void {
  const Native = realm.EventSource;

  class EventSource extends EventTarget {
    readonly #url!: URL;
    readonly #withCredentials: boolean = false;
    readonly #abort = new AbortController();
    #readyState = CONNECTING;
    #lastEventId = '';
    #delay = RETRY_DELAY;

    constructor(url: string | URL, init?: EventSourceInit) {
      super();
      if (!URL.canParse(url, realm.location.href)) {
        throw new realm.DOMException(`${String(url)} is no address.`, 'SyntaxError');
      }
      const address = new URL(url, realm.location.href);
      if (!client.owns(address)) return new Native(address, init) as unknown as EventSource;
      this.#url = address;
      this.#withCredentials = init?.withCredentials ?? false;
      gone.addEventListener('abort', () => this.close(), { signal: this.#abort.signal });
      void this.#run();
    }

    get url(): string {
      return this.#url.href;
    }

    get withCredentials(): boolean {
      return this.#withCredentials;
    }

    get readyState(): number {
      return this.#readyState;
    }

    close(): void {
      this.#readyState = CLOSED;
      this.#abort.abort();
    }

    async #run(): Promise<void> {
      while (!this.#isClosed()) {
        const goesOn = await this.#connect();
        if (this.#isClosed()) return;
        if (goesOn) this.#readyState = CONNECTING;
        else this.close();
        this.dispatchEvent(new realm.Event('error'));
        await new Promise((resolve) => setTimeout(resolve, this.#delay));
      }
    }

    #isClosed(): boolean {
      return this.#readyState === CLOSED;
    }

    /** Hears one response to its end; returns whether it is to be asked for again. */
    async #connect(): Promise<boolean> {
      const headers = new Headers({ Accept: 'text/event-stream' });
      // Bytes, as headers hold no others.
      const id = Array.from(new TextEncoder().encode(this.#lastEventId), (byte) =>
        String.fromCharCode(byte),
      );
      if (id.length > 0) headers.set('Last-Event-ID', id.join(''));
      const { signal } = this.#abort;
      try {
        const request = new Request(this.#url, { headers, cache: 'no-store', signal });
        const response = await client.fetch(request, realm.location.href);
        const type = response.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase();
        if (response.status !== 200 || type !== 'text/event-stream') {
          void response.body?.cancel();
          return false;
        }
        this.#readyState = OPEN;
        this.dispatchEvent(new realm.Event('open'));
        await this.#hear(response);
      } catch {
        // As of a connection that breaks; one that was closed isn't asked for again anyway.
      }
      return true;
    }

    async #hear(response: Response): Promise<void> {
      const { origin } = new URL(response.url);
      const parser = createParser({
        onEvent: ({ id, event, data }) => {
          if (this.#isClosed()) return;
          if (id !== undefined) this.#lastEventId = id;
          const lastEventId = this.#lastEventId;
          const type = event === undefined || event === '' ? 'message' : event;
          this.dispatchEvent(new realm.MessageEvent(type, { data, origin, lastEventId }));
        },
        onRetry: (delay) => (this.#delay = delay),
      });
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const part = await reader?.read();
        if (!part || part.done) return;
        parser.feed(part.value);
      }
    }
  }

  addConstants(EventSource, STATES);
  addHandlers(EventSource.prototype, ['open', 'message', 'error']);
  replaceClass(realm, 'EventSource', EventSource);
}
