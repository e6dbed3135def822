import type { AppClient } from '../http/app-client.js';
import type { Realm } from '../http/fetch.js';
import type { AppDocument } from './app-document.js';
import { method } from './descriptors.js';
import type { AppNodes } from './nodes.js';
import { pageObject } from './page-object.js';
import type { Scripts } from './scripts.js';
import type { Stylesheets } from './stylesheets.js';
import { isAbsolute, rewriteXPath } from './xpath.js';

type XPathArguments = [
  resolver?: XPathNSResolver | null,
  type?: number,
  result?: XPathResult | null,
];

/** What a document is asked by name, with the page's own answer in place of the empty frame's. */
const PAGE_PROPERTIES = [
  'fullscreenEnabled',
  'hidden',
  'implementation',
  'pictureInPictureElement',
  'pictureInPictureEnabled',
  'pointerLockElement',
  'timeline',
  'visibilityState',
] as const;

/** What only the page's document can do. */
const PAGE_METHODS = [
  'caretPositionFromPoint',
  'caretRangeFromPoint',
  'createEvent',
  'createNSResolver',
  'createRange',
  'execCommand',
  'exitFullscreen',
  'exitPictureInPicture',
  'exitPointerLock',
  'hasFocus',
  'queryCommandEnabled',
  'queryCommandState',
  'queryCommandSupported',
  'queryCommandValue',
  'startViewTransition',
] as const;

/** What a shadow root answers for its own tree. */
const ROOT_METHODS = ['getAnimations', 'getElementById'] as const;

/** Collections of a document that are all elements matching a selector. */
const COLLECTIONS = {
  anchors: 'a[name]',
  embeds: 'embed',
  forms: 'form',
  images: 'img',
  links: 'a[href], area[href]',
  plugins: 'embed',
  scripts: 'script',
} as const;

/**
 * Makes the realm's `document` speak of the app's document. Properties are put on the document object
 * itself: its class stays the realm's own, so that `document instanceof Document` holds there.
 */
export function routeDocument(
  realm: Realm,
  { root, canvas, html, head, body }: AppDocument,
  nodes: AppNodes,
  scripts: Scripts,
  stylesheets: Stylesheets,
  client: AppClient,
  signal: AbortSignal,
): void {
  const target = realm.document;
  const properties: PropertyDescriptorMap = {};
  const get = (name: string, value: () => unknown, set?: (value: never) => void): void => {
    properties[name] = { configurable: true, enumerable: true, get: value };
    if (set) properties[name].set = set;
  };
  const page = document as unknown as Record<string, unknown>;
  const call = (name: string, ours: (...args: never[]) => unknown): void => {
    const native = page[name] as ((...args: never[]) => unknown) | undefined;
    // Libraries call a document's methods upon other documents, in which they parse what is not to run.
    const value = function (this: unknown, ...args: never[]): unknown {
      const isOther = native && this instanceof Document && this !== target;
      return isOther ? native.apply(this, args) : ours(...args);
    };
    properties[name] = { configurable: true, writable: true, value };
  };

  for (const name of PAGE_PROPERTIES) if (name in document) get(name, () => page[name]);
  for (const name of PAGE_METHODS) {
    const native = page[name];
    if (typeof native === 'function') call(name, native.bind(document) as () => unknown);
  }
  for (const name of ROOT_METHODS) {
    const native: unknown = root[name];
    if (typeof native === 'function') call(name, native.bind(root) as () => unknown);
  }

  // The way out, for what goes from a node up to the page: WebDriver does so to see that a node is there.
  get('parentNode', () => root);
  get('host', () => root.host);
  const fonts = pageObject(document.fonts, signal);
  get('fonts', () => fonts);
  get('documentElement', () => html);
  get('scrollingElement', () => html);
  get('head', () => head);
  get('body', () => body);
  get('currentScript', () => scripts.current);
  get('activeElement', () => {
    return html.contains(root.activeElement) ? root.activeElement : body;
  });
  get('fullscreenElement', () => root.fullscreenElement);
  get('styleSheets', () =>
    [...root.styleSheets]
      .filter(({ ownerNode }) => html.contains(ownerNode as Node | null))
      .map((sheet) => stylesheets.adopt(sheet)),
  );
  get(
    'adoptedStyleSheets',
    () => root.adoptedStyleSheets,
    (sheets: CSSStyleSheet[]) => {
      root.adoptedStyleSheets = sheets;
      stylesheets.adopted(sheets);
    },
  );
  get('childNodes', () => [html]);
  get('children', () => [html]);
  get('firstChild', () => html);
  get('lastChild', () => html);
  get('firstElementChild', () => html);
  get('lastElementChild', () => html);
  get('childElementCount', () => 1);
  get(
    'cookie',
    () => client.cookies.text,
    (cookie: unknown) => client.cookies.write(String(cookie)),
  );
  get(
    'title',
    () => head.querySelector('title')?.textContent.trim().replace(/\s+/g, ' ') ?? '',
    (title: unknown) => {
      const element = head.querySelector('title') ?? head.appendChild(nodes.createElement('title'));
      element.textContent = String(title);
    },
  );
  for (const [name, selector] of Object.entries(COLLECTIONS)) {
    get(name, () => asCollection(html.querySelectorAll(selector)));
  }

  call('querySelector', (selector: string) => {
    return html.matches(selector) ? html : html.querySelector(selector);
  });
  call('querySelectorAll', (selector: string) => all(html, selector));
  call('getElementsByTagName', (name: string) => {
    return asCollection(all(html, name === '*' ? name : CSS.escape(name)));
  });
  call('getElementsByTagNameNS', (namespace: string | null, name: string) => {
    const all = [html, ...html.getElementsByTagNameNS(namespace, name)];
    return asCollection(all.filter((element) => [element.localName, '*'].includes(name)));
  });
  call('getElementsByClassName', (names: string) => {
    const selector = names
      .trim()
      .split(/\s+/)
      .map((name) => `.${CSS.escape(name)}`);
    return asCollection(all(html, selector.join('')));
  });
  call('getElementsByName', (name: string) =>
    html.querySelectorAll(`[name="${CSS.escape(name)}"]`),
  );
  call('elementFromPoint', (x: number, y: number) => {
    const element = root.elementFromPoint(x, y);
    return html.contains(element) ? element : null;
  });
  call('elementsFromPoint', (x: number, y: number) => {
    return root.elementsFromPoint(x, y).filter((element) => html.contains(element));
  });
  call('getSelection', () => realm.getSelection());
  call('evaluate', (expression: string, node: Node, ...more: XPathArguments) => {
    const isAbove = node === target || isAbsolute(expression);
    return document.evaluate(rewriteXPath(expression), isAbove ? canvas : node, ...more);
  });
  call('createExpression', (expression: string, resolver?: XPathNSResolver | null) => {
    return document.createExpression(rewriteXPath(expression), resolver);
  });
  call('contains', (node: Node | null) => node === target || html.contains(node));
  call('hasChildNodes', () => true);
  call('append', (...added: Node[]) => html.append(...added));
  call('appendChild', (node: Node) => html.appendChild(node));

  call('createElement', (name: string, options?: ElementCreationOptions) => {
    return nodes.createElement(name, options);
  });
  call('createElementNS', (ns: string | null, name: string, options?: ElementCreationOptions) => {
    return nodes.createElementNS(ns, name, options);
  });
  call('createTextNode', (data: string) => nodes.adopt(document.createTextNode(data)));
  call('createComment', (data: string) => nodes.adopt(document.createComment(data)));
  call('createDocumentFragment', () => nodes.adopt(document.createDocumentFragment()));
  call('createAttribute', (name: string) => document.createAttribute(name));
  call('importNode', (node: Node, deep?: boolean) => {
    return nodes.adoptCopy(node, document.importNode(node, deep));
  });
  call('adoptNode', (node: Node) => nodes.adopt(document.adoptNode(node)));
  for (const name of ['createTreeWalker', 'createNodeIterator'] as const) {
    call(name, (from: Node, whatToShow?: number, filter?: NodeFilter | null) => {
      return document[name](from === target ? html : from, whatToShow, filter);
    });
  }
  for (const name of ['write', 'writeln'] as const) {
    call(name, (...markup: string[]) => {
      // There is no parser to write to: what is written goes where the script stands.
      const parsed = nodes.parse(markup.join(''), body);
      const script = scripts.current;
      if (script?.isConnected) script.before(parsed);
      else body.append(parsed);
    });
  }
  Object.defineProperties(target, properties);

  // What the top of the tree says of what is above and beside it.
  Object.defineProperties(html, {
    parentNode: { configurable: true, get: () => target },
    parentElement: { configurable: true, get: () => null },
    previousSibling: { configurable: true, get: () => null },
    nextSibling: { configurable: true, get: () => null },
    previousElementSibling: { configurable: true, get: () => null },
    nextElementSibling: { configurable: true, get: () => null },
    ...viewportMembers(realm, html),
  });
}

/**
 * Geometry that a root element has instead of its box: its client height is the window's, and its scroll
 * position is how far its box has been scrolled out. So the coordinates of the app's document are those
 * of the box of its `<html>`, wherever in the page that stands.
 */
function viewportMembers(realm: Realm, html: HTMLElement): PropertyDescriptorMap {
  return {
    clientHeight: { configurable: true, get: () => document.documentElement.clientHeight },
    scrollTop: {
      configurable: true,
      get: () => realm.scrollY,
      set: (top: number) => realm.scrollTo({ top }),
    },
    scrollLeft: {
      configurable: true,
      get: () => realm.scrollX,
      set: (left: number) => realm.scrollTo({ left }),
    },
    scroll: method((_, ...args) => (realm.scroll as (...args: unknown[]) => void)(...args)),
    scrollTo: method((_, ...args) => (realm.scrollTo as (...args: unknown[]) => void)(...args)),
    scrollBy: method((_, ...args) => (realm.scrollBy as (...args: unknown[]) => void)(...args)),
    offsetParent: { configurable: true, get: () => null },
    offsetTop: { configurable: true, get: () => 0 },
    offsetLeft: { configurable: true, get: () => 0 },
    scrollHeight: {
      configurable: true,
      get: () => Math.max(Math.ceil(html.getBoundingClientRect().height), html.clientHeight),
    },
  };
}

/**
 * The elements of the app's document that a selector matches. What the element shows above the app is in
 * the same shadow root, so only `html` and what is in it is asked.
 */
function all(html: HTMLElement, selector: string): Iterable<Element> {
  const inside = html.querySelectorAll(selector);
  return html.matches(selector) ? asCollection([html, ...inside]) : inside;
}

/** A list of elements with the methods of an `HTMLCollection`. */
function asCollection(elements: Iterable<Element>): Element[] {
  const list = [...elements];
  return Object.defineProperties(list, {
    item: { value: (index: number) => list[index] ?? null },
    namedItem: {
      value: (name: string) =>
        list.find((each) => each.id === name || each.getAttribute('name') === name) ?? null,
    },
  });
}
