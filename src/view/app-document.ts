/** The app's document: what stands in the shadow root. */
export interface AppDocument {
  readonly root: ShadowRoot;
  /** What a browser's own stylesheet says; no part of what the app's scripts see. */
  readonly base: HTMLStyleElement;
  /** What stands above the root: the root's initial styles are inherited from it. */
  readonly canvas: HTMLElement;
  readonly html: HTMLElement;
  readonly head: HTMLElement;
  readonly body: HTMLElement;
}

/** As a browser's own stylesheet, below all that the app says. */
const BASE_STYLE = `
  /* The canvas: see root-style.ts. */
  :host {}
  web-dash-canvas {
    all: initial;
    /* Of which "all" is silent. */
    direction: ltr;
    display: contents;
    color-scheme: light;
  }
  :where(html) {
    display: flow-root;
    position: relative;
    /* Of the root's own colour scheme: no colour that is inherited. */
    color: CanvasText;
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
  html.append(head, body);
  const canvas = document.createElement('web-dash-canvas');
  canvas.append(html);
  root.append(base, canvas);
  return { root, base, canvas, html, head, body };
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

/** Whether a response is a page of the app's. */
export function isPage(response: Response): boolean {
  return /^(?:text\/html|application\/xhtml)/.test(typeOf(response));
}

/** A response as a page: text as it is, images and documents in an element that asks for them again. */
export async function pageOf(response: Response): Promise<string> {
  if (isPage(response)) return response.text();
  const type = typeOf(response);
  const isText = /^text\/|json|xml/.test(type) && type !== 'image/svg+xml';
  const tag = isText ? 'pre' : type.startsWith('image/') ? 'img' : 'embed';
  // Made where nothing is loaded.
  const element = document.implementation.createHTMLDocument('').createElement(tag);
  if (isText) element.textContent = await response.text();
  else element.setAttribute('src', response.url);
  if (tag === 'embed') element.setAttribute('style', 'width: 100%; height: 100vh');
  return element.outerHTML;
}

function typeOf(response: Response): string {
  return response.headers.get('content-type') ?? 'text/html';
}
