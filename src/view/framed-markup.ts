/** What loads something from an address that is written in markup. */
const LOADING = 'script[src], img[src], link[rel~="stylesheet" i][href], link[rel~="icon" i][href]';

/** Puts other addresses in place of those that markup for a frame loads from. */
export class FramedMarkup {
  readonly #markup: string;
  readonly #document: Document;
  readonly #owned: readonly (readonly [element: Element, attribute: string, url: URL])[];

  /**
   * @param base what addresses in the markup begin at
   * @param owns whether what is at an address is the app's
   */
  constructor(markup: string, base: string, owns: (url: URL) => boolean) {
    this.#markup = markup;
    this.#document = new DOMParser().parseFromString(markup, 'text/html');
    this.#owned = [...this.#document.querySelectorAll(LOADING)].flatMap((element) => {
      const attribute = element.localName === 'link' ? 'href' : 'src';
      const address = element.getAttribute(attribute) ?? '';
      if (!URL.canParse(address, base)) return [];
      const url = new URL(address, base);
      return owns(url) ? [[element, attribute, url] as const] : [];
    });
  }

  /** Whether a frame would look for something of the app's in the network. */
  get asksApp(): boolean {
    return this.#owned.length > 0;
  }

  /** The markup, with another address for each that is the app's; what has none stays as it is. */
  async replaced(addressOf: (url: URL) => Promise<string>): Promise<string> {
    if (!this.asksApp) return this.#markup;
    await Promise.all(
      this.#owned.map(async ([element, attribute, url]) => {
        element.setAttribute(attribute, await addressOf(url));
      }),
    );
    const { doctype, documentElement } = this.#document;
    return `${doctype ? '<!doctype html>' : ''}${documentElement.outerHTML}`;
  }
}
