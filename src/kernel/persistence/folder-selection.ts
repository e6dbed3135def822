import { folderOf } from '../file-system/app-path.js';

/** The folders of an app that its `persist` attribute names, and what of them is kept. */
export class FolderSelection {
  /** Paths below the app's folder; the empty one is that folder itself. */
  readonly folders: readonly string[];
  readonly #main: string;

  /**
   * @param persist folders relative to the app's, separated by white space; none are that folder itself
   * @param main path of the app's main file, which is always the author's
   * @throws {WebDashError} `source-invalid`, if one is not below the app's folder
   */
  constructor(persist: string, main: string) {
    const names = persist.split(/\s+/).filter(Boolean);
    this.folders = names.length > 0 ? names.map((name) => folderOf('persist', name)) : [''];
    this.#main = main;
  }

  /** Whether a file or folder is one that is kept. Python's caches of compiled modules aren't. */
  has(path: string): boolean {
    if (path === this.#main || path.split('/').includes('__pycache__')) return false;
    return this.folders.some(
      (folder) => folder === '' || path === folder || path.startsWith(`${folder}/`),
    );
  }
}
