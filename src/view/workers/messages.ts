/** What scripts of an app, its page and its workers tell each other of workers. */

/** A worker that a script wants. */
export interface WorkerOrder {
  readonly kind: 'dedicated' | 'shared';
  readonly type: WorkerType;
  readonly name: string;
  /** Absolute. */
  readonly url: string;
  /** What is at that address, where it is that of a blob, which may be gone soon; else `null`. */
  readonly code: string | null;
  /** The end of the worker's own messages that it will have itself; one for a shared worker has no use. */
  readonly messages: MessagePort;
  /** Through which {@link OwnerMessage} come and {@link WorkerMessage} go. */
  readonly owner: MessagePort;
}

/** What a script tells of a worker that it has. */
export type OwnerMessage =
  | { readonly type: 'terminate' }
  /** A shared worker is given one more port. */
  | { readonly type: 'connect'; readonly port: MessagePort };

/** What a script hears of a worker that it has. */
export type WorkerMessage =
  /** As an `ErrorEvent` tells it; all but the message may be missing. */
  | {
      readonly type: 'error';
      readonly message: string;
      readonly filename: string;
      readonly lineno: number;
      readonly colno: number;
    }
  /** It has ended itself, or could not be started. */
  | { readonly type: 'closed' };

/** What a worker is told at first, before the app's script runs in it. */
export interface WorkerStart extends Pick<WorkerOrder, 'kind' | 'type' | 'messages'> {
  /** Where the script has come from, after redirects. */
  readonly url: string;
  /** The code of a classic script, the address to import a module from. */
  readonly entry: string;
  /** The scripts of the app that may be imported at once, by their addresses. */
  readonly imports: ReadonlyMap<string, string>;
  /** At which the app is served; see `relay.ts`. */
  readonly app: MessagePort;
  /** Through which {@link PageMessage} come and {@link ScopeMessage} go. */
  readonly page: MessagePort;
}

/** What the page tells a worker later. */
export type PageMessage = Extract<OwnerMessage, { type: 'connect' }>;

/** What a worker tells the page. */
export type ScopeMessage =
  | { readonly type: 'start'; readonly order: WorkerOrder }
  /** It ends. */
  | { readonly type: 'close' };
