import { WebDashError } from '../errors.js';
import type { BootStage } from './protocol.js';

/**
 * How long each stage of a boot may go without a sign of progress, in milliseconds. A slow network shows
 * progress with each packet, and a slow device with each stage that ends.
 */
export const STAGE_DEADLINES: Record<BootStage, number> = {
  download: 60_000,
  interpreter: 120_000,
  files: 60_000,
  packages: 60_000,
  // An app may read large files or train a model before it serves.
  app: 300_000,
};

const STAGE_NAMES: Record<BootStage, string> = {
  download: 'Downloading the runtime',
  interpreter: 'Starting Python',
  files: 'Loading the app’s files',
  packages: 'Installing packages',
  app: 'Starting the app',
};

/** In how many parts a limit is counted down: how exactly time that doesn't count is left out. */
export const TICKS = 30;

/** A timer that each sign of progress sets back. */
export class Deadline {
  readonly #onexpire: (error: WebDashError) => void;
  readonly #pauses: (stage: BootStage) => boolean;
  #timer: ReturnType<typeof setInterval> | undefined;

  /**
   * @param onexpire Called once, when a stage has taken too long.
   * @param pauses Whether the stage is now kept from going on by something that has a right to: such time
   *   doesn't count.
   */
  constructor(
    onexpire: (error: WebDashError) => void,
    pauses: (stage: BootStage) => boolean = () => false,
  ) {
    this.#onexpire = onexpire;
    this.#pauses = pauses;
  }

  /** Gives `stage` its full time, from now on. */
  rearm(stage: BootStage): void {
    this.clear();
    const limit = STAGE_DEADLINES[stage];
    let ticks = 0;
    this.#timer = setInterval(() => {
      if (this.#pauses(stage) || ++ticks < TICKS) return;
      this.clear();
      const message = `${STAGE_NAMES[stage]} made no progress for ${limit / 1000} seconds.`;
      this.#onexpire(new WebDashError('timeout', message, { detail: stage }));
    }, limit / TICKS);
  }

  /** Stops the timer. */
  clear(): void {
    clearInterval(this.#timer);
  }
}
