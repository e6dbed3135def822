import type { EmscriptenFS } from './emscripten-fs.js';
import { ERRNO } from './errno.js';

/**
 * Has what finds no memory for a file's content fail as on a full disk, by an `OSError` (`ENOSPC`) to Python.
 *
 * Emscripten lets the engine's `RangeError` out, which Pyodide takes for the end of the process.
 */
export function failWhenFull(fs: EmscriptenFS): void {
  const { node, stream } = fs.filesystems.MEMFS.ops_table.file;
  const limited =
    <Args extends unknown[], T>(operation: (...args: Args) => T) =>
    (...args: Args): T => {
      try {
        return operation(...args);
      } catch (error) {
        throw error instanceof RangeError ? new fs.ErrnoError(ERRNO.ENOSPC) : error;
      }
    };
  node.setattr = limited(node.setattr);
  stream.write = limited(stream.write);
  if (stream.allocate) stream.allocate = limited(stream.allocate);
}
