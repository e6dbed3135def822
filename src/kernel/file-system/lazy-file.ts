import type { EmscriptenFS } from './emscripten-fs.js';
import { ERRNO } from './errno.js';
import { RangeReader } from './range-reader.js';
import type { LazyFile } from '../protocol.js';

/** Of the flags of an open file: which bits say how it may be accessed, and what they are where it is read. */
const ACCESS_MODE = 3;
const READ_ONLY = 0;

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
    // At once, as what Python would write later is lost if the file is never closed.
    open: ({ flags }) => {
      if ((flags & ACCESS_MODE) !== READ_ONLY) throw new fs.ErrnoError(ERRNO.EROFS);
    },
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
