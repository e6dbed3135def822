/** Compiles Python files to `.pyc` with Pyodide under Node. The Python half is `compile.py`. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Where the two sides hand files to each other, in Pyodide's file system. */
const SOURCE = '/tmp/source.py';
const PYC = '/tmp/compiled.pyc';

/**
 * Replaces the `.py` files of a tree by `.pyc` files beside them (the layout of a sourceless import).
 *
 * The bytes of a pyc depend on what the interpreter compiled before, so one tree is compiled whole,
 * in order, by an interpreter of its own: that makes the result reproducible.
 *
 * @param {Map<string, Uint8Array>} files Paths and contents; other files than `.py` are kept as they are.
 * @param {object} options
 * @param {import('./lines.mjs').Line} options.line The Python that will run them.
 * @param {string} options.root The folder or archive in which Python will find the files; seen in tracebacks.
 * @param {(path: string) => boolean} [options.keepDocstrings]
 * @returns {Promise<Map<string, Uint8Array>>}
 */
export async function compileTree(files, { line, root, keepDocstrings = () => true }) {
  const pyodide = await startPython(line);
  pyodide.runPython(await readFile(new URL('compile.py', import.meta.url), 'utf8'));
  const compile = pyodide.globals['get']('compile_file');
  const compiled = new Map();
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [path, content] of sorted) {
    if (!path.endsWith('.py')) {
      compiled.set(path, content);
      continue;
    }
    pyodide.FS.writeFile(SOURCE, content);
    compile(SOURCE, PYC, `${root}/${path}`, keepDocstrings(path));
    compiled.set(`${path}c`, pyodide.FS.readFile(PYC));
  }
  return compiled;
}

/**
 * @param {import('./lines.mjs').Line} line
 * @returns {Promise<string[]>} The modules that are compiled into its interpreter.
 */
export async function builtinModules(line) {
  const pyodide = await startPython(line);
  return pyodide.runPython('import sys; sys.builtin_module_names').toJs();
}

/**
 * Starts the Python of a line under Node.
 *
 * @param {import('./lines.mjs').Line} line
 */
export async function startPython(line) {
  const script = pathToFileURL(join(line.core, 'pyodide.mjs')).href;
  /** @type {typeof import('pyodide')} */
  const { loadPyodide } = await import(script);
  return loadPyodide({
    indexURL: line.core,
    env: { PYTHONHASHSEED: '0' },
    stdout: () => {},
    // A SyntaxWarning of a library is no news to us; an error is thrown.
    stderr: () => {},
  });
}
