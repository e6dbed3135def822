/** Property descriptors of what the app's nodes have besides the page's own members. */

/** Whether a page's prototype is that of a class or of one derived from it. */
export function isKind<T>(prototype: object, kind: { prototype: T }): prototype is T & object {
  const base = kind.prototype as object;
  return prototype === base || Object.prototype.isPrototypeOf.call(base, prototype);
}

/** The descriptor of a method whose function takes `this` as its first argument. */
export function method(call: (node: Node, ...args: unknown[]) => unknown): PropertyDescriptor {
  return {
    configurable: true,
    writable: true,
    value: function (this: Node, ...args: unknown[]): unknown {
      return call(this, ...args);
    },
  };
}

/** The descriptor of a property whose functions take `this` as their argument. */
export function accessor(
  get: (node: Node) => unknown,
  set?: (node: Node, value: unknown) => void,
): PropertyDescriptor {
  const descriptor: PropertyDescriptor = {
    configurable: true,
    enumerable: true,
    get(this: Node) {
      return get(this);
    },
  };
  if (set) {
    descriptor.set = function (this: Node, value: unknown) {
      set(this, value);
    };
  }
  return descriptor;
}

interface NativeAccessor {
  get: (this: unknown) => unknown;
  set: (this: unknown, value: unknown) => void;
}

/** The browser's own property `name`, wherever in the chain it is defined. */
export function nativeAccessor(prototype: object, name: string): NativeAccessor {
  for (let object = prototype; ; object = Object.getPrototypeOf(object) as object) {
    const own = Object.getOwnPropertyDescriptor(object, name);
    if (own?.get) return { get: own.get, set: own.set ?? (() => undefined) };
  }
}
