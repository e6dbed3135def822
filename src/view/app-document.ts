/** The app's document: what stands in the shadow root. */
export interface AppDocument {
  readonly root: ShadowRoot;
  readonly html: HTMLElement;
  readonly head: HTMLElement;
  readonly body: HTMLElement;
}

/** As a browser's own stylesheet, below all that the app says. */
const BASE_STYLE = `
  :where(html) {
    all: initial;
    /* Of which "all" is silent. */
    direction: ltr;
    unicode-bidi: normal;
    display: flow-root;
    position: relative;
  }
`;

/**
 * Puts an empty document into the shadow root: `<html>` with `<head>` and `<body>`, real elements of
 * those names, so that the app's selectors find them.
 */
export function createDocument(root: ShadowRoot): AppDocument {
  const base = document.createElement('style');
  base.textContent = BASE_STYLE;
  const html = document.createElement('html');
  const head = document.createElement('head');
  const body = document.createElement('body');
  html.append(base, head, body);
  root.append(html);
  return { root, html, head, body };
}

/** Fills the document with a page of the app, whose scripts are still to be run. */
export function fillDocument({ html, head, body }: AppDocument, markup: string): void {
  const parsed = new DOMParser().parseFromString(markup, 'text/html');
  const parts = [
    [parsed.documentElement, html],
    [parsed.head, head],
    [parsed.body, body],
  ] as const;
  for (const [source, target] of parts) {
    for (const { name, value } of source.attributes) target.setAttribute(name, value);
  }
  head.append(...parsed.head.childNodes);
  body.append(...parsed.body.childNodes);
}

/** A page for a response that is no HTML: text as it is, anything else as an image or an object. */
export async function pageOf(response: Response): Promise<string> {
  const type = response.headers.get('content-type') ?? 'text/html';
  if (type.startsWith('text/html') || type.startsWith('application/xhtml')) return response.text();
  const element = document.createElement('pre');
  element.textContent = await response.text();
  return element.outerHTML;
}
