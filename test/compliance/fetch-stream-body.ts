import type { Reply } from '../view/fixture.js';

/** A body that the test makes part by part. */
export class Body {
  readonly #parts: (Uint8Array | null | Error)[] = [];
  #wake = (): void => undefined;
  cancelled = 0;

  send(...parts: (string | Uint8Array | null | Error)[]): void {
    const encoder = new TextEncoder();
    this.#parts.push(
      ...parts.map((part) => (typeof part === 'string' ? encoder.encode(part) : part)),
    );
    this.#wake();
  }

  reply(rest: Omit<Reply, 'rest'> = {}): Reply {
    return {
      ...rest,
      rest: {
        read: async () => {
          while (this.#parts.length === 0) await new Promise<void>((wake) => (this.#wake = wake));
          const part = this.#parts.shift() ?? null;
          if (part instanceof Error) throw part;
          return part;
        },
        cancel: () => {
          this.cancelled++;
        },
      },
    };
  }
}
