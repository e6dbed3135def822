import type { Disposables } from '../disposable.js';
import type { Realm } from '../http/fetch.js';

/**
 * Runs `javascript:` addresses of links and forms in the realm: the browser itself would run them in the
 * page.
 *
 * @param evaluate runs code in the realm
 */
export function routeJavaScriptURLs(
  realm: Realm,
  root: ShadowRoot,
  evaluate: (code: string) => void,
  disposables: Disposables,
): void {
  const follow = (event: Event, address: string | null | undefined): void => {
    const code = event.defaultPrevented ? undefined : codeOf(address);
    if (code === undefined) return;
    event.preventDefault();
    // As in a page, where the listeners of the click come before.
    realm.setTimeout(() => evaluate(code));
  };
  disposables.listen(root, 'click', (event) => {
    const link = (event.composedPath() as Element[]).find((node) =>
      [HTMLAnchorElement, HTMLAreaElement, SVGAElement].some((kind) => node instanceof kind),
    );
    follow(event, link?.getAttribute('href') ?? link?.getAttribute('xlink:href'));
  });
  disposables.listen(root, 'submit', (event) => {
    const form = event.target as HTMLFormElement;
    const { submitter } = event as SubmitEvent;
    follow(event, submitter?.getAttribute('formaction') ?? form.getAttribute('action'));
  });
}

/** The code of a `javascript:` address. */
function codeOf(address: string | null | undefined): string | undefined {
  if (!address || !URL.canParse(address)) return undefined;
  const { protocol, href } = new URL(address);
  if (protocol !== 'javascript:') return undefined;
  return href.slice(protocol.length).replace(/(?:%[\da-f]{2})+/gi, (bytes) => {
    const values = bytes.slice(1).split('%');
    return new TextDecoder().decode(Uint8Array.from(values, (value) => parseInt(value, 16)));
  });
}
