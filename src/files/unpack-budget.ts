import { WebDashError } from '../errors.js';

/** The most that an archive may unpack to, in bytes: browsers end pages that need much more memory. */
const SIZE_LIMIT = 512 * 2 ** 20;

/** How many times larger than the archive that may be, beyond what is small in any case. */
const RATIO_LIMIT = 200;
const SMALL = 32 * 2 ** 20;

/** The most files, folders and links an archive may hold. */
const COUNT_LIMIT = 50_000;

/** Keeps a small archive from filling the reader's memory ("zip bomb"). */
export class UnpackBudget {
  readonly #name: string;
  readonly #limit: number;
  #unpacked = 0;
  #count = 0;

  /**
   * @param name the archive's, for the message
   * @param size the archive's, in bytes
   */
  constructor(name: string, size: number) {
    this.#name = name;
    this.#limit = Math.min(SIZE_LIMIT, Math.max(SMALL, size * RATIO_LIMIT));
  }

  /**
   * Counts bytes that are unpacked, or are about to be.
   *
   * @throws WebDashError `archive-too-large`
   */
  spend(bytes: number): void {
    this.#unpacked += bytes;
    if (this.#unpacked <= this.#limit) return;
    const most = `${Math.round(this.#limit / 2 ** 20)} MiB`;
    throw this.#error(`unpacks to more than ${most}, the most for an archive of its size`);
  }

  /**
   * Counts a file, a folder or a link.
   *
   * @throws WebDashError `archive-too-large`
   */
  spendFile(): void {
    if (++this.#count > COUNT_LIMIT) throw this.#error(`holds more than ${COUNT_LIMIT} files`);
  }

  #error(what: string): WebDashError {
    return new WebDashError('archive-too-large', `${this.#name} ${what}.`, { detail: this.#name });
  }
}
