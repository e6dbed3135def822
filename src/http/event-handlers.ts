/**
 * Gives a class of event targets the properties (`onopen` …) that hold one listener each, as the HTML standard
 * has them: it is called in the place of the first one that was set.
 */
export function addHandlers(prototype: EventTarget, types: readonly string[]): void {
  for (const type of types) {
    const handlers = new WeakMap<EventTarget, EventListener | null>();
    Object.defineProperty(prototype, `on${type}`, {
      configurable: true,
      enumerable: true,
      get(this: EventTarget) {
        return handlers.get(this) ?? null;
      },
      set(this: EventTarget, value: unknown) {
        if (!handlers.has(this)) {
          this.addEventListener(type, (event) => handlers.get(this)?.call(this, event));
        }
        handlers.set(this, typeof value === 'function' ? (value as EventListener) : null);
      },
    });
  }
}

/** Gives a class and its instances constants, as those of the platform have them. */
export function addConstants(target: { prototype: object }, names: readonly string[]): void {
  names.forEach((name, value) => {
    for (const object of [target, target.prototype]) {
      Object.defineProperty(object, name, { value, enumerable: true });
    }
  });
}

/**
 * Puts a class of the app's connections in the place of the realm's own, of which those to other origins
 * are instances still.
 */
export function replaceClass(
  realm: object,
  name: string,
  own: new (...args: never[]) => EventTarget,
): void {
  const native = (realm as Record<string, typeof own | undefined>)[name];
  Object.defineProperty(own, 'name', { value: name });
  Object.defineProperty(own.prototype, Symbol.toStringTag, { value: name, configurable: true });
  Object.defineProperty(own, Symbol.hasInstance, {
    value(this: unknown, value: unknown) {
      const isOwn = Function.prototype[Symbol.hasInstance].call(this, value);
      return isOwn || (this === own && native !== undefined && value instanceof native);
    },
  });
  Object.defineProperty(realm, name, { configurable: true, writable: true, value: own });
}
