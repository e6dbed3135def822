import type { EmscriptenFS } from './emscripten-fs.js';
import { ERRNO } from './errno.js';
import { RangeReader } from './range-reader.js';
import type { LazyFile } from './protocol.js';

/**
 * Makes a file whose bytes are fetched when Python reads them. It can be read only.
 *
 * Emscripten's own `createLazyFile` asks for the size when that is first needed, keeps all it has ever read,
 * and takes an error of the network for the end of the process.
 *
 * @param path absolute; its folder is there
 * @param warn told why a read failed: Python's `OSError` has room for a number only
 */
export function createLazyFile(
  fs: EmscriptenFS,
  path: string,
  file: LazyFile,
  warn: (text: string) => void,
): void {
  fs.writeFile(path, new Uint8Array());
  const { node } = fs.lookupPath(path);
  const reader = new RangeReader(file);
  const refuse = (errno: number) => (): never => {
    throw new fs.ErrnoError(errno);
  };
  const { setattr } = node.node_ops;
  node.usedBytes = file.size;
  node.node_ops = {
    ...node.node_ops,
    setattr: (target, attributes) => {
      if (attributes.size !== undefined) throw new fs.ErrnoError(ERRNO.EROFS);
      setattr(target, attributes);
    },
  };
  node.stream_ops = {
    ...node.stream_ops,
    read: (_stream, buffer, offset, length, position) => {
      try {
        return reader.read(buffer, offset, length, position);
      } catch (error) {
        warn(`${file.path} could not be read: ${(error as Error).message}`);
        throw new fs.ErrnoError(ERRNO.EIO);
      }
    },
    write: refuse(ERRNO.EROFS),
    msync: refuse(ERRNO.EROFS),
    mmap: refuse(ERRNO.ENODEV),
  };
}
