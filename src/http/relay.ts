import type { AppSocket, Backend, ResponseRest } from '../kernel/channels.js';
import type { AppRequest, AppResponse, Part, SocketEnd } from '../kernel/protocol.js';

/** What is asked of an app through a port; what is still to come of the answer goes through `exchange`. */
interface Question {
  readonly request: AppRequest;
  /** Those of a WebSocket; `null` for a request. */
  readonly protocols: readonly string[] | null;
  readonly exchange: MessagePort;
}

/** What is done to an answer that goes on. */
type Step =
  | { readonly type: 'read' }
  | { readonly type: 'write'; readonly data: Uint8Array | string }
  | { readonly type: 'close'; readonly end: SocketEnd };

type Reply = { readonly value: unknown } | { readonly error: string };

const GOING_AWAY: SocketEnd = { code: 1001, reason: '' };

/**
 * The back end that is served at the other end of a port, in another thread. Every question is answered once,
 * through a port of its own.
 *
 * Rejects with a `TypeError`, as `fetch` does, or with the signal's reason.
 */
export function backendThrough(port: MessagePort): Backend {
  return {
    async request(request, signal) {
      const { answered, exchange } = put(port, request, null);
      const leave = (): void => void ask(exchange, { type: 'close', end: GOING_AWAY });
      const response = (await withSignal(answered, signal, leave)) as AppResponse;
      const { channel, ...head } = response;
      if (channel === undefined) return head;
      const read = (): Promise<Uint8Array | null> =>
        ask(exchange, { type: 'read' }) as Promise<Uint8Array | null>;
      return { ...head, rest: { read, cancel: leave } };
    },
    async connect(request, protocols) {
      const { answered, exchange } = put(port, request, protocols);
      const protocol = (await answered) as string | null;
      if (protocol === null) return null;
      const step = async (made: Step): Promise<void> => {
        await ask(exchange, made);
      };
      return {
        protocol,
        read: () => ask(exchange, { type: 'read' }) as Promise<Uint8Array | string | SocketEnd>,
        write: (data) => step({ type: 'write', data }),
        close: (end) => step({ type: 'close', end }),
      };
    },
  };
}

/**
 * Serves a back end to the other end of a port.
 *
 * @param gone ends what is still open when it is aborted
 */
export function serveBackend(port: MessagePort, backend: Backend, gone: AbortSignal): void {
  answer(port, async (question) => {
    const { request, protocols, exchange } = question as Question;
    return protocols
      ? serveSocket(exchange, await backend.connect(request, protocols), gone)
      : serveRequest(exchange, request, backend, gone);
  });
}

async function serveRequest(
  exchange: MessagePort,
  request: AppRequest,
  backend: Backend,
  gone: AbortSignal,
): Promise<AppResponse> {
  const left = new AbortController();
  const signal = AbortSignal.any([left.signal, gone]);
  let rest: ResponseRest | undefined;
  // What is open at one end of a port keeps both.
  const end = (): void => {
    signal.removeEventListener('abort', cancel);
    exchange.close();
  };
  const cancel = (): void => {
    rest?.cancel();
    end();
  };
  answer(exchange, async (step) => {
    if ((step as Step).type === 'close') {
      left.abort();
      return null;
    }
    let part: Uint8Array | null = null;
    try {
      part = (await rest?.read()) ?? null;
    } finally {
      if (part === null) end();
    }
    return part;
  });
  signal.addEventListener('abort', cancel);
  try {
    const { rest: more, ...head } = await backend.request(request, signal);
    rest = more;
    // The number means nothing here: the rest has a port.
    return rest ? { ...head, channel: 0 } : head;
  } finally {
    if (!rest) end();
  }
}

function serveSocket(
  exchange: MessagePort,
  socket: AppSocket | null,
  gone: AbortSignal,
): string | null {
  if (!socket) return null;
  const leave = (): void => void socket.close(GOING_AWAY).catch(() => undefined);
  gone.addEventListener('abort', leave, { once: true });
  answer(exchange, async (step): Promise<Part> => {
    const made = step as Step;
    switch (made.type) {
      case 'read': {
        const part = await socket.read();
        if (typeof part === 'object' && 'code' in part) gone.removeEventListener('abort', leave);
        return part;
      }
      case 'write':
        await socket.write(made.data);
        return null;
      case 'close':
        await socket.close(made.end);
        return null;
    }
  });
  return socket.protocol;
}

/** Asks an app; returns what it answers, and the port for what follows. */
function put(
  port: MessagePort,
  request: AppRequest,
  protocols: readonly string[] | null,
): { answered: Promise<unknown>; exchange: MessagePort } {
  const { port1, port2 } = new MessageChannel();
  const question: Question = { request, protocols, exchange: port2 };
  const body = request.body ? [request.body.buffer] : [];
  return { answered: ask(port, question, [port2, ...body]), exchange: port1 };
}

/** Asks the other end of a port. */
function ask(
  port: MessagePort,
  question: Question | Step,
  transfer: Transferable[] = [],
): Promise<unknown> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve, reject) => {
    port1.onmessage = ({ data }: MessageEvent<Reply>) => {
      port1.close();
      if ('error' in data) reject(new TypeError(data.error));
      else resolve(data.value);
    };
    port.postMessage({ question, reply: port2 }, [port2, ...transfer]);
  });
}

/** Answers what the other end of a port asks. */
function answer(port: MessagePort, perform: (question: unknown) => unknown): void {
  port.onmessage = ({ data }: MessageEvent<{ question: unknown; reply: MessagePort }>) => {
    const { question, reply } = data;
    const performed = Promise.resolve(question).then(perform);
    performed.then(
      (value) => reply.postMessage({ value } satisfies Reply),
      (error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        reply.postMessage({ error: message } satisfies Reply);
      },
    );
  };
}

/** Settles as a promise does, unless a signal is aborted before; then `onabort` is called. */
function withSignal<T>(
  promise: Promise<T>,
  signal: AbortSignal | undefined,
  onabort: () => void,
): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      onabort();
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
