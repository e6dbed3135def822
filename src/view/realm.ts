import { Disposables } from '../disposable.js';
import type { Realm } from '../http/fetch.js';
import type { StaticFile } from '../kernel/protocol.js';

/** The one place in the page where the hidden frames of all realms live; gone with the last of them. */
let container: HTMLElement | undefined;

/**
 * Makes a fresh global scope: the window of a hidden frame on the page's origin, whose `location` and `history` are
 * native and leave the page's address bar alone. What it shows takes its address there.
 *
 * The frame is kept outside the element, because a frame that is moved loses its realm.
 *
 * @throws the signal's reason, if it is aborted before the frame has loaded
 */
export async function createRealm(disposables: Disposables, signal: AbortSignal): Promise<Realm> {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.style.display = 'none';
  frame.tabIndex = -1;
  frame.setAttribute('aria-hidden', 'true');
  // From `about:blank` Chromium answers "back" with a real load; from `srcdoc` it does not.
  frame.srcdoc = '<!doctype html>';
  if (!container) {
    container = document.createElement('div');
    container.hidden = true;
    container.dataset['webDash'] = 'realms';
    document.documentElement.append(container);
  }
  const loaded = new Promise<void>((resolve, reject) => {
    frame.addEventListener('load', () => resolve(), { once: true });
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    disposables.add(() => reject(new DOMException('The page has been removed.', 'AbortError')));
  });
  container.append(frame);
  disposables.add(() => {
    frame.remove();
    if (container?.childElementCount === 0) {
      container.remove();
      container = undefined;
    }
  });
  await loaded;

  const realm = frame.contentWindow as Realm;
  // Opening the document from a script of the page gives the frame the page's address and origin.
  realm.document.open();
  // A document without a root would have nowhere to run scripts.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- an opened document has no other parser
  realm.document.write('<!doctype html><html></html>');
  realm.document.close();
  // Firefox tells of this document's end later: the app is to hear of its own document's only.
  for (const type of ['DOMContentLoaded', 'load', 'readystatechange']) {
    const silence = (event: Event): void => {
      if (event.isTrusted && event.target === realm.document) event.stopImmediatePropagation();
    };
    realm.addEventListener(type, silence, { capture: true });
  }
  return realm;
}

/** A realm that is being made. */
export interface ComingRealm {
  readonly realm: Promise<Realm>;
  /** What is to be undone with it. */
  readonly disposables: Disposables;
}

/**
 * Begins to make a realm.
 *
 * @param files scripts that will run in it; the browser loads and compiles them meanwhile
 */
export function beginRealm(files: readonly StaticFile[], signal: AbortSignal): ComingRealm {
  const disposables = new Disposables();
  const realm = createRealm(disposables, signal).then((made) => {
    for (const file of files) preloadScript(made.document.documentElement, file);
    return made;
  });
  // Told to who waits for it, if anyone still does.
  realm.catch(() => disposables.dispose());
  return { realm, disposables };
}

/** The links by which the browser was told to load scripts ahead, by their addresses. */
const preloads = new Map<string, { readonly link: Element; isLoaded: boolean }>();

/**
 * Has the browser load and compile a script that will run in the document of which `root` is the root, if no realm of
 * the page had it do so before: it would compile it once more, beside, though further realms find it compiled once it
 * has run in one.
 */
export function preloadScript(root: Element, file: StaticFile): void {
  const before = preloads.get(file.href);
  // What hasn't been loaded when its frame is removed never is.
  if (before?.isLoaded || before?.link.ownerDocument.defaultView) return;
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- only one of its overloads is
  const createElement: (name: string) => Element = Document.prototype.createElement;
  const link = createElement.call(root.ownerDocument, 'link');
  const preload = { link, isLoaded: false };
  preloads.set(file.href, preload);
  Object.assign(link, {
    rel: 'preload',
    as: 'script',
    crossOrigin: 'anonymous',
    ...file,
    onload: () => (preload.isLoaded = true),
    onerror: () => preloads.delete(file.href),
  });
  Node.prototype.appendChild.call(root, link);
}

/**
 * Calls `onNavigate` instead of letting the realm leave its document: for `location.href = …`,
 * `location.reload()` and the like. Moves within the document (`pushState`, hashes) are left alone.
 */
export function guardNavigation(
  realm: Realm,
  onNavigate: (url: string) => void,
  disposables: Disposables,
): void {
  const { navigation } = realm as Partial<Pick<Realm, 'navigation'>>;
  if (navigation) {
    disposables.listen(navigation, 'navigate', (event) => {
      const { destination, cancelable } = event as NavigateEvent;
      if (destination.sameDocument || !cancelable) return;
      event.preventDefault();
      onNavigate(destination.url);
    });
    return;
  }
  // Engines without the Navigation API (WebKit before 26.2) have left already when we learn of it.
  const frame = realm.frameElement as HTMLIFrameElement;
  disposables.listen(frame, 'load', () => {
    // Where it left for another origin, there is no telling where that was.
    const { href = '/' } = frame.contentDocument?.location ?? {};
    onNavigate(href);
  });
}
