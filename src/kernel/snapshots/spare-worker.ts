import { inTime } from '../../in-time.js';
import { Calls, type CallsListener } from '../calls.js';
import type { FromKernel, KernelCalls } from '../protocol.js';
import { spawnWorker } from '../spawn-worker.js';

/** When a kernel is taken to be idle, in milliseconds. */
const IDLE = {
  /** Once it has had no call for so long. */
  quiet: 5000,
  /** After so long all the same: an app may ask for something each second. */
  patience: 60_000,
  /** How often that is looked at. */
  interval: 500,
};

type Args = KernelCalls['makeSnapshot']['args'];

/** How long a snapshot may take to be made, in milliseconds. */
const PATIENCE = 180_000;

/**
 * Resolves once a kernel has nothing to do, or never seems to.
 *
 * @param calls Those to the kernel.
 */
export async function idle(
  calls: Pick<Calls, 'count' | 'computing'>,
  { quiet, patience, interval } = IDLE,
): Promise<void> {
  const begin = performance.now();
  let [count, since] = [calls.count, begin];
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, interval));
    const now = performance.now();
    if (calls.computing || calls.count !== count) [count, since] = [calls.count, now];
    if (now - since >= quiet || now - begin >= patience) return;
  }
}

/** Has a worker of its own make the snapshot of a kernel's Python. What it fails for is told in the console. */
export async function makeSnapshotApart(workerURL: URL, args: Args): Promise<void> {
  try {
    const { worker, release } = spawnWorker(workerURL, 'web-dash snapshot');
    const limit = (): Error => new Error('It took too long.');
    await inTime(make(worker, args), PATIENCE, limit).finally(() => {
      worker.terminate();
      release();
    });
  } catch (error) {
    console.info('web-dash: no snapshot of Python could be made for the next visit.', error);
  }
}

function make(worker: Worker, args: Args): Promise<unknown> {
  const nobody: CallsListener = {
    output: () => undefined,
    emit: () => undefined,
    job: () => undefined,
    filechange: () => undefined,
    stale: () => undefined,
    preload: () => undefined,
    persisterror: () => undefined,
    fatal: () => undefined,
  };
  const calls = new Calls(worker, nobody);
  worker.onmessage = ({ data }: MessageEvent<FromKernel>) => calls.receive(data);
  const failure = new Promise<never>((_, reject) => {
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(event.message));
    };
  });
  return Promise.race([calls.call('makeSnapshot', args), failure]);
}
