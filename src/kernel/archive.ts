import { unzipSync } from 'fflate';
import type { PyodideAPI } from 'pyodide';

type FS = PyodideAPI['FS'];

/** The files of an archive, by path. */
export type Archive = Readonly<Record<string, Uint8Array>>;

/** Reads a zip file. */
export function readArchive(zip: Uint8Array): Archive {
  return unzipSync(zip);
}

/**
 * Writes an archive's files below a folder. The file system takes the bytes as they are: writing two
 * thousand files takes a fifth of what Pyodide's `unpackArchive` needs, which does it in Python.
 */
export function writeArchive(fs: FS, archive: Archive, folder: string): void {
  const made = new Set<string>();
  for (const [path, content] of Object.entries(archive)) {
    if (path.endsWith('/')) continue;
    const parent = path.slice(0, path.lastIndexOf('/') + 1);
    if (!made.has(parent)) {
      fs.mkdirTree(folder + parent);
      made.add(parent);
    }
    fs.writeFile(folder + path, content, { canOwn: true });
  }
}
