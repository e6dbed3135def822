import type { Disposables } from '../disposable.js';
import type { Realm } from '../http/fetch.js';
import {
  definitions,
  isStandIn,
  REACTIONS,
  scopes,
  standInFor,
  upgraded,
  type Definition,
  type Reaction,
} from './custom-element-names.js';
import type { AppNodes } from './nodes.js';

/** What the HTML standard reads from a class when it is defined. */
interface ElementClass extends CustomElementConstructor {
  readonly observedAttributes?: Iterable<string>;
  readonly formAssociated?: boolean;
}

/**
 * Gives the realm a `customElements` of its own, so that scripts of the app can define elements, and
 * other apps may use the same names for other ones.
 *
 * To the browser a name means one element in the whole page and for ever. So the page's registry gets,
 * once per name, a class that stands in for those of all apps: it makes plain elements, and those that
 * belong to an app become what that app has defined. Limits:
 *
 * - A name that an app has used can no more be defined by the page, nor one of the page's by an app.
 * - Whether the element takes part in forms, and which attributes are observed natively, is settled by the
 *   first definition of a name; elements of later ones are told of further attributes a microtask late.
 * - Classes may extend `HTMLElement`, but not the classes of built-in elements.
 */
export class CustomElements {
  readonly #realm: Realm;
  readonly #nodes: AppNodes;
  readonly #byName = new Map<string, Definition>();
  readonly #byClass = new Map<unknown, Definition>();
  /** Promises of names that are to be defined. */
  readonly #awaited = new Map<string, { promise: Promise<unknown>; resolve: () => void }>();
  /** Elements whose names have no definition yet. */
  readonly #undefined = new Set<HTMLElement>();
  /** Elements whose constructors run. */
  readonly #upgrading: HTMLElement[] = [];

  constructor(realm: Realm, root: ShadowRoot, nodes: AppNodes, disposables: Disposables) {
    this.#realm = realm;
    this.#nodes = nodes;
    scopes.set(root, this);
    disposables.add(() => scopes.delete(root));
  }

  /** Puts `customElements` and `HTMLElement` into the realm, over the page's. */
  install(): void {
    const realm = this.#realm;
    const value = this.#elementClass();
    Object.defineProperty(realm, 'HTMLElement', { configurable: true, writable: true, value });
    Object.defineProperties(realm.customElements, this.#registryMembers());
  }

  /** Makes an element that has come to the app, from wherever, what the app has defined. */
  adopted(element: Element): void {
    if (!upgraded.has(element) || definitions.has(element)) return;
    this.upgrade(element as HTMLElement, true);
  }

  /**
   * Makes an element what the app has defined under its name, now or once it does.
   *
   * @param late whether the platform has told of its attributes, and that it is connected, already
   */
  upgrade(element: HTMLElement, late: boolean): void {
    const definition = this.#byName.get(element.localName);
    if (!definition) {
      this.#nodes.restore(element);
      this.#undefined.add(element);
      return;
    }
    const { constructor: Class, reactions } = definition;
    Object.setPrototypeOf(element, Class.prototype as object);
    this.#upgrading.push(element);
    try {
      new Class();
    } catch (error) {
      this.#realm.reportError(error);
      return;
    } finally {
      const at = this.#upgrading.indexOf(element);
      if (at >= 0) this.#upgrading.splice(at);
    }
    this.#defined(element, definition);
    if (!late) return;
    for (const { name, value, namespaceURI } of element.attributes) {
      if (!definition.observed.has(name)) continue;
      reactions.get('attributeChangedCallback')?.call(element, name, null, value, namespaceURI);
    }
    if (element.isConnected) reactions.get('connectedCallback')?.call(element);
  }

  #defined(element: HTMLElement, definition: Definition): void {
    definitions.set(element, definition);
    definition.observer?.observe(element, {
      attributeFilter: [...definition.unheard],
      attributeOldValue: true,
    });
  }

  /** `HTMLElement` of the realm, whose constructor knows the app's classes. */
  #elementClass(): typeof HTMLElement {
    const byClass = this.#byClass;
    const upgrading = this.#upgrading;
    const defined = this.#defined.bind(this);
    const { TypeError } = this.#realm;
    function AppElement(): HTMLElement {
      const Class = new.target as unknown as CustomElementConstructor;
      const definition = byClass.get(Class);
      if (!definition) throw new TypeError('Illegal constructor');
      const present = upgrading.at(-1);
      if (present?.localName === definition.name) {
        upgrading.pop();
        return present;
      }
      const element = Reflect.construct(HTMLElement, [], definition.standIn);
      Object.setPrototypeOf(element, Class.prototype as object);
      defined(element, definition);
      return element;
    }
    AppElement.prototype = HTMLElement.prototype;
    Object.defineProperty(AppElement, 'name', { value: 'HTMLElement' });
    Object.setPrototypeOf(AppElement, Element);
    return AppElement as unknown as typeof HTMLElement;
  }

  #registryMembers(): PropertyDescriptorMap {
    const ofPage = (name: string): CustomElementConstructor | undefined => {
      const found = customElements.get(name);
      return isStandIn(found) ? undefined : found;
    };
    const get: CustomElementRegistry['get'] = (name) =>
      this.#byName.get(name)?.constructor ?? ofPage(name);
    const members: Partial<CustomElementRegistry> = {
      define: (name, constructor, options) => this.#define(name, constructor, options),
      get,
      getName: (constructor) => this.#byClass.get(constructor)?.name ?? null,
      upgrade: (root) => {
        customElements.upgrade(root);
        if (root instanceof Element)
          [root, ...root.querySelectorAll('*')].forEach((each) => this.adopted(each));
      },
      whenDefined: (name) => {
        const present = get(name);
        if (present) return this.#realm.Promise.resolve(present);
        let awaited = this.#awaited.get(name);
        if (!awaited) {
          let resolve = (): void => undefined;
          const promise = new this.#realm.Promise((settle) => {
            resolve = () => settle(get(name));
          });
          this.#awaited.set(name, (awaited = { promise, resolve }));
        }
        return awaited.promise as Promise<CustomElementConstructor>;
      },
    };
    const descriptors: PropertyDescriptorMap = {};
    for (const [name, value] of Object.entries(members)) {
      descriptors[name] = { configurable: true, writable: true, value };
    }
    return descriptors;
  }

  #define(name: string, constructor: ElementClass, options?: ElementDefinitionOptions): void {
    const refuse = (why: string): never => {
      throw new this.#realm.DOMException(`<${name}> ${why}`, 'NotSupportedError');
    };
    if (this.#byName.has(name) || this.#byClass.has(constructor))
      refuse('has been defined already.');
    if (options?.extends) refuse('extends a built-in element, which apps can’t define.');
    if (!Object.prototype.isPrototypeOf.call(this.#realm.HTMLElement, constructor)) {
      refuse('is not of a class that extends HTMLElement.');
    }
    const prototype = constructor.prototype as Record<string, Reaction | undefined>;
    const reactions = new Map<string, Reaction>();
    for (const reaction of REACTIONS) {
      const call = prototype[reaction];
      if (call) reactions.set(reaction, call);
    }
    const changed = reactions.get('attributeChangedCallback');
    const observed = new Set(changed ? constructor.observedAttributes : []);
    const formAssociated = Boolean(constructor.formAssociated);
    const standIn = standInFor(name, observed, formAssociated);
    const unheard = new Set(
      [...observed].filter((each) => !standIn.observedAttributes.includes(each)),
    );
    const observer = changed && unheard.size > 0 ? observerOf(changed) : undefined;
    const definition = { name, constructor, standIn, observed, reactions, unheard, observer };
    this.#nodes.adoptClass(constructor.prototype as object);
    this.#byName.set(name, definition);
    this.#byClass.set(constructor, definition);
    for (const element of this.#undefined) {
      if (element.localName !== name) continue;
      this.#undefined.delete(element);
      this.upgrade(element, true);
    }
    this.#awaited.get(name)?.resolve();
  }
}

/** Tells elements of changes of attributes that the platform does not. */
function observerOf(changed: Reaction): MutationObserver {
  return new MutationObserver((records) => {
    for (const { target, attributeName, attributeNamespace, oldValue } of records) {
      const element = target as HTMLElement;
      const value = element.getAttribute(attributeName ?? '');
      changed.call(element, attributeName, oldValue, value, attributeNamespace);
    }
  });
}
