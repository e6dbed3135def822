import { nativeAccessor } from './descriptors.js';

const NAMES = ['target', 'srcElement', 'relatedTarget'] as const;

/**
 * Lets an event of the app have its targets when it is over too, for handlers that go on after they have waited.
 * On a page they stay; of an event inside a shadow tree the browser forgets them, or names the host instead.
 * A listener of the shadow root.
 */
export function keepTargets(event: Event): void {
  const prototype = Object.getPrototypeOf(event) as object;
  for (const name of NAMES) {
    if (!(name in prototype)) continue;
    const { get } = nativeAccessor(prototype, name);
    const kept = get.call(event);
    Object.defineProperty(event, name, {
      configurable: true,
      enumerable: true,
      // While it is under way, the page sees the host.
      get: () => (event.eventPhase === Event.prototype.NONE ? kept : get.call(event)),
    });
  }
}
