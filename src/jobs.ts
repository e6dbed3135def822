import { needsOf } from './kernel/packages/app-needs.js';
import type { Kernel } from './kernel/kernel.js';
import type { AppDefinition, HostEvent, JobMessage, Output } from './kernel/protocol.js';
import { asWebDashError, type WebDashError } from './errors.js';

/**
 * How many jobs of an app run at once at most, or as many as there are processors besides that of the app, but two.
 * Others wait. Each is a Python of some 100 MB.
 */
const MOST_KERNELS = 4;

/** What the jobs of an app need of it. */
export interface JobsHost {
  /** The app's name in its kernel. */
  readonly app: string;
  /** What the app is made of. */
  readonly definition: AppDefinition;
  /** A new kernel, for jobs of this app alone. */
  readonly kernel: (number: number) => Kernel;
  readonly onoutput: (output: Output) => void;
  readonly onemit: (event: HostEvent) => void;
  /** Told what a job says, or that it has ended without a result. */
  readonly ontell: (job: string, content: Uint8Array | null, error?: string) => void;
}

/**
 * The jobs of an app's background callbacks. Each runs in a kernel beside that of the app, in which the same app
 * has been started. Kernels are started when they are needed, kept for the next job, and ended with the app.
 */
export class Jobs {
  readonly #host: JobsHost;
  readonly #waiting: JobMessage[] = [];
  readonly #workers = new Set<JobWorker>();
  #started = 0;

  constructor(host: JobsHost) {
    this.#host = host;
  }

  /** Does what the app says of a job. */
  receive(message: JobMessage): void {
    if (message.kind === 'start') {
      this.#waiting.push(message);
      this.#next();
    } else if (message.kind === 'end') {
      this.#end(message.job);
    }
  }

  /** Ends all jobs, and their kernels. */
  dispose(): void {
    this.#waiting.length = 0;
    for (const worker of [...this.#workers]) this.#drop(worker);
  }

  #end(job: string): void {
    const index = this.#waiting.findIndex((waiting) => waiting.job === job);
    if (index >= 0) this.#waiting.splice(index, 1);
    for (const worker of [...this.#workers]) if (worker.job === job) this.#drop(worker);
    this.#next();
  }

  #next(): void {
    const [message] = this.#waiting;
    if (!message) return;
    const worker = [...this.#workers].find((each) => each.job === null) ?? this.#newWorker();
    if (!worker) return;
    this.#waiting.shift();
    void this.#run(worker, message);
    this.#next();
  }

  #newWorker(): JobWorker | undefined {
    const most = Math.min(MOST_KERNELS, Math.max(2, navigator.hardwareConcurrency - 1));
    if (this.#workers.size >= most) return undefined;
    const kernel = this.#host.kernel(++this.#started);
    const worker = new JobWorker(kernel, this.#host);
    this.#workers.add(worker);
    kernel.addEventListener('died', () => {
      if (worker.job === null) this.#workers.delete(worker);
    });
    return worker;
  }

  async #run(worker: JobWorker, message: JobMessage): Promise<void> {
    const { job } = message;
    try {
      const content = await worker.run(message);
      this.#host.ontell(job, content);
    } catch (error) {
      // One that was ended by the app is told nobody.
      if (!this.#workers.has(worker)) return;
      this.#drop(worker);
      this.#host.ontell(job, null, sentenceOf(asWebDashError(error)));
    }
    this.#next();
  }

  #drop(worker: JobWorker): void {
    this.#workers.delete(worker);
    worker.end();
  }
}

/** A kernel in which one job runs at a time. */
class JobWorker {
  /** The job that runs; `null` for none. */
  job: string | null = null;
  readonly #kernel: Kernel;
  readonly #host: JobsHost;
  #start: Promise<void> | undefined;
  #isRunning = false;

  constructor(kernel: Kernel, host: JobsHost) {
    this.#kernel = kernel;
    this.#host = host;
    kernel.addEventListener('output', ({ detail }) => {
      // What the app's file says when it runs it has said in its own kernel.
      if (detail.app === host.app && this.#isRunning) host.onoutput(detail);
    });
    kernel.addEventListener('emit', ({ detail }) => {
      if (detail.app === host.app && this.#isRunning) host.onemit(detail);
    });
    kernel.addEventListener('job', ({ detail }) => {
      if (detail.kind === 'update') host.ontell(detail.job, detail.content);
    });
  }

  async run(message: JobMessage): Promise<Uint8Array> {
    this.job = message.job;
    try {
      await (this.#start ??= this.#boot());
      this.#isRunning = true;
      const { app, job, content } = message;
      return await this.#kernel.runJob({ app, job, function: message.function, content });
    } finally {
      this.#isRunning = false;
      this.job = null;
    }
  }

  end(): void {
    this.#kernel.terminate();
  }

  async #boot(): Promise<void> {
    const { app, definition } = this.#host;
    const booted = this.#kernel.boot();
    // So that the kernel takes the app's versions of packages.
    this.#kernel.announce(app, needsOf(definition)).catch(() => undefined);
    await booted;
    // Two kernels never write the same folders that are kept.
    await this.#kernel.start(app, { ...definition, persist: null });
  }
}

function sentenceOf({ message, detail }: WebDashError): string {
  return detail === undefined ? message : `${message}\n${detail}`;
}
