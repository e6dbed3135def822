/** What lib.dom leaves out, since only workers have it. */
export interface SyncAccessHandle {
  getSize(): number;
  read(bytes: Uint8Array, options: { at: number }): number;
  truncate(size: number): void;
  write(bytes: Uint8Array, options: { at: number }): number;
  flush(): void;
  close(): void;
}
type WorkerFileHandle = FileSystemFileHandle & {
  createSyncAccessHandle(options?: { mode: 'read-only' }): Promise<SyncAccessHandle>;
};

/** A worker that was ended may hold a file for a moment more, in milliseconds. */
const HANDLE_PATIENCE = 5000;

/**
 * The private file system of the page's origin; `undefined` where the browser has none, here (some browsers' private
 * windows, pages without TLS), or not all that is needed of it.
 */
export async function originPrivateRoot(): Promise<FileSystemDirectoryHandle | undefined> {
  const isSupported =
    'locks' in navigator &&
    'FileSystemFileHandle' in globalThis &&
    'createSyncAccessHandle' in FileSystemFileHandle.prototype;
  if (!isSupported) return undefined;
  return navigator.storage.getDirectory().catch(() => undefined);
}

/** A file's content; `null` if there is no such file. */
export async function readPrivateFile(
  folder: FileSystemDirectoryHandle,
  name: string,
): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const handle = await folder.getFileHandle(name);
    return new Uint8Array(await (await handle.getFile()).arrayBuffer());
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return null;
    throw error;
  }
}

/**
 * Opens a file to read it at once; `undefined` while another worker has it for itself: to write it, or, where browsers
 * know no other mode, to read it, too.
 */
export function openForReading(
  handle: FileSystemFileHandle,
): Promise<SyncAccessHandle | undefined> {
  const access = (handle as WorkerFileHandle).createSyncAccessHandle({ mode: 'read-only' });
  return access.catch(() => undefined);
}

/**
 * Writes a file, in the place of what it holds. If the browser goes away meanwhile, it holds a part of that.
 *
 * @param parts What it will hold, one after the other.
 * @throws {DOMException} `QuotaExceededError`; `NoModificationAllowedError`, if another worker writes it.
 */
export async function writePrivateFile(
  folder: FileSystemDirectoryHandle,
  name: string,
  ...parts: readonly Uint8Array[]
): Promise<void> {
  const handle = await folder.getFileHandle(name, { create: true });
  const access = await openForWriting(handle as WorkerFileHandle);
  try {
    access.truncate(0);
    let at = 0;
    for (const part of parts) {
      for (let done = 0; done < part.length;) {
        const written = access.write(part.subarray(done), { at });
        // Where a disk is full, some browsers write less than they should, and say nothing.
        if (written === 0) throw new DOMException('No space is left.', 'QuotaExceededError');
        done += written;
        at += written;
      }
    }
    access.flush();
  } finally {
    access.close();
  }
}

async function openForWriting(handle: WorkerFileHandle): Promise<SyncAccessHandle> {
  const deadline = performance.now() + HANDLE_PATIENCE;
  for (;;) {
    try {
      return await handle.createSyncAccessHandle();
    } catch (error) {
      const isHeld = error instanceof DOMException && error.name === 'NoModificationAllowedError';
      if (!isHeld || performance.now() > deadline) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
