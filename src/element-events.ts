import type { WebDashError } from './errors.js';
import type { BootStage, Output, Progress } from './kernel/protocol.js';

/**
 * How far the start of an app has come. Of `progress`, which doesn't bubble.
 *
 * The names `lengthComputable`, `loaded` and `total` are those of the platform's `ProgressEvent`.
 */
export class WebDashProgressEvent extends Event {
  /** What is being done: `download`, `interpreter`, `files`, `packages` or `app`. */
  readonly stage: BootStage;
  /** Bytes that have come. */
  readonly loaded: number;
  /** Bytes there are; 0 where that isn't known. */
  readonly total: number;

  constructor({ stage, loaded, total }: Progress) {
    super('progress');
    this.stage = stage;
    this.loaded = loaded;
    this.total = total;
  }

  /** Whether `total` is known. */
  get lengthComputable(): boolean {
    return this.total > 0;
  }
}

/** An app could not be started, or has died. Of `error`, which doesn't bubble. */
export class WebDashErrorEvent extends Event {
  readonly error: WebDashError;

  constructor(error: WebDashError) {
    super('error');
    this.error = error;
  }

  /** The error's message, as of the platform's `ErrorEvent`. */
  get message(): string {
    return this.error.message;
  }
}

/**
 * Files that are to be kept across visits could not be; the app goes on. Of `persisterror`, which doesn't
 * bubble. The error goes to the console too, unless `preventDefault()` is called.
 */
export class WebDashPersistErrorEvent extends Event {
  readonly error: WebDashError;

  constructor(error: WebDashError) {
    super('persisterror', { cancelable: true });
    this.error = error;
  }

  /** The error's message, as of the platform's `ErrorEvent`. */
  get message(): string {
    return this.error.message;
  }
}

/**
 * Python has written something: with `print`, a warning or a log record. Of `output`, which doesn't
 * bubble. The text goes to the console too, unless `preventDefault()` is called.
 */
export class WebDashOutputEvent extends Event {
  readonly level: Output['level'];
  readonly text: string;

  constructor({ level, text }: Output) {
    super('output', { cancelable: true });
    this.level = level;
    this.text = text;
  }
}

/** The events of `<web-dash>`, by name. */
export interface WebDashEventMap {
  loadstart: Event;
  progress: WebDashProgressEvent;
  load: Event;
  error: WebDashErrorEvent;
  loadend: Event;
  output: WebDashOutputEvent;
  persisterror: WebDashPersistErrorEvent;
}
