/** How long the browser may take to take hold of a blob, in milliseconds. */
const BLOB_LIFETIME = 60_000;

/** Saves a response as a file, under the name that it itself, its link or its address gives. */
export async function saveResponse(response: Response, linkName = ''): Promise<void> {
  const link = document.createElement('a');
  link.href = shortLivedURL(await response.blob());
  link.download = givenName(response) ?? (linkName === '' ? lastPart(response.url) : linkName);
  link.click();
}

/** Shows a blob in a tab of its own. */
export function openBlob(blob: Blob): void {
  window.open(shortLivedURL(blob));
}

/** Whether a response asks to be saved instead of shown. */
export function isAttachment(response: Response): boolean {
  return /^\s*attachment/i.test(response.headers.get('content-disposition') ?? '');
}

/** The file name in a `Content-Disposition` (RFC 6266), if there is one. */
function givenName(response: Response): string | undefined {
  const disposition = response.headers.get('content-disposition') ?? '';
  const extended = /filename\*\s*=\s*UTF-8''([^;]+)/i.exec(disposition)?.[1];
  const decoded = extended && decode(extended.trim());
  if (decoded) return decoded;
  const [, quoted, plain] =
    /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]+))/i.exec(disposition) ?? [];
  return quoted?.replace(/\\(.)/g, '$1') ?? plain?.trim();
}

function lastPart(address: string): string {
  return new URL(address).pathname.split('/').at(-1) ?? '';
}

/** Nothing for what is no text in UTF-8. */
function decode(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}

function shortLivedURL(blob: Blob): string {
  const url = URL.createObjectURL(blob);
  setTimeout(() => URL.revokeObjectURL(url), BLOB_LIFETIME);
  return url;
}
