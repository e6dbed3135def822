/** A file as the browser's HTTP cache has it. */
export interface CachedFile {
  readonly response: Response;
  /** Whether it is the one that is wanted. */
  readonly isIntact: Promise<boolean>;
}

/**
 * What the browser's HTTP cache has of an address. No server is asked, which is possible only for addresses of the
 * page's own origin.
 */
export async function cachedResponse(url: string): Promise<Response | undefined> {
  if (new URL(url).origin !== location.origin) return undefined;
  const response = await fetch(url, { cache: 'only-if-cached', mode: 'same-origin' });
  return response.ok ? response : undefined;
}

/**
 * By what a server tells one version of a file from others (RFC 9110, 8.8), of all the headers of a response that say
 * so. Empty if it doesn't: other origins needn't let them be read.
 */
export function versionOf({ headers }: Response): string {
  const validators = ['ETag', 'Last-Modified'].map((name) => headers.get(name));
  if (validators.every((value) => value === null)) return '';
  return JSON.stringify([...validators, headers.get('Content-Length')]);
}
