/**
 * One of the page's own objects (its navigator, its screen, a media query) as an app sees it: listeners that
 * the app adds end with the app, and properties that it sets are its own.
 *
 * @param signal aborted when the app goes
 * @param own members that stand in for the object's
 */
export function pageObject<T extends object>(
  object: T,
  signal: AbortSignal,
  own: Readonly<Record<string, unknown>> = {},
): T {
  const overlay = new Map<PropertyKey, unknown>(Object.entries(own));
  const listen = (type: string, listener: EventListener, options?: unknown): void => {
    const passed = typeof options === 'object' ? options : { capture: Boolean(options) };
    (object as unknown as EventTarget).addEventListener(type, listener, { signal, ...passed });
  };
  if (object instanceof EventTarget) {
    overlay.set('addEventListener', listen);
    // The name it had in media queries.
    if ('addListener' in object) {
      overlay.set('addListener', (listener: EventListener) => listen('change', listener));
    }
  }
  return new Proxy(object, {
    get: (target, name) => {
      if (overlay.has(name)) return overlay.get(name);
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
    set: (target, name, value: unknown) => {
      overlay.set(name, value);
      const type = typeof name === 'string' && name.startsWith('on') ? name.slice(2) : '';
      if (type && target instanceof EventTarget) {
        // A handler is the latest function that was set.
        const handler = (event: Event): void => {
          if (overlay.get(name) === value && typeof value === 'function') {
            (value as (this: T, event: Event) => void).call(target, event);
          }
        };
        listen(type, handler);
      }
      return true;
    },
    defineProperty: (_, name, { value }) => {
      overlay.set(name, value);
      return true;
    },
    has: (target, name) => overlay.has(name) || name in target,
  });
}
