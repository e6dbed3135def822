import { WebDashError } from '../../errors.js';

/** A path that can't be that of a file in an app's folder. */
export class AppPathError extends Error {
  override readonly name = 'AppPathError';
}

/** How long a name may be in most file systems, in bytes. */
const NAME_LIMIT = 255;

/**
 * The path of a folder below an app's in the form of {@link appPath}; `''` for the app's own (`''`, `.`).
 *
 * @throws {AppPathError}
 */
export function folderPath(path: string): string {
  return /^(\.\/?)?$/.test(path) ? '' : appPath(path);
}

/**
 * The folder that an attribute of an app's element names: see {@link folderPath}.
 *
 * @throws {WebDashError} `source-invalid`
 */
export function folderOf(attribute: string, value: string): string {
  try {
    return folderPath(value);
  } catch (cause) {
    if (!(cause instanceof AppPathError)) throw cause;
    throw new WebDashError('source-invalid', `${attribute}: ${cause.message}`, { cause });
  }
}

/**
 * The path of a file below an app's folder in its one form: no `.`, no empty parts.
 *
 * @param path with `/` between its parts, as authors, archives and scripts write it
 * @throws {AppPathError} if it is empty, leaves the folder, or is one that systems understand differently
 */
export function appPath(path: string): string {
  const refuse = (why: string): AppPathError =>
    new AppPathError(`The path ${JSON.stringify(path)} ${why}.`);
  if (path.startsWith('/') || /^[a-z]:/i.test(path)) throw refuse('isn’t relative');
  if (path.includes('\\')) throw refuse('has a backslash: parts of a path are separated by /');
  // eslint-disable-next-line no-control-regex -- that is what is looked for
  if (/[\0-\x1f\x7f]/.test(path)) throw refuse('has a control character');
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) throw refuse('leaves the app’s folder');
  if (parts.length === 0) throw refuse('names no file');
  const encoder = new TextEncoder();
  if (parts.some((part) => encoder.encode(part).length > NAME_LIMIT)) {
    throw refuse(`has a name longer than ${NAME_LIMIT} bytes`);
  }
  return parts.join('/');
}
