/**
 * Names an app's storage, the same at each visit: by its file's address or its page's, its element's id,
 * and, among elements that are alike in both, its place in the page.
 */
export function storageKey(element: Element): string {
  return keyAmongAlike(element, keyOf);
}

/** Names an app's address in that of the page: by its element's id, or else by its place among those without. */
export function addressKey(element: Element): string {
  return keyAmongAlike(element, ({ id }) => id || 'app');
}

function keyAmongAlike(element: Element, keyFor: (element: Element) => string): string {
  const key = keyFor(element);
  const alike = [...document.querySelectorAll(element.localName)].filter(
    (other) => keyFor(other) === key,
  );
  const place = alike.indexOf(element);
  return place > 0 ? `${key}~${place + 1}` : key;
}

function keyOf(element: Element): string {
  const src = element.getAttribute('src') ?? '';
  const base = document.baseURI;
  // What is no address names no app: that element says so itself, and its neighbours needn't care.
  const { pathname } = URL.canParse(src, base) ? new URL(src, base) : new URL(base);
  return element.id ? `${pathname}#${element.id}` : pathname;
}
