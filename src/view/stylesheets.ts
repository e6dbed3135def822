import type { Dispose, Disposables } from '../disposable.js';
import type { AppClient } from '../http/app-client.js';
import type { Realm } from '../http/fetch.js';
import type { BlobURLs } from './blob-urls.js';
import {
  NO_UNITS,
  restoreUnits,
  rewriteCSS,
  usesUnits,
  type Rewritten,
  type Units,
  type URLKind,
} from './css-rewriter.js';
import { accessor, nativeAccessor } from './descriptors.js';
import { hoistRule } from './hoisted-rules.js';
import { isReadable, OWN_UNITS, rewriteDeclarations } from './own-units.js';

/** Stands in a stylesheet for something of the app's that is still being fetched. */
const PENDING = 'data:,web-dash:';

/** Stands for what could not be had. */
const NOTHING = 'data:,';

/** Addresses that aren't of HTTP, whatever they are relative to. */
const OTHER_SCHEME = /^(?!https?:)[a-z][a-z\d+.-]*:/i;

/** Keeps the index of a rule that was hoisted. */
const NO_RULE = '@media not all {}';

export interface StylesheetsOptions {
  readonly realm: Realm;
  readonly client: AppClient;
  readonly urls: BlobURLs;
  /** Called when other rules may apply than before. */
  readonly onchange: () => void;
}

/**
 * Makes the app's styles work in a shadow tree: linked stylesheets, style elements, rules that scripts
 * insert, constructed stylesheets and `style` attributes. See {@link rewriteCSS} for what changes.
 */
export class Stylesheets {
  readonly #realm: Realm;
  readonly #client: AppClient;
  readonly #urls: BlobURLs;
  readonly #onchange: () => void;
  #units: Units = NO_UNITS;
  /** What stylesheets name, as blobs, by address. */
  readonly #blobs = new Map<string, Promise<string>>();
  /** The blobs that have come. */
  readonly #loaded = new Map<string, string>();
  /** Addresses as they were written in the page or by its scripts, by those and by their blobs. */
  readonly #addresses = new Map<string, string>();
  /** The rules hoisted from each owner's stylesheet. */
  readonly #rules = new WeakMap<Element, string[]>();
  /** Owners whose rules are in the page's document now. */
  readonly #hoisted = new Map<Element, Dispose[]>();
  #sheetPrototype: object | undefined;

  constructor(options: StylesheetsOptions, disposables: Disposables) {
    this.#realm = options.realm;
    this.#client = options.client;
    this.#urls = options.urls;
    this.#onchange = options.onchange;
    disposables.add(() => {
      for (const undo of [...this.#hoisted.values()].flat()) undo();
    });
  }

  /**
   * A linked stylesheet, with all it names as blobs.
   *
   * @param chain the stylesheets that import this one, which it can't import again
   */
  async linked(
    css: string,
    base: URL,
    owner: Element,
    chain: readonly string[] = [],
  ): Promise<string> {
    const pending = new Set<Promise<string>>();
    this.#rewrite(css, base, (blob) => pending.add(blob), [...chain, base.href]);
    await Promise.all(pending);
    const { css: rewritten, hoisted } = this.#rewrite(css, base);
    this.#hoist(owner, hoisted);
    return rewritten;
  }

  /** Rewrites the text of a style element in place: some libraries keep its text nodes. */
  styleChanged(style: HTMLStyleElement): void {
    for (const node of style.childNodes) {
      if (node instanceof Text) this.#rewriteText(style, node);
    }
    if (style.isConnected) this.#hoist(style, []);
    this.#onchange();
  }

  /** Rewrites a `style` attribute that names something of the app's. */
  styleAttribute(element: Element): void {
    const css = Element.prototype.getAttribute.call(element, 'style');
    if (!css || !(css.includes('url(') || usesUnits(css, this.#units))) return;
    const pending: Promise<string>[] = [];
    const rewritten = this.#rewrite(css, this.#base, (blob) => pending.push(blob)).css;
    if (rewritten !== css) element.setAttribute('style', rewritten);
    if (pending.length === 0) return;
    void Promise.all(pending).then(() => this.styleAttribute(element));
  }

  /**
   * Has units that browsers take from the page's root be the app's own from now on: in all that comes, and
   * in what is there.
   */
  ownUnits(): void {
    this.#units = OWN_UNITS;
    // Stylesheets that are imported again are to be made anew.
    this.#blobs.clear();
    this.#loaded.clear();
    const { documentElement, styleSheets, adoptedStyleSheets } = this.#realm.document;
    for (const sheet of [...styleSheets, ...adoptedStyleSheets]) this.#ownUnitsIn(sheet);
    for (const element of [documentElement, ...documentElement.querySelectorAll('[style]')]) {
      this.styleAttribute(element);
    }
    // Of a link that was disabled till now, say.
    documentElement.addEventListener(
      'load',
      ({ target }) => this.#ownUnitsIn((target as HTMLLinkElement).sheet),
      { capture: true },
    );
  }

  /** Takes in stylesheets that scripts have made. */
  adopted(sheets: readonly CSSStyleSheet[]): void {
    for (const sheet of sheets) this.#ownUnitsIn(sheet);
    this.#onchange();
  }

  #ownUnitsIn(sheet: CSSStyleSheet | null | undefined): void {
    if (this.#units.size === 0 || !sheet || !isReadable(sheet)) return;
    rewriteDeclarations(sheet, (css) => rewriteCSS(css, (url) => url, this.#units).css);
  }

  /** Declarations as the app wrote them. */
  written(css: string): string {
    return restoreUnits(css).replace(/(url\(")([^"#]+)/g, (text, start: string, url: string) => {
      const isPending = url.startsWith(PENDING);
      const address = isPending
        ? decodeURIComponent(url.slice(PENDING.length))
        : this.#addresses.get(url);
      return address === undefined ? text : start + address;
    });
  }

  /** Takes rules out of the page whose stylesheet has left the app's document. */
  sweep(): void {
    for (const [owner, undo] of this.#hoisted) {
      if (owner.isConnected) continue;
      this.#hoisted.delete(owner);
      for (const each of undo) each();
    }
  }

  /** Gives a stylesheet the methods that rewrite what they are given. */
  adopt<T extends CSSStyleSheet | null>(sheet: T): T {
    if (sheet) Object.setPrototypeOf(sheet, (this.#sheetPrototype ??= this.#makeSheetPrototype()));
    return sheet;
  }

  #rewriteText(style: HTMLStyleElement, node: Text): void {
    const pending: Promise<string>[] = [];
    const { css, hoisted } = this.#rewrite(node.data, this.#base, (blob) => pending.push(blob));
    if (css !== node.data) node.data = css;
    this.#hoistLoaded(style, hoisted, pending);
    if (pending.length === 0) return;
    void Promise.all(pending).then(() => this.#rewriteText(style, node));
  }

  #makeSheetPrototype(): object {
    const { insertRule, replace, replaceSync } = CSSStyleSheet.prototype;
    const inserted = (sheet: CSSStyleSheet, rule: string, index = 0): number => {
      this.#onchange();
      const pending: Promise<string>[] = [];
      const { css, hoisted } = this.#rewrite(rule, this.#base, (blob) => pending.push(blob));
      if (sheet.ownerNode instanceof Element) this.#hoistLoaded(sheet.ownerNode, hoisted, pending);
      const at = insertRule.call(sheet, css.trim() || NO_RULE, index);
      const made = sheet.cssRules[at];
      if (pending.length > 0) {
        void Promise.all(pending).then(() => {
          const now = [...sheet.cssRules].findIndex((other) => other === made);
          if (now < 0) return;
          insertRule.call(sheet, this.#rewrite(css, this.#base).css, now);
          sheet.deleteRule(now + 1);
        });
      }
      return at;
    };
    const changed = (css: string, set: (css: string) => void): Promise<unknown> => {
      this.#onchange();
      const pending: Promise<string>[] = [];
      const { css: rewritten, hoisted } = this.#rewrite(css, this.#base, (blob) =>
        pending.push(blob),
      );
      this.#hoistLoaded(this.#realm.document.documentElement, hoisted, pending);
      set(rewritten);
      return Promise.all(pending).then(() => {
        if (pending.length > 0) set(this.#rewrite(rewritten, this.#base).css);
      });
    };
    const href = nativeAccessor(CSSStyleSheet.prototype, 'href').get;
    return Object.create(CSSStyleSheet.prototype, {
      href: accessor((sheet) => {
        const { ownerNode } = sheet as unknown as CSSStyleSheet;
        return ownerNode instanceof HTMLLinkElement ? ownerNode.href : href.call(sheet);
      }),
      insertRule: value(function (this: CSSStyleSheet, rule: string, index?: number) {
        return inserted(this, rule, index);
      }),
      addRule: value(function (this: CSSStyleSheet, selector = '', style = '', index?: number) {
        inserted(this, `${selector} {${style}}`, index ?? this.cssRules.length);
        return -1;
      }),
      replaceSync: value(function (this: CSSStyleSheet, css: string) {
        void changed(css, (text) => replaceSync.call(this, text));
      }),
      replace: value(function (this: CSSStyleSheet, css: string) {
        let done: Promise<CSSStyleSheet> | undefined;
        void changed(css, (text) => {
          done = replace.call(this, text);
        });
        return done;
      }),
    }) as object;
  }

  /** Hoists rules once what they name has come: in the page they can't be changed any more. */
  #hoistLoaded(
    owner: Element,
    found: readonly string[],
    pending: readonly Promise<string>[],
  ): void {
    const isWaiting = (rule: string): boolean => rule.includes(PENDING);
    this.#hoist(
      owner,
      found.filter((rule) => !isWaiting(rule)),
    );
    const waiting = found.filter(isWaiting);
    if (waiting.length === 0) return;
    void Promise.all(pending).then(() => {
      this.#hoist(
        owner,
        waiting.flatMap((rule) => this.#rewrite(rule, this.#base).hoisted),
      );
    });
  }

  /** Puts the owner's rules into the page, and those found now, if the owner is in the document. */
  #hoist(owner: Element, found: readonly string[]): void {
    const rules = this.#rules.get(owner) ?? [];
    const added = found.filter((rule) => !rules.includes(rule));
    if (added.length > 0) this.#rules.set(owner, [...rules, ...added]);
    if (!owner.isConnected) return;
    const active = this.#hoisted.get(owner);
    const wanted = active ? added : [...rules, ...added];
    if (wanted.length === 0) return;
    this.#hoisted.set(owner, [...(active ?? []), ...wanted.map(hoistRule)]);
  }

  #rewrite(
    css: string,
    base: URL,
    onPending?: (blob: Promise<string>) => void,
    chain: readonly string[] = [],
  ): Rewritten {
    const replaceURL = (written: string, kind: URLKind): string => {
      const address = written.startsWith(PENDING)
        ? decodeURIComponent(written.slice(PENDING.length))
        : written;
      // Of `data:` and its like long ones needn't be read.
      if (address === '' || address.startsWith('#') || OTHER_SCHEME.test(address)) return written;
      if (!URL.canParse(address, base.href)) return written;
      const url = new URL(address, base);
      if (!/^https?:$/.test(url.protocol)) return written;
      // Of other origins, stylesheets alone are read: for their fonts, which must be hoisted.
      if (!this.#client.owns(url) && kind === 'resource') return url.href;
      const { hash } = url;
      url.hash = '';
      const loaded = this.#loaded.get(url.href);
      if (base.href === this.#base.href && !written.startsWith(PENDING)) {
        this.#addresses.set(url.href, hash ? written.slice(0, -hash.length) : written);
      }
      if (loaded !== undefined) {
        this.#addresses.set(loaded, this.#addresses.get(url.href) ?? url.href);
        return loaded + hash;
      }
      if (chain.includes(url.href)) return NOTHING;
      onPending?.(this.#blob(url, kind, chain));
      return PENDING + encodeURIComponent(url.href + hash);
    };
    return rewriteCSS(css, replaceURL, this.#units);
  }

  #blob(url: URL, kind: URLKind, chain: readonly string[]): Promise<string> {
    let blob = this.#blobs.get(url.href);
    if (!blob) {
      blob = this.#fetch(url, kind, chain).catch((error: unknown) => {
        // A stylesheet that may not be read can be shown nevertheless.
        if (!this.#client.owns(url)) return url.href;
        console.error(error);
        return NOTHING;
      });
      this.#blobs.set(url.href, blob);
      void blob.then((loaded) => this.#loaded.set(url.href, loaded));
    }
    return blob;
  }

  async #fetch(url: URL, kind: URLKind, chain: readonly string[]): Promise<string> {
    const response = await this.#client.fetch(new Request(url), this.#realm.location.href);
    if (!response.ok) throw new Error(`${url.pathname}: ${response.status}`);
    if (kind === 'resource') return this.#urls.create(await response.blob());
    const owner = this.#realm.document.documentElement;
    const css = await this.linked(await response.text(), url, owner, chain);
    return this.#urls.create(new Blob([css], { type: 'text/css' }));
  }

  /** What addresses in style elements and scripts are relative to. */
  get #base(): URL {
    return new URL(this.#realm.location.href);
  }
}

function value(method: unknown): PropertyDescriptor {
  return { configurable: true, writable: true, value: method };
}
