import { WebDashError } from '../errors.js';
import { fetchFile, readBody, type ByteCount } from './download.js';
import { unzip } from './file-system.js';

/**
 * Loads a wheel.
 *
 * @returns What it puts into site-packages.
 * @throws {WebDashError} `package-missing` when it can't be loaded, `package-invalid` when it isn't a wheel.
 */
export async function loadWheel(url: string, count: ByteCount): Promise<Map<string, Uint8Array>> {
  const response = await fetchFile(url, 'package-missing');
  const size = Number(response.headers.get('Content-Length') ?? 0);
  count.expect(size);
  const bytes = await readBody(response, size, 'package-missing', count);
  try {
    const files = unzip(bytes);
    if ([...files.keys()].some((path) => /^[^/]+\.dist-info\/WHEEL$/.test(path))) {
      return installedFiles(files);
    }
  } catch (cause) {
    throw invalid(url, cause);
  }
  throw invalid(url);
}

/**
 * Where a wheel's files go: those of `*.data/purelib/` and `platlib/` to site-packages, its scripts and
 * other data nowhere, as there is no place for them in a browser.
 */
function installedFiles(wheel: ReadonlyMap<string, Uint8Array>): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (const [path, content] of wheel) {
    const [folder = '', scheme, ...rest] = path.split('/');
    if (!folder.endsWith('.data')) files.set(path, content);
    else if (scheme === 'purelib' || scheme === 'platlib') files.set(rest.join('/'), content);
  }
  return files;
}

function invalid(url: string, cause?: unknown): WebDashError {
  return new WebDashError('package-invalid', `${url} is not a wheel.`, { detail: url, cause });
}
