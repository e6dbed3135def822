/** How long a server may take for all of its answer, in milliseconds. */
const PATIENCE = 300_000;

/**
 * Asks a server, and waits for what it answers, which is possible in workers: nothing else happens there meanwhile.
 *
 * @returns With an `ArrayBuffer` as `response`.
 * @throws {Error} which says why the server didn't give it, with the URL
 */
export function requestAtOnce(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): XMLHttpRequest {
  const request = new XMLHttpRequest();
  request.open('GET', url, false);
  request.responseType = 'arraybuffer';
  request.timeout = PATIENCE;
  for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
  try {
    request.send();
  } catch (cause) {
    throw new Error(`${url} can’t be reached.`, { cause });
  }
  if (request.status !== ('Range' in headers ? 206 : 200)) {
    throw new Error(`The server answered ${request.status} for ${url}.`);
  }
  return request;
}
