import type { loadPyodide as LoadPyodide, PyodideAPI } from 'pyodide';
import type { PyodideLine } from './pyodide-lines.js';
import { EMPTY_MODULE, HAS_JSPI } from './wasm.js';

/** The files of which Pyodide is made, all of them checked. */
export interface PyodideFiles {
  /** `loadPyodide` of `pyodide.mjs`. */
  readonly loadPyodide: typeof LoadPyodide;
  /** What `pyodide.asm.mjs` or `pyodide.asm.js` defines. */
  readonly createModule: CreateModule;
  readonly wasm: WebAssembly.Module;
  readonly stdlib: Uint8Array<ArrayBuffer>;
}

type PyodideConfig = NonNullable<Parameters<typeof LoadPyodide>[0]>;
/** Emscripten's function that makes the module. */
export type CreateModule = PyodideConfig['createPyodideModule'] & object;

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

/** Enough of a lock file for Pyodide to start: it names no packages. */
function emptyLock({ version, abi }: PyodideLine): string {
  return JSON.stringify({ info: { version, abi_version: abi }, packages: {} });
}

/**
 * Starts Python. It knows of no packages until `Installers` tells it, so as not to wait for a list of them.
 *
 * @param line Which Pyodide the files are of.
 * @param packagesURL Where it is to find packages.
 * @param write Is given what Python writes before anyone else takes that over.
 */
export async function startInterpreter(
  files: PyodideFiles,
  line: PyodideLine,
  packagesURL: string,
  write: (level: 'info' | 'error', text: string) => void,
): Promise<PyodideAPI> {
  const { loadPyodide, createModule, wasm, stdlib } = files;
  // Pyodide itself would wait for ever, for instance when there is no memory left for it.
  let fail!: (reason: Error) => void;
  const failure = new Promise<never>((_, reject) => (fail = reject));
  const createPyodideModule: CreateModule = (settings) =>
    createModule(withCompiledModule(settings, wasm, fail));
  const config: PyodideConfig = {
    indexURL: MEMORY_FOLDER,
    stdLibURL: `${MEMORY_FOLDER}stdlib.zip`,
    lockFileContents: emptyLock(line),
    packageBaseUrl: packagesURL,
    enableRunUntilComplete: HAS_JSPI,
    stdout: (text) => write('info', text),
    stderr: (text) => write('error', text),
    createPyodideModule,
  };
  // Before Pyodide 0.28 both were looked for elsewhere.
  Object.assign(globalThis, { _createPyodideModule: createPyodideModule });
  const lock = new TextEncoder().encode(emptyLock(line));
  const answers = new Map([
    [`${MEMORY_FOLDER}pyodide-lock.json`, { body: lock, type: 'application/json' }],
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
