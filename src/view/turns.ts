import { deferred } from '../deferred.js';

/** So long a page that takes its turn keeps others waiting, at most, in milliseconds. */
const HEAD_START = 300;

let last = Promise.resolve();

/**
 * Waits until pages of other apps that were opened before have begun. All share the page's thread: one after another,
 * the first is there early, and none is later than if all began at once.
 *
 * @returns ends the turn, for the next page to begin
 */
export async function takeTurn(): Promise<() => void> {
  const before = last;
  const { promise, resolve } = deferred();
  last = promise;
  await before;
  setTimeout(resolve, HEAD_START);
  return resolve;
}
