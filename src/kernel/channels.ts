import type { Calls } from './calls.js';
import type { AppRequest, AppResponse, SocketEnd, StaticFile } from './protocol.js';

/** What of a body is still to come. */
export interface ResponseRest {
  /** The next part; `null` at the end. */
  read(): Promise<Uint8Array | null>;
  /** Gives up what is still to come. */
  cancel(): void;
}

/** An app's answer, whose body may go on. */
export interface StreamedResponse extends Omit<AppResponse, 'channel'> {
  /** What follows on the body, where the app is still making it. */
  readonly rest?: ResponseRest;
}

/** A WebSocket that an app has accepted. */
export interface AppSocket {
  /** The subprotocol that the app has chosen; `''` for none. */
  readonly protocol: string;
  /** The next message, or the end. */
  read(): Promise<Uint8Array | string | SocketEnd>;
  /** Resolves once the app has been handed a message, which is transferred. */
  write(data: Uint8Array | string): Promise<void>;
  /** Tells the app of the end. */
  close(end: SocketEnd): Promise<void>;
}

/** What of an app is known without asking it. */
export interface Known {
  /** The answer to a request; `null` if the app is to be asked. */
  answer?(request: AppRequest): StreamedResponse | null;
  /** A file that is the same for everyone; `null` if the app is to be asked. */
  file?(request: AppRequest, signal?: AbortSignal): Promise<StreamedResponse | null>;
  /** Such a file as the browser itself finds it, by its path and query; `null` if the app is to be asked. */
  staticFile(target: string): StaticFile | null;
}

/** What an app's front end asks of the app itself: requests and WebSockets. */
export interface Backend {
  /** Looked at before the app is asked. */
  readonly known?: Known | undefined;
  /** Rejects with a `WebDashError`, or with the signal's reason. The request's body is transferred. */
  request(request: AppRequest, signal?: AbortSignal): Promise<StreamedResponse>;
  /** Resolves with `null`, if the app refuses. */
  connect(request: AppRequest, protocols: readonly string[]): Promise<AppSocket | null>;
}

const GOING_AWAY: SocketEnd = { code: 1001, reason: '' };

/** The back end that an app of a kernel is. `calls` gives the kernel's calls, or throws if it has ended. */
export function backendOf(calls: () => Calls, app: string): Backend {
  const close = async (channel: number, end: SocketEnd): Promise<void> => {
    await calls().call('close', { app, channel, end });
  };
  return {
    async request(request, signal) {
      const { channel, ...response } = await calls().call('request', { app, request }, { signal });
      if (channel === undefined) return response;
      const rest: ResponseRest = {
        read: () => calls().call('read', { app, channel }) as Promise<Uint8Array | null>,
        // Where the kernel has ended, so has all that came from it.
        cancel: () => void close(channel, GOING_AWAY).catch(() => undefined),
      };
      return { ...response, rest };
    },
    async connect(request, protocols) {
      const answer = await calls().call('connect', { app, request, protocols });
      if (!answer) return null;
      const { channel, protocol } = answer;
      return {
        protocol,
        read: () =>
          calls().call('read', { app, channel }) as Promise<Uint8Array | string | SocketEnd>,
        write: async (data) => {
          await calls().call('write', { app, channel, data });
        },
        close: (end) => close(channel, end),
      };
    },
  };
}
