import { WebDashError } from '../../errors.js';
import { bytesOf, unzipLazily, type FileContent } from '../file-system/file-system.js';
import { builtWheel, isSourceArchive } from './source-archives.js';

/** By path; what is in a zip archive is unpacked when it is read, as most of it never is. */
type Files = Map<string, FileContent>;

/**
 * Unpacks a wheel, or a source archive as the wheel that would be built of it.
 *
 * @param url Where it came from, for messages.
 * @returns What it puts into site-packages.
 * @throws {WebDashError} `package-invalid`, if it is damaged or neither; `package-unavailable`, if it has to be
 *   built otherwise than by copying.
 */
export async function unpackPackage(bytes: Uint8Array<ArrayBuffer>, url: string): Promise<Files> {
  const wheel = await wheelOf(bytes, url);
  if (!find(wheel, 'METADATA')) throw invalid(url, 'is not a wheel');
  const files = installedFiles(wheel);
  refuseStray(files, url);
  return files;
}

/**
 * Unpacks an archive with libraries that compiled modules are linked to.
 *
 * @throws {WebDashError} `package-invalid`
 */
export function unpackLibrary(bytes: Uint8Array<ArrayBuffer>, url: string): Files {
  const files = read(bytes, url);
  refuseStray(files, url);
  return files;
}

/**
 * The metadata in a wheel or a source archive.
 *
 * @throws {WebDashError} As {@link unpackPackage}.
 */
export async function packageMetadata(
  bytes: Uint8Array<ArrayBuffer>,
  url: string,
): Promise<string> {
  const metadata = find(await wheelOf(bytes, url), 'METADATA');
  if (!metadata) throw invalid(url, 'is not a wheel');
  return new TextDecoder().decode(metadata);
}

/** Has a wheel that is installed say which it is (PEP 610): others may have its name and version. */
export function addOrigin(installed: Files, url: string, sha256: string): void {
  const metadata = [...installed.keys()].find((path) => /^[^/]+\.dist-info\/METADATA$/.test(path));
  const origin = JSON.stringify({ url, archive_info: { hashes: { sha256 } } });
  const path = metadata?.replace(/METADATA$/, 'direct_url.json');
  if (path !== undefined) installed.set(path, new TextEncoder().encode(origin));
}

async function wheelOf(bytes: Uint8Array<ArrayBuffer>, url: string): Promise<Files> {
  return isSourceArchive(bytes) ? builtWheel(bytes, url) : read(bytes, url);
}

function read(bytes: Uint8Array<ArrayBuffer>, url: string): Files {
  try {
    return unzipLazily(bytes);
  } catch (cause) {
    throw invalid(url, 'is not a wheel, or has not come as a whole', cause);
  }
}

/** A file of a wheel's description of itself. */
function find(wheel: Files, name: string): Uint8Array | undefined {
  for (const [path, content] of wheel) {
    const [folder = '', file, ...rest] = path.split('/');
    if (folder.endsWith('.dist-info') && file === name && rest.length === 0)
      return bytesOf(content);
  }
  return undefined;
}

/**
 * Where a wheel's files go: those of `*.data/purelib/` and `platlib/` to site-packages, its scripts and
 * other data nowhere, as there is no place for them in a browser.
 */
function installedFiles(wheel: Files): Files {
  const files: Files = new Map();
  for (const [path, content] of wheel) {
    const [folder = '', scheme, ...rest] = path.split('/');
    if (!folder.endsWith('.data')) files.set(path, content);
    else if (scheme === 'purelib' || scheme === 'platlib') files.set(rest.join('/'), content);
  }
  return files;
}

/** Refuses absolute paths, and ones that leave the folder: they could replace a file of an app. */
function refuseStray(files: Files, url: string): void {
  const stray = [...files.keys()].find((path) =>
    path.split('/').some((part) => /^\.{0,2}$/.test(part)),
  );
  if (stray !== undefined) throw invalid(url, `has a file that would not be a package’s: ${stray}`);
}

function invalid(url: string, why: string, cause?: unknown): WebDashError {
  return new WebDashError('package-invalid', `${url} ${why}.`, { detail: url, cause });
}
