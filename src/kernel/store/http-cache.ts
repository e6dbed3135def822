/** A file as the browser's HTTP cache has it. */
export interface CachedFile {
  readonly response: Response;
  /** Whether it is the one that is wanted. Never rejected. */
  readonly isIntact: Promise<boolean>;
}

/**
 * What the browser's HTTP cache has of an address. No server is asked, which is possible only for addresses of the
 * page's own origin.
 */
export async function cachedResponse(url: string): Promise<Response | undefined> {
  if (new URL(url).origin !== location.origin) return undefined;
  const request = fetch(url, { cache: 'only-if-cached', mode: 'same-origin' });
  // That nothing is there is an error of the network.
  const response = await request.catch(() => undefined);
  return response?.ok ? response : undefined;
}

/**
 * By what a server tells one version of a file from others: its `ETag` (RFC 9110, 8.8), and whatever else says so. It
 * is the server's word, not a digest: to be believed of the page's own origin only. Empty if there is no `ETag`: a date
 * alone is often that of a build, or of none.
 */
export function versionOf({ headers }: Response): string {
  const [etag, ...others] = ['ETag', 'Last-Modified', 'Content-Length'].map((name) =>
    headers.get(name),
  );
  return etag ? JSON.stringify([etag, ...others]) : '';
}
