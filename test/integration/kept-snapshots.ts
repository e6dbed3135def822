/** The snapshots that the browser keeps. */

const FOLDER = 'web-dash-snapshots';

/** Long enough for the page to be idle, and for another Python to boot. */
export const PATIENCE = 150_000;

/** All files of the snapshots' folder. */
export async function keptFiles(): Promise<FileSystemFileHandle[]> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(FOLDER, { create: true });
  const files: FileSystemFileHandle[] = [];
  for await (const handle of folder.values()) if (handle.kind === 'file') files.push(handle);
  return files;
}

/** A file of the snapshots' folder, if there is one that is written to its end. */
export async function snapshot(): Promise<FileSystemFileHandle | undefined> {
  for (const handle of await keptFiles()) {
    // In the place of one that is of no use there is a line of text.
    if ((await handle.getFile()).size > 1000) return handle;
  }
  return undefined;
}

export async function forget(): Promise<void> {
  const root = await navigator.storage.getDirectory();
  await root.removeEntry(FOLDER, { recursive: true }).catch(() => undefined);
}

/** Has this page make none: what is to boot from files at fault would boot from a snapshot in their place. */
export function makeNone(): void {
  window.Worker = class extends Worker {
    constructor(script: string | URL, options?: WorkerOptions) {
      if (options?.name === 'web-dash snapshot') throw new Error('This test wants no snapshots.');
      super(script, options);
    }
  };
}

/** Waits until `look` finds something. */
export async function eventually<T>(look: () => Promise<T | undefined>, what: string): Promise<T> {
  const deadline = performance.now() + PATIENCE;
  while (performance.now() < deadline) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`Waited in vain until ${what}`);
}

/** Waits until a snapshot is kept, and nobody is making one. */
export async function made(): Promise<FileSystemFileHandle> {
  const file = await eventually(snapshot, 'a snapshot is made');
  await navigator.locks.request('web-dash snapshot', () => undefined);
  return file;
}
