/**
 * A `Storage` for one app within the page's: its keys are kept under a prefix, so that apps of a page,
 * and the page itself, don't meet. Where the browser forbids storage, using it throws as there.
 *
 * @param page the page's storage; asked each time, as merely reading it may throw
 * @param key the app's name, the same at each visit
 */
export function createStorage(page: () => Storage, key: string): Storage {
  const prefix = `web-dash:${key}:`;
  const names = (): string[] =>
    Object.keys(page())
      .filter((name) => name.startsWith(prefix))
      .map((name) => name.slice(prefix.length));
  const storage = {
    get length(): number {
      return names().length;
    },
    key: (index: number): string | null => names()[index] ?? null,
    getItem: (name: string): string | null => page().getItem(prefix + name),
    setItem: (name: string, value: string): void => page().setItem(prefix + name, value),
    removeItem: (name: string): void => page().removeItem(prefix + name),
    clear: (): void => {
      for (const name of names()) page().removeItem(prefix + name);
    },
  };
  const isItem = (name: string | symbol): name is string =>
    typeof name === 'string' && !(name in storage);
  return new Proxy(storage, {
    get: (target, name): unknown =>
      isItem(name) ? (target.getItem(name) ?? undefined) : Reflect.get(target, name),
    set: (target, name, value) => {
      if (isItem(name)) target.setItem(name, String(value));
      return true;
    },
    has: (target, name) =>
      isItem(name) ? target.getItem(name) !== null : Reflect.has(target, name),
    deleteProperty: (target, name) => {
      if (isItem(name)) target.removeItem(name);
      return true;
    },
    ownKeys: () => names(),
    getOwnPropertyDescriptor: (target, name) => {
      const value = isItem(name) ? target.getItem(name) : null;
      return value === null
        ? undefined
        : { value, writable: true, enumerable: true, configurable: true };
    },
  });
}
