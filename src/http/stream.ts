import type { ResponseRest } from '../kernel/channels.js';
import type { ResponseGlobals } from './response.js';

/**
 * A body that the app is still making, as a stream of the realm's. The app goes on as far as it is read.
 *
 * @param begun what is there of it
 * @param signal ends it, also after the response is there
 */
export function streamOf(
  begun: Uint8Array<ArrayBuffer>,
  rest: ResponseRest,
  signal: AbortSignal,
  { ReadableStream, TypeError, Uint8Array }: ResponseGlobals,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let abort: () => void;
  const unsubscribe = (): void => signal.removeEventListener('abort', abort);
  return new ReadableStream({
    start(controller) {
      if (begun.length > 0) controller.enqueue(new Uint8Array(begun.buffer));
      abort = () => {
        controller.error(signal.reason);
        rest.cancel();
      };
      signal.addEventListener('abort', abort, { once: true });
    },
    async pull(controller) {
      try {
        const part = await rest.read();
        if (signal.aborted) return;
        if (part) {
          controller.enqueue(new Uint8Array(part.buffer as ArrayBuffer));
          return;
        }
        controller.close();
      } catch (error) {
        // As of a connection that breaks.
        if (!signal.aborted) controller.error(new TypeError('network error', { cause: error }));
      }
      unsubscribe();
    },
    cancel() {
      unsubscribe();
      rest.cancel();
    },
  });
}

/** A body that is all there, as a stream: a `Response` of bytes would begin with a copy of them. */
export function streamOfWhole(
  bytes: Uint8Array<ArrayBuffer>,
  { ReadableStream, Uint8Array }: ResponseGlobals,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    start(controller) {
      if (bytes.length > 0) controller.enqueue(new Uint8Array(bytes.buffer));
      controller.close();
    },
  });
}
