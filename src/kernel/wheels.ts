import { WebDashError } from '../errors.js';
import { fetchFile, readBody, type ByteCount } from './download.js';
import { unzip } from './file-system.js';

/**
 * Loads a wheel.
 *
 * @returns What it puts into site-packages.
 * @throws {WebDashError} `package-invalid`, when it can't be loaded or isn't a wheel.
 */
export async function loadWheel(url: string, count: ByteCount): Promise<Map<string, Uint8Array>> {
  const response = await fetchFile(url, 'package-invalid');
  const size = Number(response.headers.get('Content-Length') ?? 0);
  const bytes = await count.during(size, ({ add }) => readBody(response, size, 'package-invalid', add));
  let wheel: Map<string, Uint8Array>;
  try {
    wheel = unzip(bytes);
  } catch (cause) {
    throw invalid(url, 'is not a wheel', cause);
  }
  if (![...wheel.keys()].some((path) => /^[^/]+\.dist-info\/WHEEL$/.test(path))) {
    throw invalid(url, 'is not a wheel');
  }
  const files = installedFiles(wheel);
  // An absolute path, or one that leaves site-packages, could replace a file of an app.
  const stray = [...files.keys()].find((path) =>
    path.split('/').some((part) => /^\.{0,2}$/.test(part)),
  );
  if (stray !== undefined) throw invalid(url, `has a file that would not be a package’s: ${stray}`);
  return files;
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

function invalid(url: string, why: string, cause?: unknown): WebDashError {
  return new WebDashError('package-invalid', `${url} ${why}.`, { detail: url, cause });
}
