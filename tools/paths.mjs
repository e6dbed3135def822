/** The folders that the tools read and write, as absolute paths. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
export const DIST = join(ROOT, 'dist');
/** Downloads and intermediate results; may be deleted at any time. */
export const CACHE = join(ROOT, '.cache');
/** The npm package with the Pyodide core. */
export const PYODIDE = join(ROOT, 'node_modules', 'pyodide');
