import { WebDashError } from '../../errors.js';
import type { EmscriptenFS } from '../file-system/emscripten-fs.js';
import type { FolderSelection } from './folder-selection.js';
import type { Kept } from './vault.js';

/**
 * Makes the selected folders what they were when they were saved, save for what of the author's files the app
 * has left alone. Contents are not copied.
 *
 * @param root absolute path of the app's folder, in which the author's files are
 * @returns The paths of what could not be put back.
 * @throws {WebDashError} `source-invalid`, if a file of the author's is where a folder is to be
 */
export function putBack(
  fs: EmscriptenFS,
  root: string,
  selection: FolderSelection,
  { index, contents, lost }: Kept,
): readonly string[] {
  for (const folder of selection.folders) {
    try {
      fs.mkdirTree(`${root}/${folder}`);
    } catch (cause) {
      const message = `persist names the folder ${folder}, but the app has a file of that name.`;
      throw new WebDashError('source-invalid', message, { cause });
    }
  }
  const folders = index.folders.filter((path) => selection.has(path));
  const stay = new Set([...folders, ...selection.folders]);
  for (const path of index.removed) if (selection.has(path)) remove(path);
  const failed = [...lost];
  for (const path of folders) attempt(path, () => fs.mkdirTree(`${root}/${path}`));
  for (const [path, { modified }] of index.files) {
    const content = contents.get(path);
    if (content && selection.has(path)) attempt(path, () => write(path, content, modified));
  }
  return failed;

  /** Removes a file of the author's, and the folders that it leaves empty. */
  function remove(path: string): void {
    try {
      fs.unlink(`${root}/${path}`);
      for (let folder = parentOf(path); !stay.has(folder); folder = parentOf(folder)) {
        fs.rmdir(`${root}/${folder}`);
      }
    } catch {
      // The author doesn't give it any more, or something else is in the folder.
    }
  }

  function write(path: string, content: Uint8Array, modified: number): void {
    const full = `${root}/${path}`;
    fs.mkdirTree(parentOf(full));
    // The author's file of that name may be one that can't be written.
    if (fs.analyzePath(full).exists) fs.unlink(full);
    fs.writeFile(full, content, { canOwn: true });
    fs.utime(full, modified, modified);
  }

  function attempt(path: string, put: () => void): void {
    try {
      put();
    } catch {
      // The author may now have a file where the app had made a folder, or the other way round.
      failed.push(path);
    }
  }
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}
