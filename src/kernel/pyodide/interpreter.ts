import type { loadPyodide as LoadPyodide, PyodideAPI } from 'pyodide';
import type { PyodideLine } from './pyodide-lines.js';
import { hideSuspendedStacks } from './suspended-stacks.js';
import { EMPTY_MODULE, HAS_JSPI } from './wasm.js';

/** What Pyodide is made of, all of it checked. */
export interface PyodideCore {
  /** `loadPyodide` of `pyodide.mjs`. */
  readonly loadPyodide: typeof LoadPyodide;
  /** What `pyodide.asm.mjs` or `pyodide.asm.js` defines. */
  readonly createModule: CreateModule;
  readonly wasm: WebAssembly.Module;
}

type PyodideConfig = NonNullable<Parameters<typeof LoadPyodide>[0]>;

/** What Emscripten's module has besides what Pyodide's types tell. */
interface MemoryModule {
  /** @param size To which its memory grows, in bytes. */
  growMemory(size: number): unknown;
  readonly HEAP8: Int8Array<ArrayBuffer>;
}

/** Private settings of Pyodide for snapshots of its memory. */
interface SnapshotConfig {
  readonly _makeSnapshot?: boolean;
  readonly _loadSnapshot?: Uint8Array<ArrayBuffer>;
}

/** Emscripten's function that makes the module. */
export type CreateModule = PyodideConfig['createPyodideModule'] & object;

/** Emscripten's hook for who instantiates the module otherwise than it does. */
type InstantiateWasm = (
  imports: WebAssembly.Imports,
  done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
) => object;

/**
 * The memory of a Python that was started on an earlier visit. Pyodide would fill the new one with a copy of all of it,
 * zeros included, for which the memory that this wasm begins with is too small.
 */
export interface KeptMemory {
  /** What Pyodide's snapshots say before the memory: which objects of JavaScript Python knows. */
  readonly header: Uint8Array<ArrayBuffer>;
  /** In bytes. */
  readonly size: number;
  /**
   * Fills a memory of that size.
   *
   * @throws {Error} if what was read isn't what was kept: then nothing may run
   */
  readonly fill: (memory: Uint8Array<ArrayBuffer>) => Promise<void>;
}

/** How Python is started. */
export interface InterpreterOptions {
  /** Which Pyodide it is. */
  readonly line: PyodideLine;
  /** The standard library: a zip archive. */
  readonly stdlib: Uint8Array<ArrayBuffer>;
  /** Where Python is to find packages. */
  readonly packagesURL: string;
  /** Is given what Python writes before anyone else takes that over. */
  readonly write: (level: 'info' | 'error', text: string) => void;
  /** What Python begins with, if it isn't started afresh, or that a snapshot is going to be made of it. */
  readonly memory?: KeptMemory | 'to-be-kept' | undefined;
  /** How Pyodide gets the files that it asks for itself. */
  readonly offer?: Offer;
}

/** A file that Pyodide asks for, and its media type. */
export interface OfferedFile {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly type: string;
}

/** Lets Pyodide find files, by name, in a folder while `run`, which is told its address, runs. */
export type Offer = <T>(
  files: ReadonlyMap<string, OfferedFile>,
  run: (folder: string) => Promise<T>,
) => Promise<T>;

/**
 * A folder that exists only while Pyodide loads: what it asks for below it is answered from memory, so
 * that no byte is loaded twice, or unchecked, or in spite of a Content-Security-Policy.
 */
const MEMORY_FOLDER = 'https://pyodide.invalid/';

/** Enough of a lock file for Pyodide to start: it names no packages. */
function emptyLock({ version, abi }: PyodideLine): string {
  return JSON.stringify({ info: { version, abi_version: abi }, packages: {} });
}

/** Starts Python. It knows of no packages until `Installers` tells it, so as not to wait for a list of them. */
export async function startInterpreter(
  { loadPyodide, createModule, wasm }: PyodideCore,
  { line, stdlib, packagesURL, write, memory, offer = offerFromMemory }: InterpreterOptions,
): Promise<PyodideAPI> {
  // Pyodide itself would wait for ever, for instance when there is no memory left for it.
  let fail!: (reason: Error) => void;
  const failure = new Promise<never>((_, reject) => (fail = reject));
  const isToBeKept = memory === 'to-be-kept';
  let kept = typeof memory === 'object' ? memory : undefined;
  const header = kept?.header;
  const createPyodideModule: CreateModule = async (settings) => {
    const compiled = withCompiledModule(settings, wasm, fail);
    if (!kept) return createModule(compiled);
    const { size, fill } = kept;
    // Pyodide keeps this function.
    kept = undefined;
    // Before Pyodide 0.28 the memory was made by JavaScript.
    const module = await createModule(Object.assign(compiled, { INITIAL_MEMORY: size }));
    const memory = module as unknown as MemoryModule;
    memory.growMemory(size);
    await fill(new Uint8Array(memory.HEAP8.buffer, 0, size));
    return module;
  };
  const config = (folder: string): PyodideConfig & SnapshotConfig => ({
    indexURL: folder,
    stdLibURL: `${folder}stdlib.zip`,
    lockFileContents: emptyLock(line),
    packageBaseUrl: packagesURL,
    enableRunUntilComplete: HAS_JSPI,
    // At its end, as that of any server that nobody sits at.
    stdin: () => null,
    stdout: (text) => write('info', text),
    stderr: (text) => write('error', text),
    createPyodideModule,
    ...(isToBeKept && { _makeSnapshot: true }),
    ...(header && { _loadSnapshot: header }),
  });
  // Before Pyodide 0.28 both were looked for elsewhere.
  Object.assign(globalThis, { _createPyodideModule: createPyodideModule });
  const lock = new TextEncoder().encode(emptyLock(line));
  const offered = new Map([
    ['pyodide-lock.json', { body: lock, type: 'application/json' }],
    ['stdlib.zip', { body: stdlib, type: 'application/zip' }],
    // Pyodide's own start of the wasm is satisfied with an empty module; see withCompiledModule.
    ['pyodide.asm.wasm', { body: EMPTY_MODULE, type: 'application/wasm' }],
  ]);
  return offer(offered, (folder) => Promise.race([loadPyodide(config(folder)), failure]));
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
      const hide = hideSuspendedStacks(imports['env'] ?? {});
      WebAssembly.instantiate(wasm, imports).then((instance) => {
        hide(instance);
        done(instance, wasm);
      }, onfail);
    });
  return Object.assign(settings, { instantiateWasm });
}

/** Offers files at addresses that exist only meanwhile: requests for them are answered from memory. */
async function offerFromMemory<T>(
  files: ReadonlyMap<string, OfferedFile>,
  run: (folder: string) => Promise<T>,
): Promise<T> {
  const fetchFromNetwork = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const file = url.startsWith(MEMORY_FOLDER) && files.get(url.slice(MEMORY_FOLDER.length));
    if (!file) return fetchFromNetwork(input, init);
    return new Response(file.body, { headers: { 'Content-Type': file.type } });
  };
  try {
    return await run(MEMORY_FOLDER);
  } finally {
    globalThis.fetch = fetchFromNetwork;
  }
}
