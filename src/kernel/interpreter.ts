import type { loadPyodide as LoadPyodide, PyodideAPI } from 'pyodide';
import { EMPTY_MODULE, HAS_JSPI } from './wasm.js';

/** The files of which Pyodide is made, all of them checked. */
export interface PyodideFiles {
  /** `loadPyodide` of `pyodide.mjs`. */
  readonly loadPyodide: typeof LoadPyodide;
  /** The default export of `pyodide.asm.mjs`. */
  readonly createModule: CreateModule;
  readonly wasm: WebAssembly.Module;
  readonly stdlib: Uint8Array<ArrayBuffer>;
}

type PyodideConfig = NonNullable<Parameters<typeof LoadPyodide>[0]>;
type CreateModule = PyodideConfig['createPyodideModule'] & object;
type PyodideModule = Awaited<ReturnType<CreateModule>>;

/** Emscripten's hook for who instantiates the module otherwise than it does. */
type InstantiateWasm = (
  imports: WebAssembly.Imports,
  done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
) => object;

/**
 * A folder that exists only while Pyodide loads: what it asks for below it is answered from memory, so
 * that no byte is loaded twice, or unchecked, or in spite of a Content-Security-Policy.
 */
const MEMORY_FOLDER = 'https://pyodide.invalid/';

/** Enough of a lock file for Pyodide to start: it names no packages, and fits the Pyodide that reads it. */
function emptyLock(module: PyodideModule): string {
  const { abiVersion } = (module as unknown as { API: { abiVersion: string } }).API;
  return JSON.stringify({ info: { abi_version: abiVersion }, packages: {} });
}

/** Starts Python. What Python writes before anyone else takes it over goes to `write`. */
export async function startInterpreter(
  files: PyodideFiles,
  write: (level: 'info' | 'error', text: string) => void,
): Promise<PyodideAPI> {
  const { loadPyodide, createModule, wasm, stdlib } = files;
  const { promise: lockFileContents, resolve: resolveLock } = deferred<string>();
  // Pyodide itself would wait for ever, for instance when there is no memory left for it.
  const { promise: failure, reject: fail } = deferred<never>();
  const config: PyodideConfig = {
    indexURL: MEMORY_FOLDER,
    stdLibURL: `${MEMORY_FOLDER}stdlib.zip`,
    lockFileContents,
    packageBaseUrl: MEMORY_FOLDER,
    enableRunUntilComplete: HAS_JSPI,
    stdout: (text) => write('info', text),
    stderr: (text) => write('error', text),
    createPyodideModule: async (settings) => {
      const module = await createModule(withCompiledModule(settings, wasm, fail));
      resolveLock(emptyLock(module));
      return module;
    },
  };
  const answers = new Map([
    [`${MEMORY_FOLDER}stdlib.zip`, { body: stdlib, type: 'application/zip' }],
    // Pyodide's own start of the wasm is satisfied with an empty module; see withCompiledModule.
    [`${MEMORY_FOLDER}pyodide.asm.wasm`, { body: EMPTY_MODULE, type: 'application/wasm' }],
  ]);
  return withAnswers(answers, () => Promise.race([loadPyodide(config), failure]));
}

/**
 * Has Emscripten instantiate a module that is compiled already. Pyodide's own `instantiateWasm` runs first,
 * on an empty module, as it adds imports of its own (`Jsv_GetError_import`, …) that only it can make.
 */
function withCompiledModule<S extends Parameters<CreateModule>[0]>(
  settings: S,
  wasm: WebAssembly.Module,
  onfail: (reason: Error) => void,
): S {
  const { instantiateWasm: own } = settings as unknown as { instantiateWasm: InstantiateWasm };
  const instantiateWasm: InstantiateWasm = (imports, done) =>
    own(imports, () => {
      WebAssembly.instantiate(wasm, imports).then((instance) => done(instance, wasm), onfail);
    });
  return Object.assign(settings, { instantiateWasm });
}

function deferred<T>(): {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (reason: Error) => void;
} {
  let resolve!: (value: T) => void;
  let reject!: (reason: Error) => void;
  const promise = new Promise<T>((...settle) => ([resolve, reject] = settle));
  return { promise, resolve, reject };
}

/** Runs `run` while requests for some URLs are answered from memory. */
async function withAnswers<T>(
  answers: ReadonlyMap<string, { body: Uint8Array<ArrayBuffer>; type: string }>,
  run: () => Promise<T>,
): Promise<T> {
  const fetchFromNetwork = self.fetch.bind(self);
  self.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const answer = answers.get(url);
    if (!answer) return fetchFromNetwork(input, init);
    return new Response(answer.body, { headers: { 'Content-Type': answer.type } });
  };
  try {
    return await run();
  } finally {
    self.fetch = fetchFromNetwork;
  }
}
