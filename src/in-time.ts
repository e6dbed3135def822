/**
 * What a promise gives, unless that takes too long.
 *
 * @param limit in milliseconds
 * @param expired makes what is thrown then
 */
export async function inTime<T>(
  promise: Promise<T>,
  limit: number,
  expired: () => Error,
): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(expired()), limit);
  });
  return Promise.race([promise, timeout]).finally(() => clearTimeout(timer));
}
