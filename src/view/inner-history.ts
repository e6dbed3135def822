import type { Disposables } from '../disposable.js';
import type { AddressBar, HistoryEntry } from './history.js';
import { createRealm } from './realm.js';

/**
 * The history of an app that keeps its address to itself: that of a hidden frame, which outlives the app's
 * documents. So the browser's buttons lead through it, and the page's address and history aren't concerned.
 */
export class InnerHistory implements AddressBar {
  readonly #window: Window;

  private constructor(window: Window) {
    this.#window = window;
  }

  /** @throws the signal's reason, if it is aborted before the frame is there */
  static async create(disposables: Disposables, signal: AbortSignal): Promise<InnerHistory> {
    const realm = await createRealm(disposables, signal);
    realm.history.replaceState(null, '', '/');
    return new InnerHistory(realm);
  }

  read(): HistoryEntry | null {
    return this.#window.history.state as HistoryEntry | null;
  }

  write(entry: HistoryEntry, isNew: boolean): void {
    const { history } = this.#window;
    if (isNew) history.pushState(entry, '');
    else history.replaceState(entry, '');
  }

  listen(onmove: () => void, disposables: Disposables): void {
    disposables.listen(this.#window, 'popstate', onmove);
  }
}
