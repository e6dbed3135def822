import type { LazyFile } from '../protocol.js';
import { requestAtOnce } from '../store/request-at-once.js';

/** What is fetched and kept together, in bytes: a row group, or some pages of a database. */
const BLOCK = 256 * 1024;

/** How many blocks one request may be for, when a file is read from front to back. */
const MOST_AHEAD = 16;

/** How much is kept of a file, in blocks: 64 MiB. */
const KEPT = 256;

/**
 * Reads parts of a file on a server, at once, as Python's file system has to: in a worker a request may be
 * waited for. What was read last is kept.
 *
 * A server that knows no ranges is asked for the whole file, at the first read.
 */
export class RangeReader {
  readonly #file: LazyFile;
  /** By number; the one used last is at the end. */
  readonly #blocks = new Map<number, Uint8Array>();
  /** The block after the last that was fetched, and how many were fetched with it. */
  #next = -1;
  #ahead = 1;
  #whole: Uint8Array | undefined;

  constructor(file: LazyFile) {
    this.#file = file;
  }

  /**
   * Copies bytes into a buffer; all that are asked for, but those behind the file's end.
   *
   * @returns How many.
   * @throws {Error} which says why the server didn't give them, with the URL
   */
  read(buffer: Uint8Array, offset: number, length: number, position: number): number {
    const end = Math.min(position + length, this.#file.size);
    if (!this.#file.ranges) this.#whole ??= this.#fetchWhole();
    const last = Math.floor((end - 1) / BLOCK);
    let at = position;
    while (at < end) {
      const part = this.#whole
        ? this.#whole.subarray(at, end)
        : this.#block(Math.floor(at / BLOCK), last).subarray(at % BLOCK, (at % BLOCK) + end - at);
      buffer.set(part, offset + at - position);
      at += part.length;
    }
    return Math.max(0, end - position);
  }

  /** @param last up to which blocks will be wanted next */
  #block(index: number, last: number): Uint8Array {
    const kept = this.#blocks.get(index);
    if (!kept) return this.#fetchBlocks(index, last - index + 1);
    this.#blocks.delete(index);
    this.#blocks.set(index, kept);
    return kept;
  }

  /** Fetches blocks, and more behind them the longer the file is read in one go. */
  #fetchBlocks(index: number, wanted: number): Uint8Array {
    this.#ahead = index === this.#next ? Math.min(this.#ahead * 2, MOST_AHEAD) : 1;
    const start = index * BLOCK;
    const count = Math.max(this.#ahead, Math.min(wanted, MOST_AHEAD));
    const end = Math.min(start + count * BLOCK, this.#file.size);
    const bytes = this.#fetchRange(start, end);
    for (let at = 0; at < bytes.length; at += BLOCK) {
      this.#blocks.set(index + at / BLOCK, bytes.slice(at, at + BLOCK));
    }
    this.#next = Math.ceil(end / BLOCK);
    for (const oldest of this.#blocks.keys()) {
      if (this.#blocks.size <= KEPT) break;
      this.#blocks.delete(oldest);
    }
    return bytes.subarray(0, BLOCK);
  }

  /** @param end the first byte that is not wanted */
  #fetchRange(start: number, end: number): Uint8Array {
    const { url, size, etag } = this.#file;
    const request = requestAtOnce(url, { Range: `bytes=${start}-${end - 1}` });
    const bytes = new Uint8Array(request.response as ArrayBuffer);
    const total = /\/(\d+)$/.exec(request.getResponseHeader('Content-Range') ?? '')?.[1];
    const version = request.getResponseHeader('ETag');
    const changed =
      (total !== undefined && Number(total) !== size) ||
      (etag !== null && version !== null && version !== etag);
    if (changed) throw new Error(`${url} has changed since the app began.`);
    if (bytes.length !== end - start) {
      throw new Error(`${url}: the server sent ${bytes.length} bytes, not ${end - start}.`);
    }
    return bytes;
  }

  #fetchWhole(): Uint8Array {
    const { url, size } = this.#file;
    const bytes = new Uint8Array(requestAtOnce(url).response as ArrayBuffer);
    if (bytes.length !== size) {
      throw new Error(`${url} has ${bytes.length} bytes, not ${size} as when the app began.`);
    }
    return bytes;
  }
}
