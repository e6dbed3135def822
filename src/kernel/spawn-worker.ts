import { WebDashError } from '../errors.js';

/** A worker whose start can be watched. */
export interface SpawnedWorker {
  readonly worker: Worker;
  /** To be called once the worker's script runs, or once the worker has been given up. */
  readonly release: () => void;
  /** Finds out why the worker's script didn't start, after its `error` event. */
  readonly diagnose: (event: Event) => Promise<WebDashError>;
}

/**
 * Starts a module worker, also one from another origin (through a blob that imports it, as a worker's own
 * script must be of the page's origin).
 *
 * @throws {WebDashError} `worker-forbidden`
 */
export function spawnWorker(url: URL, name: string): SpawnedWorker {
  const sameOrigin = url.origin === location.origin;
  const script = sameOrigin ? url.href : blobImporting(url);
  const violations = watchViolations();
  const release = (): void => {
    violations.stop();
    if (!sameOrigin) URL.revokeObjectURL(script);
  };
  try {
    const worker = new Worker(script, { type: 'module', name });
    const diagnose = async (event: Event): Promise<WebDashError> => {
      const cause = await diagnoseWorker(url, event, violations.seen);
      release();
      return cause;
    };
    return { worker, release, diagnose };
  } catch (cause) {
    release();
    throw forbidden(url, cause);
  }
}

function blobImporting(url: URL): string {
  const code = `import ${JSON.stringify(url.href)};`;
  return URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
}

function watchViolations(): { readonly seen: SecurityPolicyViolationEvent[]; stop(): void } {
  const seen: SecurityPolicyViolationEvent[] = [];
  const listener = (event: SecurityPolicyViolationEvent): void => {
    if (/^(worker|child|script|default)-src/.test(event.effectiveDirective)) seen.push(event);
  };
  document.addEventListener('securitypolicyviolation', listener);
  return {
    seen,
    stop: () => document.removeEventListener('securitypolicyviolation', listener),
  };
}

/** The browser says only "error", for good reasons of privacy; the rest must be found out. */
async function diagnoseWorker(
  url: URL,
  event: Event,
  violations: readonly SecurityPolicyViolationEvent[],
): Promise<WebDashError> {
  const cause: unknown = event instanceof ErrorEvent ? (event.error ?? event.message) : undefined;
  const detail = url.href;
  let response: Response | undefined;
  try {
    response = await fetch(url, { method: 'HEAD' });
  } catch (error) {
    // Violations are reported in tasks of their own, so they are looked at after the request.
    if (violations.length > 0) return forbidden(url, cause);
    const message = 'The worker’s script could not be loaded.';
    return new WebDashError('runtime-not-found', message, { detail, cause: error });
  }
  if (violations.length > 0) return forbidden(url, cause);
  if (!response.ok) {
    const message = `The worker’s script could not be loaded (status ${response.status}).`;
    return new WebDashError('runtime-not-found', message, { detail });
  }
  if (event instanceof ErrorEvent && event.message) {
    const message = `The worker’s script failed: ${event.message}`;
    return new WebDashError('kernel-died', message, { detail, cause });
  }
  return forbidden(url, cause);
}

function forbidden(url: URL, cause: unknown): WebDashError {
  // Browsers differ in whether what a worker imports is a matter of worker-src or of script-src.
  const sources = url.origin === location.origin ? url.origin : `blob: and ${url.origin}`;
  const message = `The browser refused to start the worker that runs Python. If the page has a Content-Security-Policy, it must allow ${sources} in worker-src and in script-src.`;
  return new WebDashError('worker-forbidden', message, { detail: url.href, cause });
}
