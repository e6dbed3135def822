import type { Disposables } from '../disposable.js';
import type { Realm } from '../http/fetch.js';

/** Where an app has been. */
export interface HistoryEntry {
  /** The app's path, query and hash. */
  readonly address: string;
  /** Which document of the app made the entry; none did where the reader has written the address. */
  readonly document?: string;
  /** Tells the entries of a document from each other. */
  readonly step?: number;
  /** What `history.state` is there. */
  readonly state?: unknown;
}

/** Keeps the entries of an app's history, and shows the reader its address, where it has a place for that. */
export interface AddressBar {
  /** The present entry; `null` where the page is somewhere that says nothing of the app. */
  read(): HistoryEntry | null;
  /** Replaces the present entry, or adds one behind it. */
  write(entry: HistoryEntry, isNew: boolean): void;
  /** Calls back when another entry may have become the present one. */
  listen(onmove: () => void, disposables: Disposables): void;
}

let documents = 0;

/**
 * Has a document of the app live in a history that outlives it: what this pushes is an entry there, and where the
 * reader goes in it, the document follows, or another one is shown.
 *
 * The realm's own history stays where it is, save for hashes that its location is given natively.
 *
 * @param isNew whether the document has an entry of its own, behind that of the one before
 * @param open shows another document
 */
export function routeHistory(
  realm: Realm,
  bar: AddressBar,
  isNew: boolean,
  open: (address: string) => void,
  disposables: Disposables,
): void {
  const { history, location } = realm;
  const { replaceState } = realm.History.prototype;
  // Also among those of other visits of the page, whose entries are still there.
  const document = `${performance.timeOrigin}-${++documents}`;
  let lastStep = 0;
  let step = 0;

  const here = (): string => location.pathname + location.search + location.hash;
  const write = (isPushed: boolean): void =>
    bar.write({ address: here(), document, step, state: history.state as unknown }, isPushed);

  const follow = (): void => {
    const entry = bar.read();
    if (entry?.document === document) {
      if (entry.step !== step) go(entry);
    } else if (entry && entry.address !== here()) {
      open(entry.address);
    } else {
      write(false);
    }
  };
  const go = (entry: HistoryEntry): void => {
    const before = new URL(location.href);
    step = entry.step ?? 0;
    replaceState.call(history, entry.state, '', entry.address);
    realm.dispatchEvent(new PopStateEvent('popstate', { state: history.state as unknown }));
    if (before.hash === location.hash) return;
    const addresses = { oldURL: before.href, newURL: location.href };
    realm.dispatchEvent(new HashChangeEvent('hashchange', addresses));
  };

  realm.History.prototype.pushState = function (state, unused, url) {
    replaceState.call(this, state, unused, url);
    step = ++lastStep;
    write(true);
  };
  realm.History.prototype.replaceState = function (state, unused, url) {
    replaceState.call(this, state, unused, url);
    write(false);
  };
  // Of hashes, and the ways back from them: the events above aren't trusted.
  for (const type of ['popstate', 'hashchange']) {
    disposables.listen(realm, type, (event) => {
      if (event.isTrusted) write(false);
    });
  }
  bar.listen(follow, disposables);
  write(isNew);
}
