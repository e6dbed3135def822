import type { AppClient } from './app-client.js';
import type { Realm } from './fetch.js';

/** What the native class is told of a request of the app's until the answer is there. */
const NOWHERE = 'data:,';

/**
 * Gives the realm an `XMLHttpRequest` that asks the app for what is the app's.
 *
 * It is the native class, told to read the answer from a blob: so that `responseType`, the events at the end
 * and the decoding are the browser's own, and only what a blob can't say (status, headers, address), and what
 * it would say too late (the states and parts on the way), is added.
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
    /** What has come, until the native class has it all. */
    #incoming: Incoming | undefined;
    /** Whether what the native class tells is known already. */
    #isSilent = false;

    constructor() {
      super();
      for (const type of ['readystatechange', 'loadstart', 'progress', 'abort', 'loadend']) {
        this.addEventListener(type, (event) => {
          if (!this.#isSilent) return;
          if (this.#incoming?.isComplete && super.readyState === Native.DONE) {
            this.#incoming = undefined;
            this.#isSilent = false;
          } else {
            event.stopImmediatePropagation();
          }
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
      this.#incoming = undefined;
      this.#isSilent = false;
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
      this.#incoming = undefined;
      this.#isSilent = false;
      if (abort) {
        abort.abort();
        // With a request of its own under way, the native class tells of the abort.
        this.#isSilent = true;
        super.open('GET', NOWHERE);
        super.send();
        this.#isSilent = false;
      }
      super.abort();
    }

    override get readyState(): number {
      if (this.#timedOut) return Native.DONE;
      return this.#incoming ? this.#incoming.state : super.readyState;
    }

    override get responseText(): string {
      const isText = this.responseType === '' || this.responseType === 'text';
      return this.#incoming && isText ? this.#incoming.text : super.responseText;
    }

    override get response(): unknown {
      if (!this.#incoming) return super.response as unknown;
      const isText = this.responseType === '' || this.responseType === 'text';
      return isText ? this.#incoming.text : null;
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
      this.#tell(this, 'loadstart');
      try {
        const request = new realm.Request(url, {
          method,
          headers,
          body: /^(get|head)$/i.test(method) ? null : body,
          signal: abort.signal,
        });
        if (body !== null)
          for (const type of ['loadstart', 'progress']) this.#tell(this.upload, type);
        const response = await client.fetch(request, realm.location.href, { globals: realm });
        if (body !== null) for (const type of ['load', 'loadend']) this.#tell(this.upload, type);
        if (this.#abort !== abort) return;
        content = await this.#receive(response, abort.signal);
      } catch {
        if (this.#abort !== abort) return;
        this.#response = undefined;
        if (abort.signal.aborted) {
          this.#incoming = undefined;
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
      const incoming = (this.#incoming ??= new Incoming(''));
      this.#reopen(address);
      incoming.isComplete = true;
      Object.assign(this, { responseType, withCredentials, timeout: 0 });
      super.send();
    }

    /** Tells of the parts of a response as they come; returns all of it. */
    async #receive(response: Response, signal: AbortSignal): Promise<Blob> {
      const type = response.headers.get('content-type') ?? '';
      const total = Number(response.headers.get('content-length') ?? 0);
      const incoming = new Incoming(type);
      this.#response = response;
      this.#incoming = incoming;
      this.dispatchEvent(new realm.Event('readystatechange'));
      const reader = response.body?.getReader();
      for (;;) {
        signal.throwIfAborted();
        const part = await reader?.read();
        signal.throwIfAborted();
        if (!part || part.done) return new Blob(incoming.parts, { type });
        incoming.add(part.value);
        this.dispatchEvent(new realm.Event('readystatechange'));
        const { loaded } = incoming;
        const lengthComputable = total >= loaded;
        const progress = { loaded, total: lengthComputable ? total : 0, lengthComputable };
        this.dispatchEvent(new realm.ProgressEvent('progress', progress));
      }
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

/** A response of which more is to come. */
class Incoming {
  /** In their order. */
  readonly parts: Uint8Array<ArrayBuffer>[] = [];
  loaded = 0;
  /** Whether the native class is at it, which only has its end to tell. */
  isComplete = false;
  #text = '';
  #decoded = 0;
  readonly #decoder: TextDecoder;

  /** @param type its media type */
  constructor(type: string) {
    const label = /charset\s*=\s*"?([^\s;"]+)/i.exec(type)?.[1];
    this.#decoder = decoderOf(label) ?? new TextDecoder();
  }

  /** As `XMLHttpRequest.readyState`. */
  get state(): number {
    return this.parts.length > 0 ? 3 : 2;
  }

  /** What there is of it, as text. */
  get text(): string {
    for (const part of this.parts.slice(this.#decoded)) {
      this.#text += this.#decoder.decode(part, { stream: true });
    }
    this.#decoded = this.parts.length;
    return this.#text;
  }

  add(part: Uint8Array<ArrayBuffer>): void {
    this.parts.push(part);
    this.loaded += part.length;
  }
}

function decoderOf(label: string | undefined): TextDecoder | undefined {
  try {
    return new TextDecoder(label);
  } catch {
    // A name that nobody knows.
    return undefined;
  }
}

/** Workers have no documents. */
function isDocument(data: unknown): data is Document {
  return 'Document' in globalThis && data instanceof Document;
}
