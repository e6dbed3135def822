import type { Realm } from '../http/fetch.js';
import type { Disposables } from '../disposable.js';

/** The members of each shared class's prototype, as they were when the first app came. */
const originals = new Map<object, PropertyDescriptorMap>();

/**
 * Takes back, when the app goes, what its scripts have put on the prototypes of classes that its realm
 * shares with the page. (The polyfills of Dash do so with `StyleSheetList`, `MediaList` and `CSSRuleList`.)
 */
export function restoreWithApp(
  classes: readonly { readonly prototype?: unknown }[],
  realm: Realm,
  disposables: Disposables,
): void {
  const prototypes = classes
    .map(({ prototype }) => prototype)
    .filter((prototype) => typeof prototype === 'object' && prototype !== null);
  for (const prototype of prototypes) {
    if (!originals.has(prototype)) {
      originals.set(prototype, Object.getOwnPropertyDescriptors(prototype));
    }
  }
  const { Function: RealmFunction } = realm;
  const isOfApp = ({ value, get, set }: PropertyDescriptor): boolean =>
    [value, get, set].some((part) => part instanceof RealmFunction);
  disposables.add(() => {
    for (const prototype of prototypes) {
      const original = originals.get(prototype);
      for (const key of Reflect.ownKeys(prototype)) {
        const present = Object.getOwnPropertyDescriptor(prototype, key);
        if (!present?.configurable || !isOfApp(present)) continue;
        const before = original?.[key as string];
        if (before) Object.defineProperty(prototype, key, before);
        else Reflect.deleteProperty(prototype, key);
      }
    }
  });
}
