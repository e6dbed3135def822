/**
 * Waits until the parser has read all children of an element: they may still be under way when the
 * element is connected. Something behind the element, or the page's end, tells that they are there.
 */
export async function childrenParsed(element: Element): Promise<void> {
  if (isParsed(element)) return;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      if (!isParsed(element)) return;
      observer.disconnect();
      document.removeEventListener('DOMContentLoaded', done);
      resolve();
    };
    const observer = new MutationObserver(done);
    observer.observe(document, { childList: true, subtree: true });
    document.addEventListener('DOMContentLoaded', done);
  });
}

function isParsed(element: Element): boolean {
  if (document.readyState !== 'loading') return true;
  for (let node: Node | null = element; node; node = node.parentNode) {
    if (node.nextSibling) return true;
  }
  return false;
}
