import type { Disposables } from '../disposable.js';

/** The addresses of the blobs that stand in for an app's resources; gone with the app. */
export class BlobURLs {
  readonly #live = new Set<string>();
  readonly #signal: AbortSignal;
  /** An element that is no more needs its blob no longer. */
  readonly #owners = new FinalizationRegistry<string>((url) => this.revoke(url));

  constructor(disposables: Disposables) {
    this.#signal = disposables.signal;
    disposables.add(() => {
      for (const url of this.#live) URL.revokeObjectURL(url);
    });
  }

  /** @param owner what shows the blob, if nothing else does */
  create(content: Blob, owner?: Element): string {
    const url = URL.createObjectURL(content);
    // An answer may come when the app has gone.
    if (this.#signal.aborted) URL.revokeObjectURL(url);
    else this.#live.add(url);
    if (owner) this.#owners.register(owner, url);
    return url;
  }

  /** Revokes all of these addresses that are found in a text: an address itself, a `srcset`, or markup. */
  revoke(text: string): void {
    for (const [url] of text.matchAll(/blob:[^\s,#"]+/g)) {
      if (this.#live.delete(url)) URL.revokeObjectURL(url);
    }
  }
}
