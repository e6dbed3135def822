import { unpackTar } from 'modern-tar';
import { WebDashError, type ErrorCode } from '../../errors.js';
import { decompress } from '../../files/decompress.js';

type Files = Map<string, Uint8Array>;

/** What a compiler makes modules of. */
const NEEDS_COMPILER = /\.(c|cc|cpp|cxx|cu|f|f90|go|pyx|rs)$/i;

/** The file by which setuptools names the modules of a project; beside its folder lie the modules. */
const TOP_LEVEL = /^(?<root>([^/]+\/)?)[^/]+\.egg-info\/top_level\.txt$/;

/** Whether a package is a source archive (PEP 625), a compressed tar, rather than a wheel. */
export function isSourceArchive(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * The wheel that would be built of a source archive, where that is to copy its modules.
 *
 * @param url Where it came from, for messages.
 * @returns Its files.
 * @throws {WebDashError} `package-invalid`, if it is damaged or no source archive; `package-unavailable`, if it
 *   has to be compiled or built otherwise.
 */
export async function builtWheel(bytes: Uint8Array<ArrayBuffer>, url: string): Promise<Files> {
  const source = await read(bytes, url);
  const info = textOf(source, 'PKG-INFO');
  const [, name] = /^Name: *([\w.-]+)/m.exec(info) ?? [];
  const [, version] = /^Version: *(\S+)/m.exec(info) ?? [];
  if (!name || !version) throw failure('package-invalid', url, 'is not a source archive');
  const paths = [...source.keys()];
  const compiled = paths.find((path) => NEEDS_COMPILER.test(path));
  if (compiled) throw unbuilt(url, `has parts to be compiled (${compiled})`);
  const project = name.replace(/[-_.]+/g, '_');
  const topLevel = paths.find((path) => TOP_LEVEL.test(path));
  const wheel = topLevel
    ? modulesOf(source, TOP_LEVEL.exec(topLevel)?.groups?.['root'] ?? '', listed(source, topLevel))
    : // Other tools than setuptools take the project's name for that of its module.
      (modulesOf(source, '', [project]) ?? modulesOf(source, 'src/', [project]));
  if (!wheel) throw unbuilt(url, 'does not hold its modules as they are installed');
  const egg = topLevel?.replace(/top_level\.txt$/, '') ?? '';
  const requires = /^Requires-Dist:/m.test(info) ? '' : textOf(source, `${egg}requires.txt`);
  const metadata = [...requirementLines(requires), info].join('\n');
  const distInfo = `${project}-${version}.dist-info`;
  wheel.set(`${distInfo}/METADATA`, new TextEncoder().encode(metadata));
  const entryPoints = source.get(`${egg}entry_points.txt`);
  if (entryPoints) wheel.set(`${distInfo}/entry_points.txt`, entryPoints);
  return wheel;
}

/** The files of an archive below its one folder. */
async function read(bytes: Uint8Array<ArrayBuffer>, url: string): Promise<Files> {
  try {
    const entries = await unpackTar(await decompress(bytes, 'gzip', () => undefined), { strip: 1 });
    return new Map(entries.flatMap(({ header, data }) => (data ? [[header.name, data]] : [])));
  } catch (cause) {
    const why = 'is not a source archive, or has not come as a whole';
    throw failure('package-invalid', url, why, cause);
  }
}

/** The files of modules by their paths below `root`; `undefined` if one of the modules has none. */
function modulesOf(source: Files, root: string, modules: readonly string[]): Files | undefined {
  const found: Files = new Map();
  for (const module of modules) {
    const before = found.size;
    for (const [path, content] of source) {
      const inRoot = path.startsWith(root) ? path.slice(root.length) : '';
      if (inRoot === `${module}.py` || inRoot.startsWith(`${module}/`)) found.set(inRoot, content);
    }
    if (found.size === before) return undefined;
  }
  return found;
}

/** The lines of `requires.txt`, in which sections stand for extras and markers, as those of metadata. */
function requirementLines(requires: string): string[] {
  let conditions = '';
  return linesOf(requires).flatMap((line) => {
    const [, section] = /^\[(.*)\]$/.exec(line) ?? [];
    if (section === undefined) return `Requires-Dist: ${line}${conditions}`;
    const [extra = '', ...marker] = section.split(':');
    const parts = [extra && `extra == "${extra}"`, marker.length > 0 && `(${marker.join(':')})`];
    conditions = ` ; ${parts.filter(Boolean).join(' and ')}`;
    return [];
  });
}

function listed(source: Files, path: string): string[] {
  return linesOf(textOf(source, path));
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

function textOf(source: Files, path: string): string {
  return new TextDecoder().decode(source.get(path));
}

function unbuilt(url: string, why: string): WebDashError {
  return failure('package-unavailable', url, `${why}: it has to be built, which no browser can`);
}

function failure(code: ErrorCode, url: string, why: string, cause?: unknown): WebDashError {
  return new WebDashError(code, `${url} ${why}.`, { detail: url, cause });
}
