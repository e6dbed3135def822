import { Calls, type CallsListener } from '../calls.js';
import type { FromKernel, RuntimeLocation } from '../protocol.js';
import { spawnWorker } from '../spawn-worker.js';

/** How long a kernel is to have had no call before its page is taken to be idle, in milliseconds. */
const QUIET = 5000;

/** After how long a snapshot is made all the same: an app may ask for something each second. */
const PATIENCE = 60_000;

/** How often that is looked at. */
const INTERVAL = 500;

/**
 * Resolves once a kernel has nothing to do, or never seems to.
 *
 * @param calls Those to the kernel.
 */
export async function idle(calls: Pick<Calls, 'count' | 'computing'>): Promise<void> {
  const begin = performance.now();
  let [count, since] = [calls.count, begin];
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, INTERVAL));
    const now = performance.now();
    if (calls.computing || calls.count !== count) [count, since] = [calls.count, now];
    if (now - since >= QUIET || now - begin >= PATIENCE) return;
  }
}

/** Has a worker of its own make the snapshot of a kernel's Python. What it writes or fails for is told in the console. */
export async function makeSnapshotApart(workerURL: URL, location: RuntimeLocation): Promise<void> {
  const { worker, release } = spawnWorker(workerURL, 'web-dash snapshot');
  const nobody: CallsListener = {
    output: () => undefined,
    emit: () => undefined,
    job: () => undefined,
    filechange: () => undefined,
    stale: () => undefined,
    persisterror: () => undefined,
    fatal: () => undefined,
  };
  const calls = new Calls(worker, nobody);
  const failure = new Promise<never>((_, reject) => {
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(event.message));
    };
  });
  worker.onmessage = ({ data }: MessageEvent<FromKernel>) => calls.receive(data);
  try {
    await Promise.race([calls.call('makeSnapshot', location), failure]);
  } catch (error) {
    console.info('web-dash: no snapshot of Python could be made for the next visit.', error);
  } finally {
    worker.terminate();
    release();
  }
}
