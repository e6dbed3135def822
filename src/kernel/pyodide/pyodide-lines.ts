import { WebDashError } from '../../errors.js';
import type { PyodideLock } from './pyodide-lock.js';

/** A version of Pyodide for which `dist/runtime/` has a pack. */
export interface PyodideLine {
  /** Names the pack's folder: `0.27.7`. */
  readonly version: string;
  /** Version of the binary interface of its compiled packages: `2024_0`. */
  readonly abi: string;
}

/** Put in by the build, which makes the packs: see `tools/runtime/lines.mjs`. */
declare const __PYODIDE_LINES__: readonly [builtIn: PyodideLine, ...others: PyodideLine[]];

/** All lines; the first is the one whose core is part of `dist/`. */
export const PYODIDE_LINES = __PYODIDE_LINES__;

/**
 * The line of a Pyodide that was found somewhere.
 *
 * @param url Where its lock is.
 * @throws {WebDashError} `pyodide-unsupported`
 */
export function lineOf({ info }: PyodideLock, url: string): PyodideLine {
  const { version, abi_version: abi } = info;
  const line = PYODIDE_LINES.find((known) =>
    version === undefined ? known.abi === abi : known.version === version,
  );
  if (line) return line;
  const found = version ?? `of the ABI ${abi}`;
  const supported = PYODIDE_LINES.map((known) => known.version).join(' and ');
  const message = `${url} belongs to Pyodide ${found}, for which there is no runtime; there is for ${supported}.`;
  throw new WebDashError('pyodide-unsupported', message, { detail: url });
}
