import type { Realm } from '../http/fetch.js';
import type { Disposables } from '../disposable.js';
import { idlePeriod } from '../idle-period.js';

/** Constructors that stay the realm's own: what is made of them belongs to it. */
const REALM_CLASSES = new Set(['Document', 'HTMLDocument', 'XMLDocument']);

let names: readonly string[] | undefined;
let members: Map<object, PropertyDescriptorMap> | undefined;

/** Looks at the page's classes, which takes long, when the page has nothing more urgent to do. */
export async function prepareClasses(): Promise<void> {
  await idlePeriod();
  sharedNames();
  await idlePeriod();
  originalMembers();
}

/** The names of the page's classes whose instances apps meet: nodes, events, observers, styles. */
function sharedNames(): readonly string[] {
  return (names ??= domClasses());
}

/** The members of each class's prototype, as they were when the first app came. */
function originalMembers(): ReadonlyMap<object, PropertyDescriptorMap> {
  if (members) return members;
  members = new Map();
  for (const name of sharedNames()) {
    const { prototype } = classOf(name);
    if (typeof prototype !== 'object' || prototype === null) continue;
    members.set(prototype, Object.getOwnPropertyDescriptors(prototype));
  }
  return members;
}

/**
 * Gives a realm the page's classes. When the app goes, what its scripts have put on the prototypes is taken back. (The
 * polyfills of Dash do so with `StyleSheetList`, `MediaList` and `CSSRuleList`.)
 */
export function shareClasses(realm: Realm, disposables: Disposables): void {
  const originals = originalMembers();
  const own = realm as unknown as Record<string, unknown>;
  // The realm's own are writable: to set them takes much less time than to define them anew.
  for (const name of sharedNames()) own[name] = classOf(name);

  const { Function: RealmFunction } = realm;
  const isOfApp = ({ value, get, set }: PropertyDescriptor): boolean =>
    [value, get, set].some((part) => part instanceof RealmFunction);
  disposables.add(() => {
    for (const [prototype, original] of originals) {
      for (const key of Reflect.ownKeys(prototype)) {
        const present = Object.getOwnPropertyDescriptor(prototype, key);
        if (!present?.configurable || !isOfApp(present)) continue;
        const before = original[key as string];
        if (before) Object.defineProperty(prototype, key, before);
        else Reflect.deleteProperty(prototype, key);
      }
    }
  });
}

function classOf(name: string): { readonly prototype: unknown } {
  return (window as unknown as Record<string, { readonly prototype: unknown }>)[name] as never;
}

function domClasses(): string[] {
  const page = window as unknown as Record<string, unknown>;
  return Object.getOwnPropertyNames(page).filter((name) => {
    if (!/^[A-Z]/.test(name) || REALM_CLASSES.has(name)) return false;
    const value = page[name];
    if (typeof value !== 'function') return false;
    const prototype = value.prototype as unknown;
    if (prototype instanceof Node || prototype instanceof Event) return true;
    if (value === Node || value === Event || value === EventTarget) return true;
    return /^(?:CSS|DOM|SVG|HTML|Canvas|WebGL|Media(?:List|Query)|Style|Animation|Keyframe|Document)|Observer(?:Entry)?$|^(?:Range|StaticRange|AbstractRange|Selection|Attr|NamedNodeMap|NodeList|NodeFilter|NodeIterator|TreeWalker|RadioNodeList|XMLSerializer|XPath.*|Touch|TouchList|DataTransfer.*|ShadowRoot|Highlight|FontFace.*|ValidityState|ElementInternals|TimeRanges|TextTrack.*|TextMetrics|ImageData|MediaError|File|FileList|Blob)$/.test(
      name,
    );
  });
}
