/** A worker that keeps snapshots, for `snapshots.test.ts`: browsers let only workers write so. */
/** What there is to be done with the snapshot of an app, or, without code, with that of the runtime. */
export interface Task {
  readonly code?: string;
  readonly isLocked?: boolean;
  /** Of the page. */
  readonly query?: string;
  /** What the app requires. */
  readonly requirement?: string;
  /** Where its packages come from. */
  readonly indexURL?: string;
  /** What the runtime's files are. */
  readonly runtime?: string;
  /** What is kept as the snapshot, if anything is. */
  readonly keep?: string;
  /** How much later it is, in hours. */
  readonly later?: number;
  readonly savesData?: boolean;
  /** What the device has, in GiB, where the browser tells. */
  readonly memory?: number;
  /** What the browser calls itself. */
  readonly userAgent?: string;
  /** Whether what is found is left open. */
  readonly holds?: boolean;
  /** Whether the browser has no private files. */
  readonly isPrivate?: boolean;
}

/** What is there then. */
export interface Done {
  readonly found: string | undefined;
  readonly isLacking: boolean;
}

const { userAgent } = navigator;
const now = Date.now;
const getDirectory = navigator.storage.getDirectory.bind(navigator.storage);

self.onmessage = async ({ data }: MessageEvent<Task>) => {
  const { code, isLocked = false, query = '', requirement = 'tabulate', keep, later = 0 } = data;
  const { indexURL = null, runtime = 'runtime' } = data;
  const { savesData = false, isPrivate = false, holds = false } = data;
  navigator.storage.getDirectory = isPrivate
    ? () => Promise.reject(new DOMException('None.', 'SecurityError'))
    : getDirectory;
  Date.now = () => now() + later * 60 * 60 * 1000;
  for (const [name, value] of Object.entries({
    connection: { saveData: savesData },
    deviceMemory: data.memory,
    userAgent: data.userAgent ?? userAgent,
  })) {
    Object.defineProperty(navigator, name, { value, configurable: true });
  }
  const { Snapshots } = await import('../../src/kernel/snapshots/snapshots.js');
  const base = `${location.origin}/page${query}`;
  const snapshots = await Snapshots.open(
    { identity: runtime },
    code === undefined
      ? undefined
      : {
          needs: {
            code,
            filename: 'app.py',
            requirements: [{ text: requirement, base }],
            lock: isLocked ? { text: '{}', base } : null,
            files: [{ path: 'own.py', content: new Uint8Array(3) }],
            paths: ['own.py'],
          },
          location: {
            runtimeURL: '/',
            pyodideURL: '/',
            pyodideVersion: null,
            packagesURL: '/',
            indexURL,
          },
        },
  );
  if (keep !== undefined) await snapshots.keep(new TextEncoder().encode(keep));
  const kept = await snapshots.find();
  let found: string | undefined;
  if (kept) {
    const bytes = new Uint8Array(kept.size);
    await kept.read(0, bytes);
    if (!holds) kept.close();
    found = new TextDecoder().decode(bytes);
  }
  self.postMessage({ found, isLacking: snapshots.isLacking } satisfies Done);
};
