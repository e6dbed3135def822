/** A method of an element's class that the platform calls. */
export type Reaction = (this: HTMLElement, ...args: unknown[]) => void;

/** What an app has defined as a custom element. */
export interface Definition {
  readonly name: string;
  readonly constructor: CustomElementConstructor;
  /** The names of attributes that the class asks to be told of. */
  readonly observed: ReadonlySet<string>;
  /** The class's reactions, as they were when it was defined. */
  readonly reactions: ReadonlyMap<string, Reaction>;
  /** What the page's registry holds in its place. */
  readonly standIn: StandIn;
  /** Observed attributes of which the platform does not tell, and what does. */
  readonly unheard: ReadonlySet<string>;
  readonly observer: MutationObserver | undefined;
}

/** The custom elements of one app. */
export interface Scope {
  /**
   * Makes an element what the app has defined under its name, now or once it does.
   *
   * @param late whether the platform has told of its attributes, and that it is connected, already
   */
  upgrade(element: HTMLElement, late: boolean): void;
}

/** What the platform calls on custom elements, apart from their constructors. */
export const REACTIONS = [
  'connectedCallback',
  'disconnectedCallback',
  'adoptedCallback',
  'attributeChangedCallback',
  'formAssociatedCallback',
  'formDisabledCallback',
  'formResetCallback',
  'formStateRestoreCallback',
] as const;

/** The scopes of the apps that are shown, by the roots of their documents. */
export const scopes = new WeakMap<Node, Scope>();

/** Elements that the platform has upgraded: to the page's registry their names are defined. */
export const upgraded = new WeakSet<Element>();

/** What elements are to their apps. */
export const definitions = new WeakMap<Element, Definition>();

export type StandIn = CustomElementConstructor & { readonly observedAttributes: readonly string[] };

/** The page's classes for names that apps have defined; the page's registry never forgets one. */
const standIns = new Map<string, StandIn>();

/** Whether apps have defined a name, rather than the page itself. */
export function isStandIn(constructor: CustomElementConstructor | undefined): boolean {
  return constructor !== undefined && [...standIns.values()].includes(constructor as StandIn);
}

/**
 * Gives the page's registry a class that stands in for those that apps define under a name.
 *
 * @returns the class; the same for all apps
 * @throws DOMException if the page itself has defined the name, or it is none for an element
 */
export function standInFor(
  name: string,
  observed: ReadonlySet<string>,
  formAssociated: boolean,
): StandIn {
  const known = standIns.get(name);
  if (known) return known;
  const standIn = class extends HTMLElement {
    static readonly observedAttributes = [...observed];
    static readonly formAssociated = formAssociated;

    constructor() {
      super();
      upgraded.add(this);
      // Until an app makes more of it, this is an element of an unknown name.
      Object.setPrototypeOf(this, HTMLElement.prototype);
      scopeOf(this)?.upgrade(this, false);
    }
  };
  for (const reaction of REACTIONS) {
    Object.defineProperty(standIn.prototype, reaction, {
      value: function (this: HTMLElement, ...args: unknown[]): void {
        // An element that was made outside of any app comes into one.
        if (!definitions.has(this) && reaction === 'connectedCallback') {
          scopeOf(this)?.upgrade(this, true);
          return;
        }
        const definition = definitions.get(this);
        if (reaction === 'attributeChangedCallback') {
          if (!definition?.observed.has(args[0] as string)) return;
        }
        definition?.reactions.get(reaction)?.apply(this, args);
      },
    });
  }
  customElements.define(name, standIn);
  standIns.set(name, standIn);
  return standIn;
}

/** The scope of the app that an element stands in, if need be within shadow trees. */
function scopeOf(element: Element): Scope | undefined {
  for (let root = rootOf(element); ; root = rootOf(root.host)) {
    const scope = scopes.get(root);
    if (scope || !(root instanceof ShadowRoot)) return scope;
  }
}

/** The native answer: an app's own node takes its document for the top. */
function rootOf(node: Node): Node {
  return Node.prototype.getRootNode.call(node);
}
