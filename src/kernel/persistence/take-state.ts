import type { EmscriptenFS, FSNode } from '../file-system/emscripten-fs.js';
import type { NewFile } from './contents.js';
import type { FolderSelection } from './folder-selection.js';
import type { State } from './vault.js';

/** What is known of an app's folders, besides what lies in them. */
export interface Known {
  readonly selection: FolderSelection;
  /** Files of which some version is saved. */
  readonly saved: ReadonlySet<string>;
  /** Files that have been changed since. */
  readonly unsaved: ReadonlySet<string>;
  /** The author's files, also those that the app has removed. */
  readonly given: ReadonlySet<string>;
}

/**
 * The state of an app's folders at this moment, with copies of what isn't saved yet. As it is taken at one
 * stroke, files that belong together (a database and its journal) are of the same moment.
 *
 * @param folder absolute path of the app's folder
 */
export function takeState(
  fs: EmscriptenFS,
  folder: string,
  { selection, saved, unsaved, given }: Known,
): State {
  const present = new Set<string>();
  const files = new Map<string, NewFile | null>();
  const folders: string[] = [];
  // What other folders held stays, should the author name them again.
  for (const path of saved) if (!selection.has(path)) files.set(path, null);
  for (const [path, node] of nodesBelow(fs, fs.lookupPath(folder).node, '')) {
    if (!selection.has(path)) continue;
    if (fs.isDir(node.mode)) folders.push(path);
    if (!fs.isFile(node.mode)) continue;
    present.add(path);
    if (unsaved.has(path)) files.set(path, read(fs, `${folder}/${path}`));
    else if (saved.has(path)) files.set(path, null);
  }
  const removed = [...given].filter((path) => !present.has(path));
  return { files, folders, removed };
}

function read(fs: EmscriptenFS, path: string): NewFile {
  return { bytes: fs.readFile(path), modified: fs.stat(path).mtime.getTime() };
}

function* nodesBelow(fs: EmscriptenFS, parent: FSNode, path: string): Generator<[string, FSNode]> {
  for (const node of Object.values(parent.contents as Readonly<Record<string, FSNode>>)) {
    const name = path === '' ? node.name : `${path}/${node.name}`;
    yield [name, node];
    if (fs.isDir(node.mode)) yield* nodesBelow(fs, node, name);
  }
}
