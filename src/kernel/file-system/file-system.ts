import { unzipSync } from 'fflate';

/** What is used of Emscripten's `FS`. */
export interface FileSystem {
  mkdirTree(path: string): void;
  writeFile(path: string, content: Uint8Array, options: { canOwn: boolean }): void;
}

/** Unpacks an archive of the runtime: a zip of stored files in gzip, which the browser unpacks natively. */
export async function gunzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(unpacked).arrayBuffer());
}

/** The files of an archive by path; folders are left out. */
export function unzip(archive: Uint8Array): Map<string, Uint8Array> {
  const files = Object.entries(unzipSync(archive));
  return new Map(files.filter(([path]) => !path.endsWith('/')));
}

/**
 * Writes files below a folder. The file system keeps the arrays themselves (`canOwn`), so nothing is copied;
 * whoever calls must not change them any more.
 */
export function writeFiles(
  fs: FileSystem,
  folder: string,
  files: ReadonlyMap<string, Uint8Array>,
): void {
  const made = new Set<string>();
  for (const [path, content] of files) {
    const full = `${folder}/${path}`;
    const parent = full.slice(0, full.lastIndexOf('/'));
    if (!made.has(parent)) {
      fs.mkdirTree(parent);
      made.add(parent);
    }
    fs.writeFile(full, content, { canOwn: true });
  }
}
