import { zipSync } from 'fflate';
import { unzip, zipOf } from '../file-system/file-system.js';
import type { Store } from '../store/store.js';

type Files = ReadonlyMap<string, Uint8Array>;

/** What Python compiled: paths of the source and of the bytecode below site-packages, and the bytecode. */
export type Compiled = readonly (readonly [source: string, path: string, content: Uint8Array])[];

/**
 * Gives the archive that the runtime has of a wheel's bytecode, if it has one.
 *
 * @param sha256 The wheel's.
 */
export type BytecodeSource = (sha256: string) => Promise<Uint8Array<ArrayBuffer> | undefined>;

/**
 * The bytecode of packages. The runtime has that of some wheels; of others Python compiles what it imports, and
 * that is kept from one visit to the next. Its Python twin is `python/src/webdash/packages/bytecode.py`.
 */
export class Bytecode {
  readonly #store: Store;
  readonly #python: string;
  readonly #runtime: BytecodeSource;
  /** The SHA-256 of the wheel from which each source file is. */
  readonly #wheels = new Map<string, string>();
  /** What is kept of each wheel. */
  readonly #kept = new Map<string, Map<string, Uint8Array>>();

  /** @param python Names the interpreter: bytecode is only of use to the one that made it. */
  constructor(store: Store, python: string, runtime: BytecodeSource) {
    this.#store = store;
    this.#python = python;
    this.#runtime = runtime;
  }

  /**
   * What belongs into site-packages besides a wheel's own files.
   *
   * @param sha256 The wheel's.
   */
  async of(sha256: string): Promise<Files> {
    const ready = await this.#runtime(sha256);
    if (ready) return unzip(zipOf(ready));
    const kept = await this.#store.recall(this.#key(sha256));
    const bytecode = kept ? unzip(kept) : new Map<string, Uint8Array>();
    this.#kept.set(sha256, bytecode);
    return bytecode;
  }

  /** Remembers which source files are a wheel's, so that their bytecode is kept. */
  watch(sha256: string, files: ReadonlyMap<string, unknown>): void {
    for (const path of files.keys()) if (path.endsWith('.py')) this.#wheels.set(path, sha256);
  }

  /** Keeps what Python has compiled since; what isn't of a wheel (an app's own modules) is passed over. */
  keep(compiled: Compiled): void {
    const changed = new Set<string>();
    for (const [source, path, content] of compiled) {
      const sha256 = this.#wheels.get(source);
      const kept = sha256 && this.#kept.get(sha256);
      if (!kept) continue;
      kept.set(path, content);
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
