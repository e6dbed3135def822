import { unzipSync } from 'fflate';

/** What is used of Emscripten's `FS`. */
export interface FileSystem {
  mkdirTree(path: string): void;
  writeFile(path: string, content: Uint8Array, options: { canOwn: boolean }): void;
}

/**
 * What an archive is once unpacked from gzip, where it was packed. The runtime's archives are stored zip files
 * in gzip: smaller than zip files of compressed entries, and many times faster to unpack, as the browser's own
 * gzip does it.
 */
export async function gunzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
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
