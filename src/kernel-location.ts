import { WebDashError } from './errors.js';
import type { KernelLocation } from './kernel/kernel.js';
import { PYODIDE_LINES } from './kernel/pyodide/pyodide-lines.js';

/** Where an author says that the runtime's folders are, relative to the page; `null` for the defaults. */
export interface RuntimeFolders {
  readonly runtimeURL: string | null;
  readonly pyodideURL: string | null;
  readonly indexURL: string | null;
  /** Folder with all of them, as `docs/MIRROR.md` describes it. */
  readonly mirror: string | null;
}

/** The public host of each Pyodide version's packages, as Pyodide itself has it. */
const CDN = 'https://cdn.jsdelivr.net/pyodide/';

/**
 * Where a kernel finds its files: in `dist/`, unless the author says otherwise; packages at Pyodide's
 * public host and index, unless the author names a folder with a complete Pyodide or an index. With a mirror
 * all of them are there, except for what the author names besides.
 *
 * @param distURL absolute address of `dist/`, with a slash at its end
 * @param base what relative addresses begin at
 * @throws WebDashError `runtime-not-found` if what the author says is no address
 */
export function kernelLocation(
  distURL: string,
  { runtimeURL, pyodideURL, indexURL, mirror }: RuntimeFolders,
  base: string = document.baseURI,
): KernelLocation {
  const { version } = PYODIDE_LINES[0];
  const folder = (address: string): string => folderURL(address, base);
  const workerURL = new URL('web-dash-kernel.js', distURL).href;
  if (mirror !== null) {
    const root = folder(mirror);
    const pyodide = folder(pyodideURL ?? `${root}pyodide/${version}/`);
    return {
      workerURL,
      runtimeURL: folder(runtimeURL ?? `${root}runtime/`),
      pyodideURL: pyodide,
      pyodideVersion: pyodideURL === null ? version : null,
      packagesURL: pyodide,
      indexURL: folder(indexURL ?? `${root}simple/`),
    };
  }
  return {
    workerURL,
    runtimeURL: folder(runtimeURL ?? new URL('runtime/', distURL).href),
    pyodideURL: folder(pyodideURL ?? new URL('pyodide/', distURL).href),
    pyodideVersion: pyodideURL === null ? version : null,
    packagesURL: folder(pyodideURL ?? new URL(`v${version}/full/`, CDN).href),
    indexURL: indexURL === null ? null : folder(indexURL),
  };
}

/** The absolute address of a folder, as authors may write it without the slash. */
function folderURL(address: string, base: string): string {
  if (!URL.canParse(address, base)) {
    throw new WebDashError('runtime-not-found', `${address} is no address.`);
  }
  const url = new URL(address, base);
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url.href;
}
