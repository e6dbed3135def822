import { zipSync } from 'fflate';
import { unzip } from './file-system.js';
import type { Store } from './store.js';

type Files = ReadonlyMap<string, Uint8Array>;

/** What Python compiled: paths of the source and of the bytecode below site-packages, and the bytecode. */
export type Compiled = readonly (readonly [source: string, path: string, content: Uint8Array])[];

/**
 * The bytecode of packages, which Python compiles as it imports their modules, kept from one visit to the
 * next. Its Python twin is `python/src/webdash/packages/bytecode.py`.
 */
export class Bytecode {
  readonly #store: Store;
  readonly #python: string;
  /** The SHA-256 of the wheel from which each source file is. */
  readonly #wheels = new Map<string, string>();
  /** What is kept of each wheel. */
  readonly #kept = new Map<string, Map<string, Uint8Array>>();

  /** @param python Names the interpreter: bytecode is only of use to the one that made it. */
  constructor(store: Store, python: string) {
    this.#store = store;
    this.#python = python;
  }

  /**
   * The bytecode that earlier visits have made of a wheel.
   *
   * @param sha256 The wheel's.
   * @param files What the wheel puts into site-packages.
   * @returns What belongs there besides.
   */
  async of(sha256: string, files: Files): Promise<Files> {
    for (const path of files.keys()) if (path.endsWith('.py')) this.#wheels.set(path, sha256);
    const kept = await this.#store.recall(this.#key(sha256));
    const bytecode = kept ? unzip(kept) : new Map<string, Uint8Array>();
    this.#kept.set(sha256, bytecode);
    return bytecode;
  }

  /** Keeps what Python has compiled since; what isn't of a wheel (an app's own modules) is passed over. */
  keep(compiled: Compiled): void {
    const changed = new Set<string>();
    for (const [source, path, content] of compiled) {
      const sha256 = this.#wheels.get(source);
      if (sha256 === undefined) continue;
      this.#kept.get(sha256)?.set(path, content);
      changed.add(sha256);
    }
    for (const sha256 of changed) {
      const files = Object.fromEntries(this.#kept.get(sha256) ?? []);
      this.#store.keep(this.#key(sha256), zipSync(files, { level: 0 }));
    }
  }

  #key(sha256: string): string {
    return `bytecode ${this.#python} ${sha256}`;
  }
}
