/** What a kernel knows of the files that it loads of one Pyodide and its runtime pack. */
export interface RuntimeManifest {
  /** Top-level modules in `extras.pack`, which is loaded only for apps that may import one of them. */
  readonly extras: readonly string[];
  /** All other top-level modules that are there from the start: Python's, and those of `library.pack` and `later.pack`. */
  readonly modules: readonly string[];
  /**
   * The archives with the bytecode of some packages of Pyodide's distribution, by the SHA-256 of their wheels in
   * hexadecimal: `bytecode/pandas-2.2.3.pack`, in the folder of the pack.
   */
  readonly bytecode: Readonly<Record<string, string>>;
  /** Size in bytes and SHA-256 in hexadecimal by name: `runtime/stdlib.pack`, `pyodide/pyodide.mjs`. */
  readonly files: Readonly<Record<string, { readonly size: number; readonly sha256: string }>>;
}

/** Put in by the build (`tools/build.mjs`), so that no request is made before those of the files. */
declare const __RUNTIME_MANIFESTS__: Readonly<Record<string, RuntimeManifest>>;

declare const __BUILD_ID__: string;

/** Names this build of the script: another one may do everything otherwise. */
export const BUILD_ID = __BUILD_ID__;

/** The manifests of all lines, by their versions of Pyodide. */
export const RUNTIME_MANIFESTS = __RUNTIME_MANIFESTS__;
