import { ByteCount } from '../store/download.js';
import { importCached, importVerified } from './import-verified.js';
import type { CreateModule, PyodideCore } from './interpreter.js';
import type { RuntimeFiles } from './runtime-files.js';
import { compileCached, compileLoading } from './wasm.js';

/**
 * Loads what Pyodide is made of, and compiles its WebAssembly meanwhile.
 *
 * @param importModule How a module is imported whose bytes have been checked.
 * @throws {WebDashError} `runtime-not-found`, `runtime-corrupt`
 */
export async function loadCore(
  files: RuntimeFiles,
  count: ByteCount,
  importModule = importVerified,
): Promise<PyodideCore> {
  const [wasm, api, createModule] = await Promise.all([
    loadWasm(),
    load('pyodide/pyodide.mjs'),
    loadCreateModule(),
  ]);
  return {
    loadPyodide: api['loadPyodide'] as PyodideCore['loadPyodide'],
    createModule,
    wasm,
  };

  async function loadWasm(): Promise<WebAssembly.Module> {
    const name = 'pyodide/pyodide.asm.wasm';
    const cached = await compileCached(() => files.cached(name));
    if (cached) return cached;
    let compiling: Promise<WebAssembly.Module | undefined> | undefined;
    const bytes = await files.load(name, count, (response) => {
      compiling = compileLoading(response);
    });
    return (await compiling) ?? (await WebAssembly.compile(bytes));
  }

  async function load(name: string): Promise<Record<string, unknown>> {
    const url = files.url(name);
    const bytes = (await files.isKept(name)) ? undefined : await files.load(name, count);
    const cached = await importCached(url, () => files.cached(name));
    return cached ?? importModule(bytes ?? (await files.load(name, count)), url);
  }

  /** Emscripten's script is a module; before Pyodide 0.28 it was a classic script that left a global. */
  async function loadCreateModule(): Promise<CreateModule> {
    const name = 'pyodide/pyodide.asm.mjs';
    if (files.has(name)) return (await load(name))['default'] as CreateModule;
    await load('pyodide/pyodide.asm.js');
    return (globalThis as unknown as { _createPyodideModule: CreateModule })._createPyodideModule;
  }
}
