import type { AppClient } from '../http/app-client.js';
import type { Realm } from '../http/fetch.js';
import type { BlobURLs } from './blob-urls.js';
import { ADDRESS_NAMESPACE } from './css-rewriter.js';
import { accessor, isKind, method, nativeAccessor } from './descriptors.js';
import { FramedMarkup } from './framed-markup.js';
import { candidatesOf } from './srcset.js';
import type { Stylesheets } from './stylesheets.js';

/** The attributes that make a browser load something, by class. */
const RESOURCES: readonly (readonly [{ prototype: Element }, readonly string[]])[] = [
  [HTMLImageElement, ['src', 'srcset']],
  [HTMLSourceElement, ['src', 'srcset']],
  [HTMLVideoElement, ['src', 'poster']],
  [HTMLAudioElement, ['src']],
  [HTMLTrackElement, ['src']],
  [HTMLEmbedElement, ['src']],
  [HTMLObjectElement, ['data']],
  [HTMLIFrameElement, ['src', 'srcdoc']],
  [HTMLInputElement, ['src']],
  [HTMLLinkElement, ['href']],
  [SVGImageElement, ['href', 'xlink:href']],
  [SVGFEImageElement, ['href', 'xlink:href']],
  [SVGUseElement, ['href', 'xlink:href']],
];

/** Attributes that hold an address but load nothing: only what reads as a property is the realm's. */
const ADDRESSES: readonly (readonly [{ prototype: Element }, string, readonly string[]])[] = [
  [
    HTMLAnchorElement,
    'href',
    ['href', 'origin', 'protocol', 'host', 'hostname', 'port', 'pathname', 'search', 'hash'],
  ],
  [HTMLScriptElement, 'src', ['src']],
  [HTMLFormElement, 'action', ['action']],
];

type Attribute = (element: Element, name: string, ...more: unknown[]) => unknown;

/**
 * Loads what elements of the app name from the app.
 *
 * An attribute that names a resource of the app keeps its value for scripts, while the browser is given
 * the app's response as a blob. Addresses of other origins go to the browser as they are.
 */
export class Resources {
  readonly #realm: Realm;
  readonly #client: AppClient;
  readonly #stylesheets: Stylesheets;
  /** What scripts set, where the browser was given something else. */
  readonly #values = new WeakMap<Element, Map<string, string>>();
  /** The blob that an attribute shows. */
  readonly #blobs = new WeakMap<Element, Map<string, string>>();
  /** The latest load of an attribute; earlier ones that end later are dropped. */
  readonly #loads = new WeakMap<Element, Map<string, Promise<void>>>();
  /** What links of the document have begun to load. */
  readonly #links = new WeakMap<HTMLLinkElement, { href: string; done: Promise<void> }>();
  readonly #urls: BlobURLs;
  /** Requests under way, so that equal images ask once. */
  readonly #requests = new Map<string, Promise<Response>>();

  constructor(realm: Realm, client: AppClient, stylesheets: Stylesheets, urls: BlobURLs) {
    this.#realm = realm;
    this.#client = client;
    this.#stylesheets = stylesheets;
    this.#urls = urls;
  }

  /** The members of elements that name resources or addresses. */
  membersOf(prototype: object): PropertyDescriptorMap {
    for (const [kind, names] of RESOURCES) {
      if (isKind(prototype, kind)) return this.#resourceMembers(prototype, names);
    }
    for (const [kind, attribute, properties] of ADDRESSES) {
      if (isKind(prototype, kind)) return this.#addressMembers(prototype, attribute, properties);
    }
    return {};
  }

  /** Takes over the attributes that markup gave an element. */
  parsed(element: Element): void {
    for (const [kind, names] of RESOURCES) {
      if (!(element instanceof (kind as typeof Element))) continue;
      for (const name of names) {
        const value = element.getAttribute(name);
        if (value === null || !this.#isRouted(element, name, value)) continue;
        Element.prototype.removeAttribute.call(element, name);
        element.setAttribute(name, value);
      }
    }
  }

  /** Gives a copy what scripts set on its original: the copy itself has what the browser was given. */
  copied(original: Element, copy: Element): void {
    for (const [name, value] of this.#values.get(original) ?? []) {
      Element.prototype.removeAttributeNS.call(copy, null, name);
      copy.setAttribute(name, value);
    }
  }

  /** Gives a copy that nothing shows the attributes that the app wrote to its original. */
  written(original: Element, copy: Element): void {
    const values = this.#values.get(original);
    // The markup of a frame whose address was written.
    if (values?.has('src') && !values.has('srcdoc')) copy.removeAttribute('srcdoc');
    for (const [name, value] of values ?? []) {
      copy.removeAttributeNS(ADDRESS_NAMESPACE, name);
      copy.setAttribute(name, value);
    }
    const style = copy.getAttribute('style');
    if (style !== null) copy.setAttribute('style', this.#stylesheets.written(style));
  }

  /**
   * Loads what a `<link>` names, once it is in the document and says what it is.
   *
   * @returns a promise that settles when the link has loaded or failed
   */
  connected(link: HTMLLinkElement): Promise<void> {
    const href = link.getAttribute('href');
    const isStylesheet = /\bstylesheet\b/i.test(link.rel);
    if (href === null || (!isStylesheet && !/\bicon\b/i.test(link.rel))) return Promise.resolve();
    const known = this.#links.get(link);
    if (known?.href === href) return known.done;
    const done = new Promise<void>((resolve) => {
      for (const type of ['load', 'error']) link.addEventListener(type, () => resolve());
      void this.#load(link, 'href', href).then(() => {
        if (!isStylesheet || link.disabled) resolve();
      });
    });
    this.#links.set(link, { href, done });
    return done;
  }

  /** The app's response to a GET of `url`; requests for the same that overlap are one. */
  async get(url: URL): Promise<Response> {
    const key = url.href;
    let request = this.#requests.get(key);
    if (!request) {
      request = this.#client
        .fetch(new Request(url), this.#realm.location.href)
        .finally(() => this.#requests.delete(key));
      this.#requests.set(key, request);
    }
    return (await request).clone();
  }

  #resourceMembers(prototype: Element, names: readonly string[]): PropertyDescriptorMap {
    const { getAttribute, hasAttribute, removeAttribute, setAttribute, setAttributeNS } = prototype;
    const isResource = (name: unknown): name is string =>
      names.includes(String(name).toLowerCase());
    const set = (element: Element, name: string, value: string, native: () => void): void => {
      this.#forget(element, name);
      if (!this.#isRouted(element, name, value)) native();
      else {
        this.#put(this.#values, element, name, value);
        if (isSelectable(name)) {
          Element.prototype.setAttributeNS.call(element, ADDRESS_NAMESPACE, name, value);
        }
        if (!(element instanceof HTMLLinkElement)) void this.#load(element, name, value);
        else if (element.isConnected) void this.connected(element);
      }
    };
    const remove: Attribute = (element, name) => {
      this.#forget(element, name);
      removeAttribute.call(element, name);
    };
    const members: PropertyDescriptorMap = {
      getAttribute: method(
        (node, name) => this.#value(node, name) ?? getAttribute.call(node, name as string),
      ),
      hasAttribute: method(
        (node, name) =>
          this.#value(node, name) !== undefined || hasAttribute.call(node, name as string),
      ),
      removeAttribute: method((node, name) => remove(node as Element, name as string)),
      setAttribute: method((node, name, value) => {
        const native = () => setAttribute.call(node, name as string, value as string);
        if (isResource(name)) set(node as Element, name.toLowerCase(), String(value), native);
        else native();
        // A link says what it is with any of its attributes.
        if (node instanceof HTMLLinkElement && node.isConnected) void this.connected(node);
      }),
      setAttributeNS: method((node, namespace, name, value) => {
        const native = () =>
          setAttributeNS.call(node, namespace as string, name as string, value as string);
        if (isResource(name)) set(node as Element, name, String(value), native);
        else native();
      }),
    };
    for (const name of names) {
      if (!(name in prototype) || prototype instanceof SVGElement) continue;
      const property = nativeAccessor(prototype, name);
      members[name] = accessor(
        (node) => {
          const value = this.#value(node, name);
          if (value === undefined) return property.get.call(node);
          return ['srcset', 'srcdoc'].includes(name) ? value : this.#resolve(value).href;
        },
        (node, value) =>
          set(node as Element, name, String(value), () => property.set.call(node, value)),
      );
    }
    return members;
  }

  #addressMembers(
    prototype: Element,
    attribute: string,
    properties: readonly string[],
  ): PropertyDescriptorMap {
    const members: PropertyDescriptorMap = {};
    for (const name of properties) {
      const property = nativeAccessor(prototype, name);
      members[name] = accessor(
        (node) => {
          const value = (node as Element).getAttribute(attribute);
          if (value === null) return property.get.call(node);
          const url = this.#tryResolve(value);
          return url ? url[(name === attribute ? 'href' : name) as 'href'] : value;
        },
        (node, value) => property.set.call(node, value),
      );
    }
    return members;
  }

  async #load(element: Element, name: string, value: string): Promise<void> {
    const load = this.#show(element, name, value, () => {
      return this.#loads.get(element)?.get(name) === load;
    });
    this.#put(this.#loads, element, name, load);
    await load;
  }

  async #show(
    element: Element,
    name: string,
    value: string,
    isLatest: () => boolean,
  ): Promise<void> {
    try {
      const shown = await this.#shown(element, name, value);
      if (!isLatest()) {
        this.#urls.revoke(shown);
        return;
      }
      const native = this.#blobs.get(element)?.get(name);
      if (native) this.#urls.revoke(native);
      this.#put(this.#blobs, element, name, shown);
      if (element instanceof HTMLIFrameElement && !shown.startsWith('blob:')) {
        Element.prototype.setAttribute.call(element, 'srcdoc', shown);
      } else {
        const namespace = name.startsWith('xlink:') ? 'http://www.w3.org/1999/xlink' : null;
        Element.prototype.setAttributeNS.call(element, namespace, name, shown);
      }
      // A player does not look again at sources that come to have an address.
      const player = element.parentElement;
      if (element instanceof HTMLSourceElement && player instanceof HTMLMediaElement) {
        if (player.readyState === player.HAVE_NOTHING) player.load();
      }
    } catch (error) {
      if (!isLatest()) return;
      console.error(error);
      element.dispatchEvent(new Event('error'));
    }
  }

  /** What the browser is to be given for an attribute that names something of the app's. */
  async #shown(element: Element, name: string, value: string): Promise<string> {
    if (name === 'srcset') return this.#shownSet(element, value);
    if (name === 'srcdoc') return this.#shownMarkup(element, this.#framed(value));
    const url = this.#resolve(value);
    if (element instanceof HTMLLinkElement && /\bstylesheet\b/i.test(element.rel)) {
      return this.#shownStylesheet(element, url);
    }
    if (!this.#client.owns(url)) return url.href;
    const response = await this.get(url);
    const type = response.headers.get('content-type') ?? '';
    if (element instanceof HTMLIFrameElement && type.startsWith('text/html')) {
      return this.#shownMarkup(element, this.#framed(await response.text(), url.href));
    }
    return this.#urls.create(await response.blob(), element) + url.hash;
  }

  /** Markup for a frame, which is not in the app's realm: all that it loads of the app's are blobs. */
  #shownMarkup(frame: Element, markup: FramedMarkup): Promise<string> {
    return markup.replaced(async (url) => {
      const response = await this.get(url);
      return this.#urls.create(await response.blob(), frame);
    });
  }

  #framed(markup: string, base = this.#realm.location.href): FramedMarkup {
    return new FramedMarkup(markup, base, (url) => this.#client.owns(url));
  }

  /** A stylesheet made fit for the shadow tree; one that may not be read stays where it is. */
  async #shownStylesheet(link: HTMLLinkElement, url: URL): Promise<string> {
    const { integrity } = link;
    // The browser would hold the changed text against it; it has been checked by then.
    Element.prototype.removeAttribute.call(link, 'integrity');
    let response: Response;
    try {
      response = this.#client.owns(url) ? await this.get(url) : await fetch(url, { integrity });
    } catch (error) {
      if (this.#client.owns(url) || integrity) throw error;
      return url.href;
    }
    if (!response.ok) throw new Error(`${url.href}: ${response.status}`);
    const css = await this.#stylesheets.linked(await response.text(), url, link);
    return this.#urls.create(new Blob([css], { type: 'text/css' }), link);
  }

  /** The candidates of a `srcset`, those of the app's as blobs. */
  async #shownSet(element: Element, value: string): Promise<string> {
    const candidates = await Promise.all(
      candidatesOf(value).map(async ([address, descriptor]) => {
        const url = this.#resolve(address);
        if (!this.#client.owns(url)) return `${url.href}${descriptor}`;
        return this.#urls.create(await (await this.get(url)).blob(), element) + descriptor;
      }),
    );
    return candidates.join(', ');
  }

  /** Whether an attribute's value is for us to load: the app's resources, and stylesheets of any origin. */
  #isRouted(element: Element, name: string, value: string): boolean {
    if (name === 'srcdoc') return this.#framed(value).asksApp;
    const addresses = name === 'srcset' ? candidatesOf(value).map(([url]) => url) : [value];
    return addresses.some((address) => {
      const url =
        address.trim() === '' || address.startsWith('#') ? null : this.#tryResolve(address);
      if (!url || !/^https?:$/.test(url.protocol)) return false;
      return element instanceof HTMLLinkElement || this.#client.owns(url);
    });
  }

  #value(node: Node, name: unknown): string | undefined {
    return this.#values.get(node as Element)?.get(String(name).toLowerCase());
  }

  #forget(element: Element, name: string): void {
    this.#values.get(element)?.delete(name);
    if (isSelectable(name)) {
      Element.prototype.removeAttributeNS.call(element, ADDRESS_NAMESPACE, name);
    }
    this.#loads.get(element)?.delete(name);
    const blob = this.#blobs.get(element)?.get(name);
    if (blob !== undefined) this.#urls.revoke(blob);
    this.#blobs.get(element)?.delete(name);
  }

  #put<T>(map: WeakMap<Element, Map<string, T>>, element: Element, name: string, value: T): void {
    const values = map.get(element) ?? new Map<string, T>();
    values.set(name, value);
    map.set(element, values);
  }

  #resolve(value: string): URL {
    return new URL(value, this.#realm.location.href);
  }

  #tryResolve(value: string): URL | null {
    return URL.canParse(value, this.#realm.location.href) ? this.#resolve(value) : null;
  }
}

/** Whether selectors by an attribute are rewritten: see {@link ADDRESS_NAMESPACE}. */
function isSelectable(name: string): boolean {
  return name === 'href' || name === 'src';
}
