/** Puts another function in the place of a method for a while. */

type Method = (...args: never[]) => unknown;

/**
 * Replaces a method.
 *
 * @param make Makes the new function; it is given the original, bound to its owner.
 * @returns What puts the original back.
 */
export function replace<T extends object, K extends keyof T>(
  owner: T,
  name: K,
  make: (original: T[K]) => T[K],
): { restore(): void } {
  const original = owner[name];
  owner[name] = make((original as Method).bind(owner) as T[K]);
  return {
    restore: () => {
      owner[name] = original;
    },
  };
}
