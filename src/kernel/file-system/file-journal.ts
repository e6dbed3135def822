import type { Dispose } from '../../disposable.js';
import type { EmscriptenFS, FSNode } from './emscripten-fs.js';
import type { FileChange } from '../protocol.js';

/** Told what has changed in a folder; paths are relative to it. */
export type FileChangeListener = (changes: readonly FileChange[]) => void;

/**
 * Notices what changes in folders of Python's memory file system, whoever changes it: Python's `open`, C code
 * such as SQLite's, a memory map, or the page.
 *
 * The operations on MEMFS nodes are watched, the one place that all of them come down to. That costs a few
 * steps per write, nothing where nothing is written, and misses nothing, as comparing times would: two writes
 * may fall into the same millisecond.
 *
 * Changes are told together in a task of their own, so after Python has come to rest. A file that came and
 * went meanwhile isn't told of.
 */
export class FileJournal {
  readonly #fs: EmscriptenFS;
  readonly #watches = new Map<FSNode, Watch>();
  #scheduled = false;

  constructor(fs: EmscriptenFS) {
    this.#fs = fs;
    this.#install();
  }

  /**
   * Tells of changes below a folder from now on.
   *
   * @param folder absolute path of a folder, which is there
   */
  watch(folder: string, listener: FileChangeListener): Dispose {
    const { node } = this.#fs.lookupPath(folder);
    const watch = this.#watches.get(node) ?? new Watch(this.#fs, node);
    this.#watches.set(node, watch);
    watch.listeners.add(listener);
    return () => {
      watch.listeners.delete(listener);
      if (watch.listeners.size === 0) this.#watches.delete(node);
    };
  }

  /** Tells at once of what has changed. */
  flush(): void {
    for (const watch of [...this.#watches.values()]) {
      const changes = watch.take();
      if (changes.length === 0) continue;
      for (const listener of [...watch.listeners]) listener(changes);
    }
  }

  #install(): void {
    const { dir, file } = this.#fs.filesystems.MEMFS.ops_table;
    const folders = dir.node;
    const { mknod, symlink, unlink, rmdir, rename } = folders;
    folders.mknod = (parent, name, mode, device) => {
      const node = mknod(parent, name, mode, device);
      this.#of(parent)?.touch(parent, name, null);
      return node;
    };
    folders.symlink = (parent, name, target) => {
      const node = symlink(parent, name, target);
      this.#of(parent)?.touch(parent, name, null);
      return node;
    };
    const remove =
      (original: (parent: FSNode, name: string) => void) => (parent: FSNode, name: string) => {
        const before = this.#child(parent, name);
        original(parent, name);
        this.#of(parent)?.touch(parent, name, before);
      };
    folders.unlink = remove(unlink);
    folders.rmdir = remove(rmdir);
    folders.rename = (node, folder, name) => {
      const [from, to] = [this.#of(node.parent), this.#of(folder)];
      const [parent, oldName, replaced] = [node.parent, node.name, this.#child(folder, name)];
      rename(node, folder, name);
      from?.touchAll(node, from.pathOf(parent, oldName), true);
      to?.touch(folder, name, replaced);
      to?.touchAll(node, to.pathOf(folder, name), false);
    };
    const { setattr } = file.node;
    file.node.setattr = (node, attributes) => {
      setattr(node, attributes);
      if (attributes.size !== undefined) this.#of(node)?.write(node);
    };
    const { write, msync, allocate } = file.stream;
    file.stream.write = (stream, ...rest) => {
      const written = write(stream, ...rest);
      this.#of(stream.node)?.write(stream.node);
      return written;
    };
    file.stream.msync = (stream, ...rest) => {
      const result = msync(stream, ...rest);
      this.#of(stream.node)?.write(stream.node);
      return result;
    };
    if (allocate) {
      file.stream.allocate = (stream, ...rest) => {
        allocate(stream, ...rest);
        this.#of(stream.node)?.write(stream.node);
      };
    }
  }

  /** The watch of the folder that a node is in; what has been called for something that has now changed. */
  #of(node: FSNode): Watch | undefined {
    if (this.#watches.size === 0) return undefined;
    for (let folder = node; ; folder = folder.parent) {
      const watch = this.#watches.get(folder);
      if (watch) {
        this.#schedule();
        return watch;
      }
      if (folder.parent === folder) return undefined;
    }
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setTimeout(() => {
      this.#scheduled = false;
      this.flush();
    });
  }

  #child(parent: FSNode, name: string): FSNode | null {
    try {
      return this.#fs.lookupNode(parent, name);
    } catch {
      return null;
    }
  }
}

type Kind = FileChange['kind'];

/** What has happened in one folder since it was last told. */
class Watch {
  readonly listeners = new Set<FileChangeListener>();
  readonly #fs: EmscriptenFS;
  readonly #root: FSNode;
  /** What was at each path that has come, gone or been replaced; `null` for nothing. */
  readonly #before = new Map<string, Kind | null>();
  /** The files that were written; their paths are looked up at the end, as they may be renamed. */
  readonly #written = new Set<FSNode>();

  constructor(fs: EmscriptenFS, root: FSNode) {
    this.#fs = fs;
    this.#root = root;
  }

  touch(parent: FSNode, name: string, before: FSNode | null): void {
    this.#touch(this.pathOf(parent, name), before && this.#kind(before));
  }

  /** Touches a node that has moved, with all that is in it; `path` is where it was, or where it is. */
  touchAll(node: FSNode, path: string, wasThere: boolean): void {
    this.#touch(path, wasThere ? this.#kind(node) : null);
    for (const child of this.#children(node)) {
      this.touchAll(child, `${path}/${child.name}`, wasThere);
    }
  }

  write(node: FSNode): void {
    this.#written.add(node);
  }

  /** The path below the folder. */
  pathOf(parent: FSNode, name: string): string {
    let path = name;
    for (let node = parent; node !== this.#root && node.parent !== node; node = node.parent) {
      path = `${node.name}/${path}`;
    }
    return path;
  }

  /** What has changed in all since the last call. */
  take(): FileChange[] {
    for (const node of this.#written) {
      const path = this.pathOf(node.parent, node.name);
      // A node that was deleted, or replaced, keeps its name.
      if (this.#find(path) === node) this.#touch(path, 'file');
    }
    const changes: FileChange[] = [];
    for (const [path, before] of this.#before) {
      const node = this.#find(path);
      if (node) {
        changes.push({ type: before ? 'modified' : 'appeared', kind: this.#kind(node), path });
      } else if (before) changes.push({ type: 'disappeared', kind: before, path });
    }
    this.#before.clear();
    this.#written.clear();
    return changes;
  }

  #touch(path: string, before: Kind | null): void {
    if (!this.#before.has(path)) this.#before.set(path, before);
  }

  #find(path: string): FSNode | undefined {
    let node = this.#root;
    try {
      for (const name of path.split('/')) node = this.#fs.lookupNode(node, name);
    } catch {
      return undefined;
    }
    return node;
  }

  #kind(node: FSNode): Kind {
    return this.#fs.isDir(node.mode) ? 'directory' : 'file';
  }

  #children(node: FSNode): FSNode[] {
    return this.#fs.isDir(node.mode) ? Object.values(node.contents as Record<string, FSNode>) : [];
  }
}
