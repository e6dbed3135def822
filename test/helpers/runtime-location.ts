import type { KernelLocation } from '../../src/kernel/kernel.js';
import { PYODIDE_LINES } from '../../src/kernel/pyodide/pyodide-lines.js';
import type { RuntimeLocation } from '../../src/kernel/protocol.js';

/** The folder of the built-in line's runtime pack, in `dist/`. */
export const PACK = `runtime/${PYODIDE_LINES[0].version}`;

/** A location for what never goes there. */
export const NOWHERE: RuntimeLocation = {
  runtimeURL: 'r/',
  pyodideURL: 'p/',
  pyodideVersion: null,
  packagesURL: 'p/',
  indexURL: null,
};

/** The kernel of the `dist/` below an address, without packages but those of its runtime pack. */
export function locationBelow(base: string): KernelLocation {
  return {
    workerURL: `${base}/dist/web-dash-kernel.js`,
    runtimeURL: `${base}/dist/runtime/`,
    pyodideURL: `${base}/dist/pyodide/`,
    pyodideVersion: PYODIDE_LINES[0].version,
    packagesURL: `${base}/dist/pyodide/`,
    indexURL: null,
  };
}
