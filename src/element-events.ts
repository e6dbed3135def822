import type { WebDashError } from './errors.js';
import type { PropsChange } from './host/layout-changes.js';
import type { BootStage, FileChange, Output, Progress } from './kernel/protocol.js';

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

/**
 * Files or folders of the app have changed, whoever changed them: the app's Python, `element.files` or a drop.
 * Of `filechange`, which doesn't bubble. Changes that follow on each other closely come together.
 */
export class WebDashFileChangeEvent extends Event {
  /** What has changed; paths are relative to the app's folder. */
  readonly changes: readonly FileChange[];

  constructor(changes: readonly FileChange[]) {
    super('filechange');
    this.changes = changes;
  }
}

/**
 * Files have been dropped onto the element. Of `filedrop`, which doesn't bubble. They are written into the
 * app's folder that the attribute `drop` names, unless `preventDefault()` is called.
 */
export class WebDashFileDropEvent extends Event {
  /** Those that the attribute `accept` allows. */
  readonly files: readonly File[];
  /** The others, which are not written. */
  readonly refused: readonly File[];

  constructor(files: readonly File[], refused: readonly File[]) {
    super('filedrop', { cancelable: true });
    this.files = files;
    this.refused = refused;
  }
}

/**
 * Props of a component have changed, whoever changed them: the reader, a callback or the page. Of `propschange`,
 * which doesn't bubble. `detail` has the component's `id` and, in `props`, the new values of those props.
 */
export class WebDashPropsChangeEvent extends CustomEvent<PropsChange> {
  constructor(change: PropsChange) {
    super('propschange', { detail: change });
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
  filechange: WebDashFileChangeEvent;
  filedrop: WebDashFileDropEvent;
  propschange: WebDashPropsChangeEvent;
}
