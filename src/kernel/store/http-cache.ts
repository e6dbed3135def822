/**
 * What the browser's HTTP cache has of an address. No server is asked, which is possible only for addresses of the
 * page's own origin.
 */
export async function cachedResponse(url: string): Promise<Response | undefined> {
  if (new URL(url).origin !== location.origin) return undefined;
  const response = await fetch(url, { cache: 'only-if-cached', mode: 'same-origin' });
  return response.ok ? response : undefined;
}
