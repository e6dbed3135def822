import { Disposables } from '../disposable.js';
import type { AppClient } from '../http/app-client.js';
import type { Realm } from '../http/fetch.js';
import { attributeMembers } from './as-written.js';
import { createDocument, fillDocument, type AppDocument } from './app-document.js';
import { BlobURLs } from './blob-urls.js';
import { CustomElements } from './custom-elements.js';
import { isKind } from './descriptors.js';
import { routeDocument } from './document.js';
import { routeEvents } from './events.js';
import { InlineHandlers } from './inline-handlers.js';
import { routeJavaScriptURLs } from './javascript-urls.js';
import { formMembers, linkMembers, routeNavigation, type Navigation } from './navigation.js';
import { AppNodes } from './nodes.js';
import { guardNavigation, type ComingRealm } from './realm.js';
import { Resources } from './resources.js';
import { RootStyle } from './root-style.js';
import { Scripts } from './scripts.js';
import { Stylesheets } from './stylesheets.js';
import { routeWindow } from './window.js';

/** A page waits this long for its stylesheets before its scripts run without them, in milliseconds. */
const STYLESHEET_DEADLINE = 10_000;

/** An app that keeps asking is taken for settled after this, in milliseconds. */
const IDLE_DEADLINE = 10_000;

export interface PageOptions {
  readonly address: URL;
  /** Where the app's document goes. */
  readonly root: ShadowRoot;
  /** Names the app's storage. */
  readonly storageKey: string;
  /** Address of the script that begins each worker of the app, absolute. */
  readonly workerScopeURL: string;
  readonly client: AppClient;
  /** Where its scripts will run. */
  readonly coming: ComingRealm;
  /** Ends the making of the page. */
  readonly signal: AbortSignal;
  /** Called when the page leads to another one. */
  readonly navigate: (navigation: Navigation) => void;
  /** Called before any script of the page runs; what it adds is undone with the page. */
  readonly onrealm: (realm: Realm, disposables: Disposables) => void;
}

/** One page of an app, from its navigation to the next. */
export class Page {
  readonly realm: Realm;
  readonly #document: AppDocument;
  readonly #disposables: Disposables;
  readonly #client: AppClient;
  readonly #nodes: AppNodes;
  readonly #customElements: CustomElements;
  readonly #handlers: InlineHandlers;
  readonly #resources: Resources;
  readonly #rootStyle: RootStyle;
  readonly #scripts: Scripts;
  readonly #stylesheets: Stylesheets;
  readonly #navigate: (navigation: Navigation) => void;
  #readyState: DocumentReadyState = 'loading';
  /** While the page's markup is put in, its scripts wait for their turn. */
  #parsing = false;

  private constructor(
    realm: Realm,
    { root, storageKey, workerScopeURL, client, navigate, onrealm }: PageOptions,
    disposables: Disposables,
  ) {
    this.realm = realm;
    this.#client = client;
    this.#navigate = navigate;
    this.#disposables = disposables;
    this.#scripts = new Scripts(realm, client, disposables);
    this.#handlers = new InlineHandlers(realm);
    const urls = new BlobURLs(disposables);
    this.#stylesheets = new Stylesheets(
      { realm, client, urls, onchange: () => this.#rootStyle.changed() },
      disposables,
    );
    this.#resources = new Resources(realm, client, this.#stylesheets, urls);
    this.#nodes = new AppNodes(realm, root, {
      inserted: (element) => this.#inserted(element),
      styleChanged: (style) => this.#stylesheets.styleChanged(style),
      membersOf: (prototype) => this.#membersOf(prototype),
      parsed: (element) => {
        this.#resources.parsed(element);
        // Before the browser sees what it would import.
        if (element instanceof HTMLStyleElement) this.#stylesheets.styleChanged(element);
      },
      entered: (element) => {
        this.#handlers.entered(element);
        this.#customElements.adopted(element);
      },
      scriptParsed: (script) => this.#scripts.disable(script),
      copied: (original, copy) => {
        this.#resources.copied(original, copy);
        this.#scripts.copied(original, copy);
      },
      written: (original, copy) => this.#resources.written(original, copy),
    });
    this.#customElements = new CustomElements(realm, root, this.#nodes, disposables);
    this.#document = createDocument(root);
    const { base, canvas, html } = this.#document;
    this.#rootStyle = new RootStyle(this.#document, this.#stylesheets, disposables);
    disposables.add(() => {
      canvas.remove();
      base.remove();
    });
    this.#nodes.adopt(html);
    // Before the realm forgets that it lives in a frame.
    guardNavigation(realm, (url) => navigate({ url, method: 'GET', body: null }), disposables);
    routeEvents(realm, root, disposables);
    routeWindow(
      realm,
      this.#document,
      this.#nodes,
      this.#stylesheets,
      client,
      storageKey,
      workerScopeURL,
      disposables,
    );
    this.#customElements.install();
    routeDocument(
      realm,
      this.#document,
      this.#nodes,
      this.#scripts,
      this.#stylesheets,
      client,
      disposables.signal,
    );
    Object.defineProperty(realm.document, 'readyState', {
      configurable: true,
      get: () => this.#readyState,
    });
    routeNavigation(realm, root, client, navigate, disposables);
    routeJavaScriptURLs(realm, root, (code) => this.#scripts.evaluate(code), disposables);
    onrealm(realm, disposables);
    this.#watch(html);
  }

  static async create(options: PageOptions): Promise<Page> {
    const { coming, address } = options;
    const { disposables } = coming;
    try {
      const realm = await coming.realm;
      options.signal.throwIfAborted();
      realm.history.replaceState(null, '', address.pathname + address.search + address.hash);
      return new Page(realm, options, disposables);
    } catch (error) {
      disposables.dispose();
      throw error;
    }
  }

  /** Shows a page's markup and runs its scripts; resolves when they have run. */
  async load(markup: string): Promise<void> {
    const { html } = this.#document;
    this.#parsing = true;
    fillDocument(this.#document, markup);
    this.#parsing = false;
    const scripts = html.querySelectorAll('script');
    this.#scripts.preload(scripts);
    const links = [...html.querySelectorAll<HTMLLinkElement>('link[rel~="stylesheet" i]')];
    const styled = Promise.all(links.map((link) => this.#resources.connected(link)));
    await Promise.race([styled, delay(STYLESHEET_DEADLINE)]);
    if (this.#disposables.signal.aborted) return;
    this.#rootStyle.apply();
    await this.#scripts.parsed([...scripts], () => this.#enter('interactive'));
    this.realm.document.dispatchEvent(new Event('DOMContentLoaded', { bubbles: true }));
    this.#enter('complete');
    this.realm.dispatchEvent(new Event('load'));
    this.realm.dispatchEvent(new PageTransitionEvent('pageshow'));
  }

  /** Resolves when what the page's scripts have asked for at once has been answered. */
  async settled(): Promise<void> {
    await Promise.race([this.#client.idle(), delay(IDLE_DEADLINE)]);
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #enter(state: DocumentReadyState): void {
    this.#readyState = state;
    this.realm.document.dispatchEvent(new Event('readystatechange'));
  }

  #membersOf(prototype: object): PropertyDescriptorMap {
    const members = this.#resources.membersOf(prototype);
    if (isKind(prototype, HTMLScriptElement)) {
      Object.assign(members, this.#scripts.membersOf());
    }
    if (isKind(prototype, HTMLAnchorElement)) {
      Object.assign(members, linkMembers(this.realm, this.#client, this.#navigate));
    }
    if (isKind(prototype, HTMLFormElement)) {
      Object.assign(members, formMembers(this.realm, this.#client, this.#navigate));
    }
    if (isKind(prototype, HTMLStyleElement) || isKind(prototype, HTMLLinkElement)) {
      const sheet = Object.getOwnPropertyDescriptor(prototype, 'sheet')?.get;
      const stylesheets = this.#stylesheets;
      members['sheet'] = {
        configurable: true,
        get(this: HTMLStyleElement) {
          return stylesheets.adopt(sheet?.call(this) as CSSStyleSheet | null);
        },
      };
    }
    if (isKind(prototype, Element)) {
      Object.assign(members, this.#handlers.membersOf(prototype, members));
      const settle = (original: Element, copy: Element): void =>
        this.#resources.written(original, copy);
      const written = (css: string): string => this.#stylesheets.written(css);
      Object.assign(members, attributeMembers(prototype, members, written, settle));
    }
    return members;
  }

  /** Sets scripts and styles going that have come into the document. */
  #inserted(element: Element): void {
    // Most have nothing below them, and then there is nothing to look for.
    const found = element.firstElementChild
      ? element.querySelectorAll('script, style, link, [style]')
      : [];
    for (const each of [element, ...found]) {
      if (each.hasAttribute('style')) this.#stylesheets.styleAttribute(each);
      if (each instanceof HTMLStyleElement) this.#stylesheets.styleChanged(each);
      else if (each instanceof HTMLLinkElement) void this.#resources.connected(each);
      else if (each instanceof HTMLScriptElement && !this.#parsing) this.#scripts.inserted(each);
    }
  }

  /** Sees what no method of a node tells of: text of styles, `style` attributes, removals. */
  #watch(html: HTMLElement): void {
    const observer = new MutationObserver((records) => {
      let removed = false;
      for (const { type, target, removedNodes } of records) {
        if (type === 'attributes') this.#stylesheets.styleAttribute(target as Element);
        else if (type === 'childList') removed ||= removedNodes.length > 0;
        else if (target.parentNode instanceof HTMLStyleElement) {
          this.#stylesheets.styleChanged(target.parentNode);
        }
      }
      if (removed) this.#stylesheets.sweep();
    });
    observer.observe(html, {
      attributeFilter: ['style'],
      characterData: true,
      childList: true,
      subtree: true,
    });
    this.#disposables.add(() => observer.disconnect());
  }
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
