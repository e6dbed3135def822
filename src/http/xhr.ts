import type { AppClient } from './app-client.js';
import type { Realm } from './fetch.js';

/** What the native class is told of a request of the app's until the answer is there. */
const NOWHERE = 'data:,';

/**
 * Gives the realm an `XMLHttpRequest` that asks the app for what is the app's.
 *
 * It is the native class, told to read the answer from a blob: so that `responseType`, the events, the
 * states and the decoding are the browser's own, and only what a blob can't say (status, headers,
 * address) is added.
 */
export function routeXMLHttpRequest(realm: Realm, client: AppClient): void {
  const Native = realm.XMLHttpRequest;

  realm.XMLHttpRequest = class XMLHttpRequest extends Native {
    /** What `open()` was told, where it is the app's. */
    #request: { method: string; url: URL } | undefined;
    #headers = new Headers();
    #response: Response | undefined;
    /** Ends the request that waits for the app. */
    #abort: AbortController | undefined;
    #timedOut = false;
    #isSilent = false;

    constructor() {
      super();
      for (const type of ['readystatechange', 'loadstart', 'abort', 'loadend']) {
        this.addEventListener(type, (event) => {
          if (this.#isSilent) event.stopImmediatePropagation();
        });
      }
    }

    override open(
      method: string,
      url: string | URL,
      async = true,
      username?: string | null,
      password?: string | null,
    ): void {
      const address = new URL(url, realm.location.href);
      this.#abort?.abort();
      this.#abort = undefined;
      this.#response = undefined;
      this.#timedOut = false;
      this.#headers = new Headers();
      this.#request = client.owns(address) ? { method, url: address } : undefined;
      if (this.#request && !async) {
        throw new realm.DOMException(
          `A synchronous XMLHttpRequest cannot reach the app (${address.pathname}): use fetch().`,
          'InvalidAccessError',
        );
      }
      super.open(method, this.#request ? NOWHERE : address, async, username, password);
    }

    override setRequestHeader(name: string, value: string): void {
      this.#refuseWhileSent();
      super.setRequestHeader(name, value);
      this.#headers.append(name, value);
    }

    override send(body?: Document | XMLHttpRequestBodyInit | null): void {
      this.#refuseWhileSent();
      const request = this.#request;
      this.#request = undefined;
      if (request) void this.#ask(request, body ?? null);
      else super.send(body);
    }

    override abort(): void {
      const abort = this.#abort;
      this.#abort = undefined;
      if (abort) {
        abort.abort();
        // With a request of its own under way, the native class tells of the abort.
        super.open('GET', NOWHERE);
        super.send();
      }
      super.abort();
    }

    override get readyState(): number {
      return this.#timedOut ? Native.DONE : super.readyState;
    }

    override get status(): number {
      return this.#answered ? this.#answered.status : super.status;
    }

    override get statusText(): string {
      return this.#answered ? this.#answered.statusText : super.statusText;
    }

    override get responseURL(): string {
      return this.#answered ? this.#answered.url : super.responseURL;
    }

    override getResponseHeader(name: string): string | null {
      return this.#answered ? this.#answered.headers.get(name) : super.getResponseHeader(name);
    }

    override getAllResponseHeaders(): string {
      if (!this.#answered) return super.getAllResponseHeaders();
      return [...this.#answered.headers].map(([name, value]) => `${name}: ${value}\r\n`).join('');
    }

    /** The app's answer, from the state on in which its headers may be read. */
    get #answered(): Response | undefined {
      return this.readyState >= Native.HEADERS_RECEIVED ? this.#response : undefined;
    }

    async #ask(
      { method, url }: { method: string; url: URL },
      data: Document | XMLHttpRequestBodyInit | null,
    ): Promise<void> {
      const abort = (this.#abort = new realm.AbortController());
      const late =
        this.timeout > 0
          ? setTimeout(() => abort.abort(new DOMException('', 'TimeoutError')), this.timeout)
          : undefined;
      const body = isDocument(data) ? new XMLSerializer().serializeToString(data) : data;
      const headers = this.#headers;
      let content: Blob | undefined;
      try {
        const request = new realm.Request(url, {
          method,
          headers,
          body: /^(get|head)$/i.test(method) ? null : body,
          signal: abort.signal,
        });
        if (body !== null)
          for (const type of ['loadstart', 'progress']) this.#tell(this.upload, type);
        const response = await client.fetch(request, realm.location.href, realm);
        if (body !== null) for (const type of ['load', 'loadend']) this.#tell(this.upload, type);
        this.#response = response;
        content = new Blob([await response.arrayBuffer()], {
          type: response.headers.get('content-type') ?? '',
        });
      } catch {
        if (this.#abort !== abort) return;
        if (abort.signal.aborted) {
          this.#abort = undefined;
          this.#timedOut = true;
          this.dispatchEvent(new realm.Event('readystatechange'));
          for (const type of ['timeout', 'loadend']) this.#tell(this, type);
          return;
        }
      } finally {
        clearTimeout(late);
      }
      if (this.#abort !== abort) return;
      this.#abort = undefined;
      // A blob that is gone is what the native class calls a network error.
      const address = URL.createObjectURL(content ?? new Blob());
      if (!content) URL.revokeObjectURL(address);
      this.addEventListener('loadend', () => URL.revokeObjectURL(address), { once: true });
      const { responseType, withCredentials } = this;
      this.#reopen(address);
      Object.assign(this, { responseType, withCredentials, timeout: 0 });
      super.send();
    }

    /** Opens the native object, which is open already, at another address. */
    #reopen(address: string): void {
      this.#isSilent = true;
      // Firefox never answers one that has been opened twice in a worker, unless it was sent in between.
      if (!('Document' in globalThis)) {
        super.send();
        super.abort();
      }
      super.open('GET', address, true);
      this.#isSilent = false;
    }

    #refuseWhileSent(): void {
      if (this.#abort) {
        throw new realm.DOMException('The request was sent already.', 'InvalidStateError');
      }
    }

    #tell(target: EventTarget, type: string): void {
      target.dispatchEvent(new realm.ProgressEvent(type));
    }
  };
}

/** Workers have no documents. */
function isDocument(data: unknown): data is Document {
  return 'Document' in globalThis && data instanceof Document;
}
