import type { Realm } from '../http/fetch.js';
import {
  layoutChanges,
  type Component,
  type ComponentId,
  type PropsChange,
} from './layout-changes.js';

/** What Dash has in the app's global scope: since 2.16 both, for scripts of the app. */
interface DashRealm {
  readonly structuredClone: typeof structuredClone;
  readonly dash_clientside?: {
    set_props?(id: ComponentId, props: object): void;
  };
  /** The stores of its renderers, where its own `set_props` finds components. */
  readonly dash_stores?: readonly Store[];
}

type Path = readonly (string | number)[];

interface Store {
  getState(): {
    /** Null until Dash has loaded it. */
    readonly layout: unknown;
    /** Where in the layout the components are that have ids. */
    readonly paths: {
      readonly strs: Readonly<Record<string, Path>>;
      /** By the keys of their ids, which are sorted and joined by commas. */
      readonly objs: Readonly<Record<string, readonly { values: unknown[]; path: Path }[]>>;
    };
  };
  subscribe(listener: () => void): () => void;
}

/** The components of an app that is made with Dash, as the page sees them. */
export class Components {
  #realm: DashRealm | undefined;
  #unwatch: (() => void) | undefined;
  #onchange: ((change: PropsChange) => void) | undefined;

  /** Takes over the page of the app that is shown now. */
  attach(realm: Realm): void {
    this.detach();
    this.#realm = realm;
    this.#observe();
  }

  /** Lets go of the page of the app. */
  detach(): void {
    this.#unwatch?.();
    this.#unwatch = this.#realm = undefined;
  }

  /**
   * @returns a copy of a component's props
   * @throws {DOMException} `NotFoundError`, `NotSupportedError`
   */
  getProps(id: ComponentId): Record<string, unknown> {
    return copied(this.#find(id).props);
  }

  /**
   * Sets props of a component as a clientside callback may.
   *
   * @throws {DOMException} `NotFoundError`, `NotSupportedError`, or `DataCloneError` for what is no data
   */
  setProps(id: ComponentId, props: object): void {
    this.#find(id);
    const realm = this.#realm;
    // Made of the realm's own classes, and out of reach of what the page does with its objects later.
    realm?.dash_clientside?.set_props?.(realm.structuredClone(id), realm.structuredClone(props));
  }

  /** From now on tells of each component whose props change, whoever changes them. */
  watch(onchange: (change: PropsChange) => void): void {
    this.#onchange = onchange;
    if (this.#realm && !this.#unwatch) this.#observe();
  }

  #find(id: ComponentId): Component {
    const { dash_clientside: clientside, dash_stores: stores } = this.#realm ?? {};
    if (!clientside?.set_props || !stores) {
      throw new DOMException('The app shows no page of Dash 2.16 or newer.', 'NotSupportedError');
    }
    for (const store of stores) {
      const found = findComponent(store, id);
      if (found) return found;
    }
    const text = typeof id === 'string' ? id : JSON.stringify(id);
    throw new DOMException(`The app has no component with the id ${text}.`, 'NotFoundError');
  }

  #observe(): void {
    const onchange = this.#onchange;
    if (!onchange) return;
    const ends = (this.#realm?.dash_stores ?? []).map((store) =>
      observeLayout(store, (change) => onchange({ id: change.id, props: copied(change.props) })),
    );
    this.#unwatch = () => {
      for (const end of ends) end();
    };
  }
}

function findComponent(store: Store, id: ComponentId): Component | undefined {
  const { layout, paths } = store.getState();
  const path = typeof id === 'string' ? own(paths.strs, id) : pathOf(paths.objs, id);
  return path?.reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], layout) as
    Component | undefined;
}

function pathOf(
  all: ReturnType<Store['getState']>['paths']['objs'],
  id: Exclude<ComponentId, string>,
): Path | undefined {
  const keys = Object.keys(id).sort();
  const alike = own(all, keys.join(','));
  return alike?.find(({ values }) => keys.every((key, i) => values[i] === id[key]))?.path;
}

/** An entry of an object that is used as a map, and not what all objects have. */
function own<T>(map: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

/** Tells what changes in a layout; what changes in one go comes together. */
function observeLayout(store: Store, onchange: (change: PropsChange) => void): () => void {
  let { layout } = store.getState();
  let isDue = false;
  let hasEnded = false;
  const tell = (): void => {
    isDue = false;
    if (hasEnded) return;
    const before = layout;
    layout = store.getState().layout;
    for (const change of layoutChanges(before, layout)) onchange(change);
  };
  const unsubscribe = store.subscribe(() => {
    if (isDue || store.getState().layout === layout) return;
    isDue = true;
    queueMicrotask(tell);
  });
  return () => {
    hasEnded = true;
    unsubscribe();
  };
}

/** A copy in the page's own classes: what Dash works with is not the page's to change. */
function copied(props: Readonly<Record<string, unknown>>): Record<string, unknown> {
  try {
    return structuredClone(props);
  } catch {
    // A library may keep functions or nodes in its props: they are left out.
    return JSON.parse(JSON.stringify(props)) as Record<string, unknown>;
  }
}
