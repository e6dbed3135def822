import type { Realm } from '../http/fetch.js';
import { markupAsWritten } from './as-written.js';
import { rewriteSelector } from './css-rewriter.js';
import { accessor, isKind, method, nativeAccessor } from './descriptors.js';
import { keepTargets } from './event-targets.js';

/** What the view wants to know of, and add to, the nodes of its app. */
export interface NodeObserver {
  /** An element, with all below it, has come into the app's document. */
  inserted(element: Element): void;
  /** The text of a style element has changed. */
  styleChanged(style: HTMLStyleElement): void;
  /** Members that elements with the given page prototype get besides those of every node. */
  membersOf(prototype: object): PropertyDescriptorMap;
  /** Settles what an element's markup says, before it is seen by a document that would load it. */
  parsed(element: Element): void;
  /** An element has come into the page's document, where handlers in its attributes would run. */
  entered(element: Element): void;
  /** A script came as text in markup: wherever it is put, it never runs. */
  scriptParsed(script: HTMLScriptElement): void;
  /** An element is a copy of another. */
  copied(original: Element, copy: Element): void;
  /** An element is a copy of another that nothing shows, and is to have what the app wrote. */
  written(original: Element, copy: Element): void;
}

/** Where the inserted nodes stand among the arguments of an insertion method; `-1`: everywhere. */
const INSERTIONS = {
  after: -1,
  append: -1,
  appendChild: 0,
  before: -1,
  insertAdjacentElement: 1,
  insertBefore: 0,
  moveBefore: 0,
  prepend: -1,
  replaceChild: 0,
  replaceChildren: -1,
  replaceWith: -1,
} as const;

/** Methods that take a selector. */
const SELECTIONS = [
  'closest',
  'matches',
  'querySelector',
  'querySelectorAll',
  'webkitMatchesSelector',
] as const;

/** The property of a node that names whose it is. */
const OWNER = Symbol('web-dash');

interface Owned extends Node {
  [OWNER]?: AppNodes;
}

type Method = (this: Node, ...args: unknown[]) => unknown;

/**
 * Makes nodes of the page's document the app's.
 *
 * An app's node is a plain node of the page with one object more in its prototype chain, between the node
 * and the page's own prototype. That object tells the realm's truth (`ownerDocument`, `getRootNode()`),
 * sees what is inserted, and keeps requests of the app's resources off the network. So nothing of the
 * page's own prototypes is patched, and `instanceof` holds on both sides.
 */
export class AppNodes {
  readonly #realm: Realm;
  readonly #root: ShadowRoot;
  readonly #observer: NodeObserver;
  /** The app's prototype for each of the page's. */
  readonly #prototypes = new Map<object, object>();
  /** Prototypes of the app's own classes of elements. */
  readonly #classes = new WeakSet<object>();
  /** A document that loads nothing, in which markup is parsed. */
  readonly #inert = document.implementation.createHTMLDocument('');
  /** A script made by a parser for fragments never runs by itself, and neither do its clones. */
  readonly #script: HTMLScriptElement;

  constructor(realm: Realm, root: ShadowRoot, observer: NodeObserver) {
    this.#realm = realm;
    this.#root = root;
    this.#observer = observer;
    const template = document.createElement('template');
    template.innerHTML = '<script></script>';
    this.#script = template.content.firstChild as HTMLScriptElement;
  }

  createElement(name: string, options?: ElementCreationOptions): HTMLElement {
    if (/^script$/i.test(name)) return this.createScript();
    const element = this.#take(document.createElement(name, options));
    this.#observer.entered(element);
    return element;
  }

  createElementNS(
    namespace: string | null,
    name: string,
    options?: ElementCreationOptions,
  ): Element {
    const element = document.createElementNS(namespace, name, options);
    if (element instanceof HTMLScriptElement) return this.createScript();
    this.#observer.entered(this.#take(element));
    return element;
  }

  /** A script that the browser leaves alone, wherever it is put: the view runs it in the realm. */
  createScript(): HTMLScriptElement {
    return this.#take(document.importNode(this.#script));
  }

  /**
   * Makes a node and all below it the app's.
   *
   * @returns the node, or the one that stands for it: a script that could run is replaced
   */
  adopt<T extends Node>(node: T): T {
    if (this.#owns(node)) return node;
    if (node instanceof HTMLScriptElement) return this.#replaceScript(node) as Node as T;
    if (node.hasChildNodes()) {
      const walker = document.createTreeWalker(node, NodeFilter.SHOW_ALL);
      const scripts: HTMLScriptElement[] = [];
      for (let child = walker.nextNode(); child; child = walker.nextNode()) {
        if (this.#owns(child)) continue;
        if (child instanceof HTMLScriptElement) scripts.push(child);
        else this.#takeParsed(child);
      }
      for (const script of scripts) script.replaceWith(this.#replaceScript(script));
    }
    return this.#takeParsed(node);
  }

  /**
   * Parses markup as the content of `context` into the app's nodes. Nothing is loaded before the nodes
   * are in a document.
   */
  parse(markup: string, context: Element): DocumentFragment {
    const parent = this.#inert.createElementNS(context.namespaceURI, context.localName);
    parent.innerHTML = markup;
    const fragment = this.#inert.createDocumentFragment();
    const source = parent instanceof HTMLTemplateElement ? parent.content : parent;
    fragment.append(...source.childNodes);
    return this.adopt(fragment);
  }

  /** Makes the copy of a node and all below it the app's, as the originals are. */
  adoptCopy<T extends Node>(original: T, copy: T): T {
    const adopted = this.adopt(copy);
    const originals = elementsOf(original);
    elementsOf(adopted).forEach((each, at) => {
      const source = originals[at];
      if (source) this.#observer.copied(source, each);
    });
    return adopted;
  }

  /** Parses markup as `innerHTML` does. */
  #parseContent(markup: string, context: Element): DocumentFragment {
    const fragment = this.parse(markup, context);
    fragment.querySelectorAll('script').forEach((script) => this.#observer.scriptParsed(script));
    return fragment;
  }

  #owns(node: Owned): boolean {
    return node[OWNER] === this;
  }

  /** Makes instances of a class that a script of the app has derived from `HTMLElement` the app's. */
  adoptClass(prototype: object): void {
    let base = prototype;
    let next = Object.getPrototypeOf(base) as object;
    const own = this.#prototypeOn(HTMLElement.prototype);
    while (next !== HTMLElement.prototype && next !== own) {
      base = next;
      next = Object.getPrototypeOf(base) as object;
    }
    // Below the class, so that its own methods go before and reach the app's by way of `super`.
    Object.setPrototypeOf(base, own);
    this.#classes.add(prototype);
  }

  /** Makes an element the app's again, whose prototype the browser has set. */
  restore(element: HTMLElement): void {
    this.#take(element);
  }

  #take<T extends Node>(node: T & Owned): T {
    // Firefox drops the object of a node that no script holds, and with it the prototype that it was given,
    // unless the object has a property of its own.
    node[OWNER] = this;
    const prototype = Object.getPrototypeOf(node) as object;
    if (this.#classes.has(prototype)) return node;
    return Object.setPrototypeOf(node, this.#prototypeOn(prototype)) as T;
  }

  #prototypeOn(prototype: object): object {
    let own = this.#prototypes.get(prototype);
    if (!own) {
      own = Object.create(prototype, this.#membersOf(prototype)) as object;
      this.#prototypes.set(prototype, own);
    }
    return own;
  }

  #takeParsed<T extends Node>(node: T): T {
    this.#take(node);
    if (!(node instanceof Element)) return node;
    this.#observer.parsed(node);
    if (isOfPage(node)) this.#observer.entered(node);
    return node;
  }

  #replaceScript(script: HTMLScriptElement): HTMLScriptElement {
    const own = this.createScript();
    for (const { name, value } of script.attributes) own.setAttribute(name, value);
    own.text = script.text;
    return own;
  }

  /** Tells the observer of nodes that an insertion brought in. */
  #inserted(node: Node): void {
    const parent = node.parentNode;
    if (parent instanceof HTMLStyleElement) this.#observer.styleChanged(parent);
    else if (node instanceof Element && node.isConnected) this.#observer.inserted(node);
  }

  #membersOf(prototype: object): PropertyDescriptorMap {
    const members: PropertyDescriptorMap = {};
    for (const [name, index] of Object.entries(INSERTIONS)) {
      const native = (prototype as Record<string, Method | undefined>)[name];
      if (native) members[name] = method(this.#insertion(native, index));
    }
    for (const name of SELECTIONS) {
      const native = (prototype as Record<string, Method | undefined>)[name];
      if (!native) continue;
      members[name] = method((node, selector) =>
        native.call(node, typeof selector === 'string' ? rewriteSelector(selector) : selector),
      );
    }
    Object.assign(members, this.#nodeMembers(prototype as Node));
    if (isKind(prototype, Element)) Object.assign(members, this.#markupMembers(prototype));
    if (isKind(prototype, HTMLTemplateElement)) {
      const { get } = nativeAccessor(prototype, 'content');
      members['content'] = accessor((node) => this.adopt(get.call(node) as DocumentFragment));
    }
    if (isKind(prototype, HTMLStyleElement)) {
      for (const name of ['textContent', 'innerText', 'innerHTML']) {
        members[name] = this.#styleText(prototype, name);
      }
    }
    return Object.assign(members, this.#observer.membersOf(prototype));
  }

  #insertion(native: Method, index: number) {
    return (parent: Node, ...args: unknown[]): unknown => {
      const added: Node[] = [];
      const foreign: Element[] = [];
      args.forEach((given, at) => {
        if (!(given instanceof Node) || (index >= 0 && at !== index)) return;
        const node = (args[at] = this.adopt(given));
        if (node instanceof DocumentFragment) added.push(...node.childNodes);
        else added.push(node);
        if (!isOfPage(node)) foreign.push(...elementsOf(node));
      });
      const result = native.apply(parent, args);
      for (const node of foreign) if (isOfPage(node)) this.#observer.entered(node);
      for (const node of added) this.#inserted(node);
      return result;
    };
  }

  #nodeMembers(prototype: Node): PropertyDescriptorMap {
    const realm = this.#realm;

    const { cloneNode, dispatchEvent, getRootNode } = prototype;
    return {
      ownerDocument: accessor(() => realm.document),
      baseURI: accessor(() => realm.location.href),
      getRootNode: method((node, options) => {
        const inApp = getRootNode.call(node) === this.#root;
        return inApp ? realm.document : getRootNode.call(node, options as GetRootNodeOptions);
      }),
      dispatchEvent: method((node, event) => {
        // Of a type that scripts have named.
        if (event instanceof Event) this.#root.addEventListener(event.type, keepTargets, true);
        return dispatchEvent.call(node, event as Event);
      }),
      cloneNode: method((node, deep) => {
        return this.adoptCopy(node, cloneNode.call(node, deep as boolean));
      }),
    };
  }

  #markupMembers(prototype: Element): PropertyDescriptorMap {
    const { attachShadow } = prototype;
    const innerHTML = nativeAccessor(prototype, 'innerHTML');
    const outerHTML = nativeAccessor(prototype, 'outerHTML');
    const written = ({ get }: typeof innerHTML, node: Node): unknown =>
      markupAsWritten(node as Element, get, (original, copy) =>
        this.#observer.written(original, copy),
      );
    const replaceContent = (element: Element, markup: string): void => {
      const target = element instanceof HTMLTemplateElement ? element.content : element;
      this.adopt(target).replaceChildren(this.#parseContent(markup, element));
    };
    return {
      innerHTML: accessor(
        (node) => written(innerHTML, node),
        (node, markup) => replaceContent(node as Element, text(markup)),
      ),
      outerHTML: accessor(
        (node) => written(outerHTML, node),
        (node, markup) => {
          const context = node.parentElement ?? this.#inert.body;
          (node as Element).replaceWith(this.#parseContent(text(markup), context));
        },
      ),
      setHTMLUnsafe: method((node, markup) => replaceContent(node as Element, String(markup))),
      insertAdjacentHTML: method((node, where, markup) => {
        const element = node as Element;
        const [context, insert] = {
          beforebegin: [element.parentElement, 'before'] as const,
          afterbegin: [element, 'prepend'] as const,
          beforeend: [element, 'append'] as const,
          afterend: [element.parentElement, 'after'] as const,
        }[String(where).toLowerCase()] ?? [null, 'append'];
        if (!context) throw new this.#realm.DOMException(String(where), 'SyntaxError');
        element[insert](this.#parseContent(String(markup), context));
      }),
      attachShadow: method((node, init) =>
        this.adopt(attachShadow.call(node as Element, init as ShadowRootInit)),
      ),
    };
  }

  #styleText(prototype: HTMLStyleElement, name: string): PropertyDescriptor {
    const { get, set } = nativeAccessor(prototype, name);
    return accessor(
      (node) => get.call(node),
      (node, value) => {
        set.call(node, value);
        for (const child of node.childNodes) this.#take(child);
        this.#observer.styleChanged(node as HTMLStyleElement);
      },
    );
  }
}

const ownerDocument = nativeAccessor(Node.prototype, 'ownerDocument').get;

/** Whether a node belongs to the page's document, rather than to one in which nothing runs. */
function isOfPage(node: Node): boolean {
  return ownerDocument.call(node) === document;
}

/** A node, if it is an element, and all elements below it. */
function elementsOf(node: Node): Element[] {
  const below = node instanceof Element || node instanceof DocumentFragment;
  return [...(node instanceof Element ? [node] : []), ...(below ? node.querySelectorAll('*') : [])];
}

/** As `[LegacyNullToEmptyString]` attributes convert what they are given. */
function text(value: unknown): string {
  return value === null ? '' : (value as string);
}
