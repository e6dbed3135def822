import type { KernelLocation } from '../../src/kernel/kernel.js';
import type { RuntimeLocation } from '../../src/kernel/protocol.js';

/** A location for what never goes there. */
export const NOWHERE: RuntimeLocation = {
  runtimeURL: 'r/',
  pyodideURL: 'p/',
  packagesURL: 'p/',
  indexURL: null,
};

/** The kernel of the `dist/` below an address, without packages but those of its runtime pack. */
export function locationBelow(base: string): KernelLocation {
  return {
    workerURL: `${base}/dist/web-dash-kernel.js`,
    runtimeURL: `${base}/dist/runtime/`,
    pyodideURL: `${base}/dist/pyodide/`,
    packagesURL: `${base}/dist/pyodide/`,
    indexURL: null,
  };
}
