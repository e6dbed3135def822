import { sha256 } from '@noble/hashes/sha2';

/** The SHA-256 of some bytes in hexadecimal, as the manifest gives it. */
export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  // Pages without TLS (a colleague's machine on the local network) have no `crypto.subtle`.
  const digest =
    'subtle' in crypto
      ? new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
      : sha256(bytes);
  return hex(digest);
}

/** The same, without a promise; it takes some times as long. */
export function sha256HexAtOnce(bytes: Uint8Array): string {
  return hex(sha256(bytes));
}

function hex(digest: Uint8Array): string {
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
