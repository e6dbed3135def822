/**
 * One of the page's own objects (its navigator, its screen, a media query) as an app sees it: listeners that
 * the app adds end with the app, and properties that it sets are its own.
 *
 * @param signal aborted when the app goes
 * @param own members that stand in for the object's; those that are undefined aren't there
 */
export function pageObject<T extends object>(
  object: T,
  signal: AbortSignal,
  own: Readonly<Record<string, unknown>> = {},
): T {
  const overlay = Object.assign(Object.create(null) as Record<PropertyKey, unknown>, own);
  const listen = (
    type: string,
    listener: EventListener,
    options?: AddEventListenerOptions | boolean | null,
  ): void => {
    const passed = typeof options === 'object' ? options : { capture: Boolean(options) };
    const ends = passed?.signal ? AbortSignal.any([signal, passed.signal]) : signal;
    (object as unknown as EventTarget).addEventListener(type, listener, {
      ...passed,
      signal: ends,
    });
  };
  if (object instanceof EventTarget) {
    overlay['addEventListener'] = listen;
    // The name it had in media queries.
    if ('addListener' in object) {
      overlay['addListener'] = (listener: EventListener) => listen('change', listener);
    }
  }
  return new Proxy(object, {
    get: (target, name, receiver) => {
      if (name in overlay) {
        const set: unknown = Reflect.get(overlay, name, receiver);
        return set;
      }
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
    set: (target, name, value: unknown) => {
      const type = typeof name === 'string' && name.startsWith('on') ? name.slice(2) : '';
      if (type && typeof value === 'function' && target instanceof EventTarget) {
        // A handler is the latest function that was set.
        listen(type, (event) => {
          if (overlay[name] === value)
            (value as (this: T, event: Event) => void).call(target, event);
        });
      }
      return Reflect.set(overlay, name, value);
    },
    defineProperty: (_, name, descriptor) => {
      return Reflect.defineProperty(overlay, name, { ...descriptor, configurable: true });
    },
    deleteProperty: (_, name) => Reflect.deleteProperty(overlay, name),
    has: (target, name) =>
      name in overlay ? !(name in own) || own[name as string] !== undefined : name in target,
  });
}
