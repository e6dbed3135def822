import { md5, sha1 } from '@noble/hashes/legacy';
import { pbkdf2 } from '@noble/hashes/pbkdf2';
import { scrypt } from '@noble/hashes/scrypt';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2';

const HASHES = { md5, sha1, sha224, sha256, sha384, sha512 } as const;

/**
 * What Python's `hashlib` takes from OpenSSL, which Pyodide does without, for
 * `python/src/webdash/kernel/pyodide_key_derivation.py`. Lengths are in bytes; wrong arguments are Python's business.
 */
export const KEY_DERIVATION = {
  /** The names of the hashes that `pbkdf2` knows. */
  hashes: Object.keys(HASHES),

  pbkdf2(
    hash: keyof typeof HASHES,
    password: Uint8Array,
    salt: Uint8Array,
    iterations: number,
    length: number,
  ): Uint8Array {
    return pbkdf2(HASHES[hash], password, salt, { c: iterations, dkLen: length });
  },

  scrypt(
    password: Uint8Array,
    salt: Uint8Array,
    n: number,
    r: number,
    p: number,
    length: number,
  ): Uint8Array {
    // Python has compared it with the caller's limit.
    return scrypt(password, salt, { N: n, r, p, dkLen: length, maxmem: Number.MAX_SAFE_INTEGER });
  },
};
