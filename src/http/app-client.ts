import { idlePeriod } from '../idle-period.js';
import type { AppSocket, Backend, StreamedResponse } from '../kernel/channels.js';
import type { AppRequest, StaticFile } from '../kernel/protocol.js';
import { Cookies } from './cookies.js';
import { describe, opaqueRedirect, toResponse, type ResponseGlobals } from './response.js';

/** As many redirects as the Fetch standard follows. */
const MAX_REDIRECTS = 20;
/** How long an app asks for nothing before it is taken for idle, in milliseconds. */
const QUIET_TIME = 30;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** How an app is asked. */
export interface FetchOptions {
  /** The constructors that the answer is made with; the page's by default. */
  readonly globals?: ResponseGlobals;
  /** Takes the place of the request's own. */
  readonly signal?: AbortSignal;
  /** The request's body, which is transferred; it takes the place of its own. */
  readonly body?: Uint8Array<ArrayBuffer>;
}

/**
 * Speaks HTTP with one app: gives its requests the headers that a browser adds, follows redirects and
 * keeps what scripts see of the cookies. Everything in a view that asks the app comes through here.
 */
export class AppClient {
  /** What `document.cookie` reads and writes. */
  readonly cookies = new Cookies();
  /** The origin whose requests are the app's. */
  readonly origin: string;
  #backend: Backend;
  #pending = 0;
  #sent = 0;
  #onIdle: (() => void)[] = [];

  constructor(backend: Backend, origin: string) {
    this.#backend = backend;
    this.origin = origin;
  }

  /** Whether a request to `url` is the app's to answer. */
  owns(url: string | URL): boolean {
    const { protocol, origin } = new URL(url);
    // A blob's address has the origin of who made it, and is no one's to ask for.
    return /^https?:$/.test(protocol) && origin === this.origin;
  }

  /** Resolves when no request is under way and the page has done what the last answers led to. */
  async idle(): Promise<void> {
    let sent: number;
    do {
      if (this.#pending > 0) await new Promise<void>((resolve) => this.#onIdle.push(resolve));
      sent = this.#sent;
      await idlePeriod();
      // A body that is being parsed, off this thread, leaves the page idle for a moment.
      await new Promise((resolve) => setTimeout(resolve, QUIET_TIME));
      await idlePeriod();
    } while (this.#pending > 0 || sent !== this.#sent);
  }

  /**
   * Answers as `fetch` would; what is another origin's to answer goes to the network.
   *
   * @param referrer the address of the page that asks
   * @throws TypeError where `fetch` throws one: too many redirects, or one under `redirect: 'error'`
   */
  async fetch(request: Request, referrer: string, options: FetchOptions = {}): Promise<Response> {
    if (!this.owns(request.url)) return fetch(request);
    const end = await this.#follow(request, referrer, options);
    if (!(end instanceof Request)) return end;
    const elsewhere = await fetch(end);
    return describe(elsewhere, { url: elsewhere.url, redirected: true, type: elsewhere.type });
  }

  /**
   * Answers as a page is asked for, which may be another origin's in the end.
   *
   * @returns the app's response, or the address that it leads to elsewhere
   */
  async navigate(request: Request, referrer: string): Promise<Response | URL> {
    if (!this.owns(request.url)) return new URL(request.url);
    const end = await this.#follow(request, referrer);
    return end instanceof Request ? new URL(end.url) : end;
  }

  /** What the app has at `url`, as the browser itself finds it; `null` if only the app has it. */
  staticFile(url: string): StaticFile | null {
    const { pathname, search } = new URL(url);
    return this.#backend.known?.staticFile(pathname + search) ?? null;
  }

  /**
   * Opens a WebSocket of the app's.
   *
   * @param url the address with the scheme of HTTP
   * @returns `null` if the app refuses it
   */
  connect(url: URL, protocols: readonly string[]): Promise<AppSocket | null> {
    const headers: [string, string][] = [
      ['accept-language', navigator.languages.join(',')],
      ['origin', this.origin],
      ['user-agent', navigator.userAgent],
    ];
    if (protocols.length > 0) headers.push(['sec-websocket-protocol', protocols.join(', ')]);
    const request: AppRequest = {
      method: 'GET',
      target: url.pathname + url.search,
      headers,
      body: null,
    };
    return this.backendWithCookies.connect(request, protocols);
  }

  /** The app, for those who speak HTTP with it themselves and share this client's cookies: its workers. */
  get backendWithCookies(): Backend {
    return {
      request: (request, signal) => this.#send(request, signal),
      connect: (request, protocols) => {
        const scriptCookies = this.cookies.takeWritten();
        return this.#backend.connect({ ...request, scriptCookies }, protocols);
      },
    };
  }

  /** Follows redirects, up to a response of the app's or a request that is not the app's. */
  async #follow(
    request: Request,
    referrer: string,
    { globals = globalThis, signal = request.signal, body: given }: FetchOptions = {},
  ): Promise<Response | Request> {
    let body = given ?? (await bodyOf(request));
    let method = request.method;
    let url = new URL(request.url);
    for (let redirects = 0; ; redirects++) {
      const headers = this.#headers(request, method, referrer);
      const target = url.pathname + url.search;
      const answer = await this.#send({ method, target, headers, body }, signal);
      const location = answer.headers.find(([name]) => name.toLowerCase() === 'location')?.[1];
      if (!REDIRECTS.has(answer.status) || location === undefined) {
        return toResponse(answer, url, redirects > 0, signal, globals);
      }
      answer.rest?.cancel();
      if (request.redirect === 'manual') return opaqueRedirect(url, globals);
      if (request.redirect === 'error') {
        throw new globals.TypeError(`Unexpected redirect to ${location}`);
      }
      if (redirects === MAX_REDIRECTS) {
        throw new globals.TypeError(`Too many redirects: ${request.url}`);
      }
      const hash = url.hash;
      url = new URL(location, url);
      url.hash ||= hash;
      const toGet =
        answer.status === 303 ? method !== 'HEAD' : answer.status < 303 && method === 'POST';
      if (toGet) method = 'GET';
      body = toGet ? null : (answer.requestBody ?? null);
      if (!this.owns(url)) return new Request(url, { method, body, signal });
    }
  }

  /** Has the app not be idle while the browser itself loads something of it. */
  async during<T>(loading: Promise<T>): Promise<T> {
    this.#pending++;
    this.#sent++;
    try {
      return await loading;
    } finally {
      if (--this.#pending === 0) for (const resolve of this.#onIdle.splice(0)) resolve();
    }
  }

  /** Sends one request as it is, without following redirects. */
  async #send(request: AppRequest, signal?: AbortSignal): Promise<StreamedResponse> {
    signal?.throwIfAborted();
    return this.during(this.#answer(request, signal));
  }

  async #answer(request: AppRequest, signal?: AbortSignal): Promise<StreamedResponse> {
    const known = await this.#known(request, signal);
    if (known) return known;
    const scriptCookies = this.cookies.takeWritten();
    const answer = await this.#backend.request({ ...request, scriptCookies }, signal);
    this.cookies.received(answer.cookies);
    return answer;
  }

  /** What is known without asking the app, to which cookies of scripts may matter. */
  async #known(request: AppRequest, signal?: AbortSignal): Promise<StreamedResponse | null> {
    const { known } = this.#backend;
    if (!known) return null;
    const file = await known.file?.(request, signal);
    return file ?? (this.cookies.text === '' ? (known.answer?.(request) ?? null) : null);
  }

  /** The request's own headers and those that a browser adds by itself. */
  #headers(request: Request, method: string, referrer: string): [string, string][] {
    const own = [...request.headers].filter(
      // A redirect that turned a POST into a GET took the body with it.
      ([name]) => method === request.method || name !== 'content-type',
    );
    const given = new Set(own.map(([name]) => name));
    const added: [string, string][] = [
      ['accept', '*/*'],
      ['accept-language', navigator.languages.join(',')],
      ['user-agent', navigator.userAgent],
    ];
    if (referrer) added.push(['referer', referrer]);
    if (method !== 'GET' && method !== 'HEAD') added.push(['origin', this.origin]);
    return [...own, ...added.filter(([name]) => !given.has(name))];
  }
}

/** The bytes of a request's body. Where there is no `Request.body` (Firefox), none reads as empty. */
async function bodyOf(request: Request): Promise<Uint8Array<ArrayBuffer> | null> {
  if (/^(GET|HEAD)$/.test(request.method) || request.body === null) return null;
  return new Uint8Array(await request.arrayBuffer());
}
