import type { Realm } from '../http/fetch.js';
import { accessor, isKind, method } from './descriptors.js';

type Handlers = Record<string, unknown>;
type Native = (this: Node, ...args: unknown[]) => unknown;

/**
 * The handlers of a `<body>` that are its window's, by the HTML standard. Firefox keeps the first ones with
 * those of all elements.
 */
const WINDOW_HANDLERS = new Set([
  ...['onblur', 'onerror', 'onfocus', 'onload', 'onresize', 'onscroll'],
  ...Object.getOwnPropertyNames(HTMLBodyElement.prototype).filter((name) => name.startsWith('on')),
]);

/**
 * Makes code in `on…` attributes run in the realm: the browser itself would run it in the page.
 *
 * An attribute keeps its text; the element's handler is a function that the realm has made of it, so
 * that `this`, `event`, `return false`, and the scope (element, form, document) are as in any page.
 */
export class InlineHandlers {
  readonly #realm: Realm;
  readonly #createElementNS: (namespace: string | null, name: string) => Element;

  constructor(realm: Realm) {
    this.#realm = realm;
    this.#createElementNS = realm.Document.prototype.createElementNS.bind(realm.document);
  }

  /**
   * Makes handlers of the attributes that markup gave an element, once that is in the page's document:
   * Firefox makes them anew when an element comes from a document in which nothing runs.
   */
  entered(element: Element): void {
    for (const name of Element.prototype.getAttributeNames.call(element)) {
      if (name.startsWith('on')) this.#settle(element, name);
    }
  }

  /**
   * The members of elements by which scripts set such attributes.
   *
   * @param members the other members, over which these ones stand
   */
  membersOf(prototype: Element, members: PropertyDescriptorMap): PropertyDescriptorMap {
    const below = (name: keyof Element): Native =>
      (members[name]?.value ?? prototype[name]) as Native;
    const over = (name: keyof Element, attribute: (...args: unknown[]) => unknown) => {
      const native = below(name);
      return method((node, ...args) => {
        const changed = String(attribute(...args));
        if (!/^on/i.test(changed)) return native.apply(node, args);
        return this.#change(node as Element, changed.toLowerCase(), () => native.apply(node, args));
      });
    };
    const own: PropertyDescriptorMap = {
      setAttribute: over('setAttribute', (name) => name),
      setAttributeNS: over('setAttributeNS', (namespace, name) => (namespace ? '' : name)),
      setAttributeNode: over('setAttributeNode', (attribute) => (attribute as Attr).name),
      toggleAttribute: over('toggleAttribute', (name) => name),
      removeAttribute: over('removeAttribute', (name) => name),
    };
    if (!isKind(prototype, HTMLBodyElement)) return own;
    const window = this.#realm as unknown as Handlers;
    for (const name of WINDOW_HANDLERS) {
      own[name] = accessor(
        () => window[name],
        (_, handler) => {
          window[name] = handler;
        },
      );
    }
    return own;
  }

  /** Changes an attribute by `change`, and the handler with it. */
  #change(element: Element, name: string, change: () => unknown): unknown {
    const page = window as unknown as Handlers;
    const isOfPage = element instanceof HTMLBodyElement && WINDOW_HANDLERS.has(name);
    // To the browser such attributes of any <body> are the page's window's.
    const before = page[name];
    const result = change();
    if (isOfPage) page[name] = before;
    this.#settle(element, name);
    return result;
  }

  /** Makes a handler of an attribute's present value, where the element has such a handler. */
  #settle(element: Element, name: string): void {
    const isOfRealm = element instanceof HTMLBodyElement && WINDOW_HANDLERS.has(name);
    const target = (isOfRealm ? this.#realm : element) as unknown as Handlers;
    if (!(name in target)) return;
    const code = element.getAttribute(name);
    target[name] = code === null ? null : this.#compile(element, name, code, isOfRealm);
  }

  /** Lets the realm make a handler, by giving an element of its own the attribute. */
  #compile(element: Element, name: string, code: string, isOfWindow: boolean): unknown {
    const native = this.#createElementNS(element.namespaceURI, element.localName);
    // The scope is that of the realm's element. Names of the app's own go before.
    const scoped = isOfWindow ? code : `with (this.form ?? {}) with (this) {\n${code}\n}`;
    native.setAttribute(name, scoped);
    const handler = (native as unknown as Handlers)[name];
    // A <body> of the realm's has given it to the window.
    native.removeAttribute(name);
    return handler;
  }
}
