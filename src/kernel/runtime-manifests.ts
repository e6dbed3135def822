/** What a kernel knows of the files that it loads of one Pyodide and its runtime pack. */
export interface RuntimeManifest {
  /** Top-level modules in `extras.pack`, which is loaded only for apps that may import one of them. */
  readonly extras: readonly string[];
  /** Size in bytes and SHA-256 in hexadecimal by name: `runtime/stdlib.pack`, `pyodide/pyodide.mjs`. */
  readonly files: Readonly<Record<string, { readonly size: number; readonly sha256: string }>>;
}

/** Put in by the build (`tools/build.mjs`), so that no request is made before those of the files. */
declare const __RUNTIME_MANIFESTS__: Readonly<Record<string, RuntimeManifest>>;

/** The manifests of all lines, by their versions of Pyodide. */
export const RUNTIME_MANIFESTS = __RUNTIME_MANIFESTS__;
