import { WebDashError } from '../errors.js';
import { appPath, AppPathError } from '../kernel/file-system/app-path.js';

/**
 * The path of a file of an app in its one form.
 *
 * @param origin who says so, for the message
 * @param form {@link appPath}, or {@link folderPath} for a folder's
 * @throws WebDashError `source-invalid`
 */
export function checkedPath(path: string, origin: string, form = appPath): string {
  try {
    return form(path);
  } catch (cause) {
    if (!(cause instanceof AppPathError)) throw cause;
    const message = `${cause.message.replace(/\.$/, '')} (in ${origin}).`;
    throw new WebDashError('source-invalid', message, { detail: origin, cause });
  }
}

/**
 * Sees that no two files want the same place.
 *
 * @throws WebDashError `source-invalid`
 */
export function refuseCollisions(paths: Iterable<string>): void {
  const files = new Set<string>();
  for (const path of paths) {
    if (files.has(path)) {
      throw new WebDashError('source-invalid', `The app has two files ${JSON.stringify(path)}.`);
    }
    files.add(path);
  }
  for (const path of files) {
    for (let end = path.indexOf('/'); end > 0; end = path.indexOf('/', end + 1)) {
      const folder = path.slice(0, end);
      if (!files.has(folder)) continue;
      const message = `${JSON.stringify(folder)} can’t be a file and the folder of ${JSON.stringify(path)}.`;
      throw new WebDashError('source-invalid', message);
    }
  }
}
