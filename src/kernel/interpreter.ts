import type { PyodideAPI, loadPyodide as LoadPyodide } from 'pyodide';
import { WebDashError } from '../errors.js';
import type { RuntimeFiles } from './runtime-files.js';

type Pyodide = { loadPyodide: typeof LoadPyodide };
type PyodideModule = { default: NonNullable<PyodideConfig['createPyodideModule']> };
type PyodideConfig = NonNullable<Parameters<typeof LoadPyodide>[0]>;

/** The smallest WebAssembly module there is: its magic number and version. */
const EMPTY_MODULE = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

/** Whether Python can wait for promises in synchronous code (JavaScript Promise Integration). */
export const hasJSPI = typeof WebAssembly === 'object' && 'Suspending' in WebAssembly;

/**
 * Starts Python from verified files: Pyodide makes no request of its own.
 *
 * @param onwrite called with each line that is written before Python takes its output over
 */
export async function startInterpreter(
  files: RuntimeFiles,
  onwrite: (level: 'info' | 'error', text: string) => void,
): Promise<PyodideAPI> {
  checkWebAssembly();
  const { pyodide: version } = await files.manifest;
  const [{ loadPyodide }, { default: createPyodideModule }] = await Promise.all([
    importScript<Pyodide>(files, 'pyodide/pyodide.mjs'),
    importScript<PyodideModule>(files, 'pyodide/pyodide.asm.mjs'),
  ]);
  const indexURL = files.url('pyodide/');
  // The files that Pyodide fetches by name.
  const fetched = new Map([
    [files.url('pyodide/pyodide.asm.wasm'), 'pyodide/pyodide.asm.wasm'],
    [files.url('runtime/stdlib.zip'), 'runtime/stdlib.zip'],
  ]);
  // Pyodide never settles where one of them fails.
  const failure = Promise.all([...fetched.values()].map((name) => files.get(name))).then(
    () => new Promise<never>(() => undefined),
  );
  const network = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const name = fetched.get(input instanceof Request ? input.url : String(input));
    if (name === undefined) return network(input, init);
    const type = name.endsWith('.wasm') ? 'application/wasm' : 'application/zip';
    return new Response(await files.get(name), { headers: { 'content-type': type } });
  };
  try {
    const loaded = loadPyodide({
      indexURL,
      stdLibURL: files.url('runtime/stdlib.zip'),
      lockFileContents: emptyLock(version),
      packageBaseUrl: indexURL,
      createPyodideModule,
      enableRunUntilComplete: hasJSPI,
      stdout: (text) => onwrite('info', text),
      stderr: (text) => onwrite('error', text),
      env: { PYTHONHASHSEED: String(crypto.getRandomValues(new Uint32Array(1))[0]) },
    });
    return await Promise.race([loaded, failure]);
  } finally {
    globalThis.fetch = network;
  }
}

/** @throws WebDashError `wasm-unavailable` or `wasm-forbidden` */
function checkWebAssembly(): void {
  if (typeof WebAssembly !== 'object') {
    throw new WebDashError('wasm-unavailable', 'There is no WebAssembly in this browser.');
  }
  try {
    new WebAssembly.Module(EMPTY_MODULE);
  } catch (cause) {
    throw new WebDashError('wasm-forbidden', 'WebAssembly may not be compiled in this page.', {
      cause,
    });
  }
}

/** Imports a verified script by way of a blob; where the page forbids those, from its own address. */
async function importScript<T>(files: RuntimeFiles, name: string): Promise<T> {
  const script = new Blob([await files.get(name)], { type: 'text/javascript' });
  const url = URL.createObjectURL(script);
  try {
    return (await import(/* webpackIgnore: true */ url)) as T;
  } catch {
    return (await import(/* webpackIgnore: true */ files.url(name))) as T;
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** A lock file of a distribution without packages: ours come from the runtime pack. */
function emptyLock(version: string): NonNullable<PyodideConfig['lockFileContents']> {
  return JSON.stringify({
    info: {
      abi_version: '',
      arch: 'wasm32',
      platform: 'emscripten',
      python: '',
      version,
    },
    packages: {},
  });
}
