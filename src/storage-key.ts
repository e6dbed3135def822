/**
 * Names an app's storage, the same at each visit: by its file's address or its page's, its element's id,
 * and, among elements that are alike in both, its place in the page.
 */
export function storageKey(element: Element): string {
  const key = keyOf(element);
  const alike = [...document.querySelectorAll(element.localName)].filter(
    (other) => keyOf(other) === key,
  );
  const place = alike.indexOf(element);
  return place > 0 ? `${key}~${place + 1}` : key;
}

function keyOf(element: Element): string {
  const src = element.getAttribute('src');
  const { pathname } = new URL(src ?? '', document.baseURI);
  return element.id ? `${pathname}#${element.id}` : pathname;
}
