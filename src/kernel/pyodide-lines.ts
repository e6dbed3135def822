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
