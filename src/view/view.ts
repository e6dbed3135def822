import { Disposables } from '../disposable.js';
import { AppClient } from '../http/app-client.js';
import type { Backend } from '../kernel/channels.js';
import type { Realm } from '../http/fetch.js';
import { isPage, pageOf } from './app-document.js';
import { isAttachment, openBlob, saveResponse } from './download.js';
import { routeHistory, type AddressBar } from './history.js';
import { InnerHistory } from './inner-history.js';
import type { Navigation } from './navigation.js';
import { Page } from './page.js';
import { beginRealm, type ComingRealm } from './realm.js';
import { takeTurn } from './turns.js';

/** What browsers ask for where they go to a page. */
const PAGE_TYPES = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

export interface ViewOptions {
  /** Where the app's document goes. */
  readonly root: ShadowRoot;
  /** Answers the app's requests. */
  readonly backend: Backend;
  /** Names the app's storage, the same at each visit. */
  readonly storageKey: string;
  /** Address of the script that begins each worker of the app, absolute. */
  readonly workerScopeURL: string;
  /** Where its first page's scripts will run. */
  readonly coming?: ComingRealm | undefined;
  /** Where the reader sees the app's address; without one the app keeps it to itself. */
  readonly addressBar?: AddressBar | undefined;
  /** Called when a page is shown, the first one or one that the app led to, with its global scope. */
  readonly onshow?: (realm: Realm) => void;
  /** Called when a page could not be shown, the first one or one that the app led to. */
  readonly onerror?: (error: unknown) => void;
}

/**
 * Shows one app: its document in a shadow root, its scripts in a realm of their own, its requests
 * answered by its own back end.
 */
export class View {
  readonly #options: ViewOptions;
  readonly #client: AppClient;
  readonly #disposables = new Disposables();
  #history: Promise<AddressBar> | undefined;
  /** Where the first page's scripts will run, as long as there is none. */
  #coming: ComingRealm | undefined;
  #page: Page | undefined;
  /** Ends the latest navigation; a later one takes its place. */
  #abort = new AbortController();
  #shown = Promise.resolve();

  constructor(options: ViewOptions) {
    this.#options = options;
    this.#client = new AppClient(options.backend, location.origin);
    this.#coming = options.coming;
  }

  /**
   * Shows a page of the app. Settles when the page's scripts have run and what they asked for at once has
   * been answered.
   *
   * @param address path, query and hash
   * @throws DOMException `AbortError` if the view is disposed of meanwhile
   */
  async open(address: string): Promise<void> {
    this.#navigate({ url: address, method: 'GET', body: null });
    await this.settled();
  }

  /** Settles as the navigation does that is under way, if there is one. */
  async settled(): Promise<void> {
    let shown: Promise<void>;
    // A page may lead on to another one at once.
    do {
      shown = this.#shown;
      await shown.catch(() => undefined);
    } while (shown !== this.#shown);
    await shown;
  }

  /** The global scope in which the app's scripts run; a new one after each navigation. */
  get realm(): Realm {
    if (!this.#page) throw new Error('The view has been disposed of.');
    return this.#page.realm;
  }

  /** Asks the app as its own scripts would; the response is the page's. */
  fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const base = this.#page?.realm.location.href ?? location.origin;
    const address = input instanceof Request ? input : new URL(input, base);
    return this.#client.fetch(new Request(address, init), base);
  }

  /** Takes the app out of the page, with all it brought there. */
  dispose(): void {
    this.#abort.abort();
    this.#page?.dispose();
    this.#page = undefined;
    this.#coming?.disposables.dispose();
    this.#disposables.dispose();
  }

  #goTo(url: string): void {
    this.#navigate({ url, method: 'GET', body: null, isTraversal: true });
  }

  #navigate(navigation: Navigation): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    this.#shown = this.#show(navigation, signal);
    this.#shown.catch((error: unknown) => {
      if (!signal.aborted) this.#options.onerror?.(error);
    });
  }

  async #show(navigation: Navigation, signal: AbortSignal): Promise<void> {
    const referrer = this.#page?.realm.location.href ?? '';
    const { url, method, body, isNewTab } = navigation;
    const headers = { Accept: PAGE_TYPES };
    const request = new Request(new URL(url, location.origin), { method, headers, body, signal });
    const { root, storageKey, workerScopeURL, addressBar } = this.#options;
    const { signal: end } = this.#disposables;
    this.#history ??= addressBar
      ? Promise.resolve(addressBar)
      : InnerHistory.create(this.#disposables, end);
    const [response, history] = await Promise.all([
      this.#client.navigate(request, referrer),
      this.#history,
    ]);
    signal.throwIfAborted();
    if (response instanceof URL) {
      // As a browser would, the whole page goes there.
      if (isNewTab) window.open(response);
      else location.assign(response);
      return;
    }
    // What is no page leaves the one that is shown; there may be none yet.
    const isSaved = isAttachment(response);
    if (isSaved) await saveResponse(response);
    const isNoPage = isSaved || response.status === 204 || response.status === 205;
    if (isNoPage && this.#page) return;
    if (isNewTab && !isPage(response)) {
      openBlob(await response.blob());
      return;
    }
    const markup = isNoPage ? '' : await pageOf(response);
    signal.throwIfAborted();
    const endTurn = await takeTurn();
    let page: Page;
    try {
      signal.throwIfAborted();
      this.#page?.dispose();
      this.#page = undefined;
      const address = new URL(response.url);
      address.hash = new URL(request.url).hash;
      const isNew = !navigation.isTraversal && referrer !== '' && referrer !== address.href;
      const coming = this.#coming ?? beginRealm([], signal);
      this.#coming = undefined;
      page = await Page.create({
        coming,
        address,
        root,
        storageKey,
        workerScopeURL,
        client: this.#client,
        signal,
        navigate: (next) => this.#navigate(next),
        onrealm: (realm, disposables) =>
          routeHistory(realm, history, isNew, (url) => this.#goTo(url), disposables),
      });
      if (signal.aborted) page.dispose();
      signal.throwIfAborted();
      this.#page = page;
      await page.load(markup);
      signal.throwIfAborted();
    } finally {
      endTurn();
    }
    await page.settled();
    signal.throwIfAborted();
    this.#options.onshow?.(page.realm);
  }
}
