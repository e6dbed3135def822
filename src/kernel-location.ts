import { WebDashError } from './errors.js';
import type { KernelLocation } from './kernel/kernel.js';

/** Where an author says that the runtime's folders are, relative to the page; `null` for the defaults. */
export interface RuntimeFolders {
  readonly runtimeURL: string | null;
  readonly pyodideURL: string | null;
}

/**
 * Where a kernel finds its files: in `dist/`, unless the author says otherwise.
 *
 * @param distURL absolute address of `dist/`, with a slash at its end
 * @throws WebDashError `runtime-not-found` if what the author says is no address
 */
export function kernelLocation(
  distURL: string,
  { runtimeURL, pyodideURL }: RuntimeFolders,
): KernelLocation {
  return {
    workerURL: new URL('web-dash-kernel.js', distURL).href,
    runtimeURL: folder(runtimeURL ?? new URL('runtime/', distURL).href),
    pyodideURL: folder(pyodideURL ?? new URL('pyodide/', distURL).href),
  };
}

/** The absolute address of a folder, as authors may write it without the slash. */
function folder(address: string): string {
  if (!URL.canParse(address, document.baseURI)) {
    throw new WebDashError('runtime-not-found', `${address} is no address.`);
  }
  const url = new URL(address, document.baseURI);
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url.href;
}
