import { WebDashError } from '../../errors.js';

/** A package of a Pyodide distribution. */
export interface LockedPackage {
  /** As its author writes it. */
  readonly name: string;
  readonly version: string;
  /** Name of its file in the folder of the packages, or a URL. */
  readonly file_name: string;
  /** Of that file, in hexadecimal. */
  readonly sha256: string;
  /** Where it goes: `site` (site-packages), `stdlib` or `dynlib`. */
  readonly install_dir: string;
  /** `package` (a wheel), `cpython_module`, `shared_library` or `static_library`. */
  readonly package_type: string;
  /** Normalized names of the packages it requires. */
  readonly depends: readonly string[];
  /** The modules that it brings. */
  readonly imports: readonly string[];
}

/** `pyodide-lock.json`: what a distribution of Pyodide is, and which packages it has. */
export interface PyodideLock {
  readonly info: {
    /** Of Pyodide. Since Pyodide 0.28 a lock has none, and fits every version of its ABI. */
    readonly version?: string;
    readonly abi_version?: string;
    /** Of Python. */
    readonly python: string;
  };
  /** By normalized name. */
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

/**
 * Reads a lock.
 *
 * @param url Where it is from.
 * @throws {WebDashError} `runtime-corrupt` if it is none
 */
export function parseLock(bytes: Uint8Array, url: string): PyodideLock {
  try {
    const lock = JSON.parse(new TextDecoder().decode(bytes)) as Partial<PyodideLock> | null;
    if (lock?.info instanceof Object && lock.packages instanceof Object) return lock as PyodideLock;
  } catch {
    // Told below: a server that answers 200 with a page of its own is the usual cause.
  }
  throw new WebDashError('runtime-corrupt', `${url} is not the lock file of a Pyodide.`, {
    detail: url,
  });
}
