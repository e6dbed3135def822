import type { Disposables } from '../disposable.js';
import type { AddressBar, HistoryEntry } from '../view/history.js';

/** The part of the page's address in which that of an app stands. */
export type AddressPart = 'hash' | 'query';

/** Where an app begins: its address is then left out of the page's. */
const START = '/';

/** What the page's `history.state` holds besides what is the page's own: entries by the keys of apps. */
const STATE = 'web-dash';

type State = Readonly<Record<string, unknown>>;

/**
 * Keeps the address of an app in the page's own, as a parameter among others: `#app=/page?q=1&other=…`.
 *
 * All else in the page's address and `history.state` stays as it is.
 */
export class PageAddress implements AddressBar {
  readonly #part: AddressPart;
  readonly #key: string;

  /** @param key the parameter's name: another one for each app of the page */
  constructor(part: AddressPart, key: string) {
    this.#part = part;
    this.#key = key;
  }

  read(): HistoryEntry | null {
    const stamp = stampsOf(history.state)[this.#key] as Omit<HistoryEntry, 'address'> | undefined;
    const name = encode(this.#key);
    const written = parametersOf(this.#text).find((parameter) => nameOf(parameter) === name);
    if (written === undefined && !stamp) return null;
    return { ...stamp, address: decode(written?.slice(name.length + 1) ?? START) };
  }

  write({ address, ...stamp }: HistoryEntry, isNew: boolean): void {
    const name = encode(this.#key);
    const others = parametersOf(this.#text).filter((parameter) => nameOf(parameter) !== name);
    const own = address === START ? [] : [`${name}=${encode(address)}`];
    const url = new URL(location.href);
    url[this.#part === 'hash' ? 'hash' : 'search'] = [...others, ...own].join('&');
    const state: unknown = history.state;
    // A page whose state is no object keeps it, without ours: the app is then opened anew on the way back.
    const merged =
      state === null || isRecord(state)
        ? { ...state, [STATE]: { ...stampsOf(state), [this.#key]: stamp } }
        : state;
    if (isNew) history.pushState(merged, '', url);
    else history.replaceState(merged, '', url);
  }

  listen(onmove: () => void, disposables: Disposables): void {
    disposables.listen(window, 'popstate', onmove);
  }

  get #text(): string {
    return (this.#part === 'hash' ? location.hash : location.search).slice(1);
  }
}

function stampsOf(state: unknown): State {
  const stamps = isRecord(state) ? state[STATE] : undefined;
  return isRecord(stamps) ? stamps : {};
}

function isRecord(value: unknown): value is State {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The parameters of a query or hash, as they are written: what is not ours is not to be changed. */
function parametersOf(text: string): string[] {
  return text === '' ? [] : text.split('&');
}

function nameOf(parameter: string): string {
  return parameter.split('=', 1)[0] ?? '';
}

/** As `encodeURIComponent`, but what needs no encoding in a query or hash stays readable. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/%(?:2F|3F|3A|40|2C|3B|3D)/g, decodeURIComponent);
}

/** The address that a parameter names; what is none of an app is where the app begins. */
function decode(value: string): string {
  try {
    const text = decodeURIComponent(value.replaceAll('+', ' '));
    const { origin, pathname, search, hash } = new URL(text, location.origin);
    return origin === location.origin ? pathname + search + hash : START;
  } catch {
    return START;
  }
}
