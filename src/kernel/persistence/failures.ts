import { WebDashError } from '../../errors.js';
import { ConflictError } from './vault.js';

/** Says what it means to the reader that an app's folders could not be saved. */
export async function describeFailure(error: unknown): Promise<WebDashError> {
  if (error instanceof ConflictError) {
    const message =
      'The app was opened elsewhere too, and its files were saved there: what changes here is not kept.';
    return new WebDashError('persist-conflict', message, { cause: error });
  }
  if (error instanceof DOMException && error.name === 'QuotaExceededError') {
    const message = `The app’s files could not be saved: ${await describeQuota()}.`;
    return new WebDashError('persist-full', message, { cause: error });
  }
  return unkept('The app’s files could not be saved', error);
}

/** Says that an app's folders can't be kept at all. */
export function unkept(what: string, cause: unknown): WebDashError {
  const message = cause instanceof Error ? cause.message : String(cause);
  return new WebDashError('persist-failed', `${what}: ${message}`, { cause });
}

async function describeQuota(): Promise<string> {
  // Pages without TLS aren't told.
  const { usage, quota } = isSecureContext
    ? await navigator.storage.estimate().catch((): StorageEstimate => ({}))
    : {};
  if (usage === undefined || quota === undefined) return 'the browser’s storage is full';
  return `${megabytes(usage)} of the ${megabytes(quota)} that the browser gives this site are used`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
