import type { AppSocket } from '../kernel/channels.js';
import type { SocketEnd } from '../kernel/protocol.js';
import type { AppClient } from './app-client.js';
import { addConstants, addHandlers, replaceClass } from './event-handlers.js';
import type { Realm } from './fetch.js';

const STATES = ['CONNECTING', 'OPEN', 'CLOSING', 'CLOSED'] as const;
const [CONNECTING, OPEN, CLOSING, CLOSED] = [0, 1, 2, 3];

/** How a connection ends that was closed without a code, that breaks, and whose page is left. */
const NO_STATUS: SocketEnd = { code: 1005, reason: '' };
const ABNORMAL: SocketEnd = { code: 1006, reason: '' };
const GOING_AWAY: SocketEnd = { code: 1001, reason: '' };

/** The bytes that the reason of a close frame may have. */
const REASON_LENGTH = 123;

/** What HTTP calls a token (RFC 9110). */
const TOKEN = /^[!#$%&'*+\-.^_`|~\w]+$/;

/**
 * Gives the realm a `WebSocket` whose connections to the app's origin lead to the app, and all others to the
 * network.
 *
 * @param gone aborted when the realm is left
 */
export function routeWebSocket(realm: Realm, client: AppClient, gone: AbortSignal): void {
  const Native = realm.WebSocket;
  const { DOMException } = realm;

  class WebSocket extends EventTarget {
    readonly #url!: URL;
    readonly #left = new AbortController();
    #socket: AppSocket | undefined;
    #readyState = CONNECTING;
    readonly extensions = '';
    #protocol = '';
    #binaryType: BinaryType = 'blob';
    #bufferedAmount = 0;
    /** Settles when the app has been handed all messages so far. */
    #written = Promise.resolve();

    constructor(url: string | URL, protocols: string | string[] = []) {
      super();
      const list = typeof protocols === 'string' ? [protocols] : [...protocols].map(String);
      const address = addressOf(url);
      const http = new URL(address.href.replace(/^ws/, 'http'));
      if (!client.owns(http)) return new Native(address, list) as unknown as WebSocket;
      const names = list.map((name) => name.toLowerCase());
      if (new Set(names).size < names.length || !names.every((name) => TOKEN.test(name))) {
        throw new DOMException(`The subprotocols are invalid: ${list.join(', ')}`, 'SyntaxError');
      }
      this.#url = address;
      gone.addEventListener('abort', () => this.#leave(), { signal: this.#left.signal });
      void this.#run(http, list);
    }

    get url(): string {
      return this.#url.href;
    }

    get readyState(): number {
      return this.#readyState;
    }

    get bufferedAmount(): number {
      return this.#bufferedAmount;
    }

    get protocol(): string {
      return this.#protocol;
    }

    get binaryType(): BinaryType {
      return this.#binaryType;
    }

    set binaryType(value: BinaryType) {
      // As of enumerations, other values change nothing.
      if (['blob', 'arraybuffer'].includes(value)) this.#binaryType = value;
    }

    send(data: string | Blob | ArrayBufferLike | ArrayBufferView): void {
      if (this.#readyState === CONNECTING) {
        throw new DOMException('The WebSocket is not open yet.', 'InvalidStateError');
      }
      // What is changed later is sent as it is now.
      const sent = isBlob(data) ? data : (copyOf(data) ?? (data as unknown as string));
      const size = isBlob(sent) ? sent.size : lengthOf(sent);
      this.#bufferedAmount += size;
      if (this.#readyState !== OPEN) return;
      this.#written = this.#written.then(async () => {
        const message = isBlob(sent) ? new Uint8Array(await sent.arrayBuffer()) : sent;
        await this.#socket?.write(message);
        this.#bufferedAmount -= size;
      });
      // A kernel that has ended ends what is read, too.
      this.#written.catch(() => undefined);
    }

    close(code?: number, reason = ''): void {
      if (code !== undefined && code !== 1000 && !(code >= 3000 && code <= 4999)) {
        throw new DOMException(
          `The code must be 1000, or from 3000 to 4999: ${code}.`,
          'InvalidAccessError',
        );
      }
      if (lengthOf(reason) > REASON_LENGTH) {
        throw new DOMException(
          `The reason must not be longer than ${REASON_LENGTH} bytes.`,
          'SyntaxError',
        );
      }
      if (this.#readyState >= CLOSING) return;
      const wasOpen = this.#readyState === OPEN;
      this.#readyState = CLOSING;
      // One that isn't open yet is given up when it is.
      if (wasOpen) void this.#closeAfterMessages(code === undefined ? NO_STATUS : { code, reason });
    }

    async #closeAfterMessages(end: SocketEnd): Promise<void> {
      try {
        await this.#written;
        await this.#socket?.close(end);
        this.#end(end, true);
      } catch {
        this.#fail();
      }
    }

    async #run(address: URL, protocols: readonly string[]): Promise<void> {
      try {
        const socket = await client.connect(address, protocols);
        if (this.#readyState !== CONNECTING) {
          void socket?.close(GOING_AWAY).catch(() => undefined);
          if (this.#readyState === CLOSING) this.#fail();
          return;
        }
        if (!socket) {
          this.#fail();
          return;
        }
        this.#socket = socket;
        this.#protocol = socket.protocol;
        this.#readyState = OPEN;
        this.dispatchEvent(new realm.Event('open'));
        await this.#hear(socket);
      } catch {
        this.#fail();
      }
    }

    async #hear(socket: AppSocket): Promise<void> {
      for (;;) {
        const part = await socket.read();
        if (typeof part === 'object' && 'code' in part) {
          // One that the page closes ends as that says.
          if (this.#readyState === OPEN) this.#end(part, part.code !== ABNORMAL.code);
          return;
        }
        if (this.#readyState === OPEN) this.#tell(part);
      }
    }

    #tell(message: string | Uint8Array): void {
      const { origin } = this.#url;
      const data = typeof message === 'string' ? message : this.#binary(message);
      this.dispatchEvent(new realm.MessageEvent('message', { data, origin }));
    }

    #binary(message: Uint8Array): Blob | ArrayBuffer {
      const bytes = message as Uint8Array<ArrayBuffer>;
      if (this.#binaryType === 'blob') return new realm.Blob([bytes]);
      const buffer = new realm.ArrayBuffer(bytes.length);
      new Uint8Array(buffer).set(bytes);
      return buffer;
    }

    #fail(): void {
      if (this.#readyState === CLOSED) return;
      this.#readyState = CLOSED;
      this.dispatchEvent(new realm.Event('error'));
      this.#dispatchClose(ABNORMAL, false);
    }

    #end(end: SocketEnd, wasClean: boolean): void {
      if (this.#readyState === CLOSED) return;
      this.#readyState = CLOSED;
      this.#dispatchClose(end, wasClean);
    }

    #dispatchClose({ code, reason }: SocketEnd, wasClean: boolean): void {
      this.#left.abort();
      this.dispatchEvent(new realm.CloseEvent('close', { code, reason, wasClean }));
    }

    /** Nobody hears more of it. */
    #leave(): void {
      this.#readyState = CLOSED;
      void this.#socket?.close(GOING_AWAY).catch(() => undefined);
    }
  }

  function addressOf(url: string | URL): URL {
    const base = realm.location.href;
    const address = URL.canParse(url, base) ? new URL(url, base) : undefined;
    if (address && /^https?:$/.test(address.protocol)) {
      address.protocol = address.protocol.replace('http', 'ws');
    }
    if (!address || !/^wss?:$/.test(address.protocol) || address.hash !== '') {
      throw new DOMException(`${String(url)} is no address of a WebSocket.`, 'SyntaxError');
    }
    return address;
  }

  addConstants(WebSocket, STATES);
  addHandlers(WebSocket.prototype, ['open', 'message', 'error', 'close']);
  replaceClass(realm, 'WebSocket', WebSocket);
}

function isBlob(data: unknown): data is Blob {
  // Of whichever realm.
  return /^\[object (?:Blob|File)\]$/.test(Object.prototype.toString.call(data));
}

/** The bytes of a buffer or of a view of one, of whichever realm; undefined of anything else. */
function copyOf(data: unknown): Uint8Array | undefined {
  if (ArrayBuffer.isView(data)) {
    return new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice();
  }
  const isBuffer = /^\[object (?:Shared)?ArrayBuffer\]$/.test(Object.prototype.toString.call(data));
  return isBuffer ? new Uint8Array(data as ArrayBuffer).slice() : undefined;
}

function lengthOf(data: string | Uint8Array): number {
  return typeof data === 'string' ? new TextEncoder().encode(data).length : data.length;
}
