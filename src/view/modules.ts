import { init, parse } from 'es-module-lexer';
import type { AppClient } from '../http/app-client.js';
import type { Realm } from '../http/fetch.js';

/**
 * Makes module scripts of the app loadable: each module becomes a blob in which the specifiers of the
 * app's other modules are the addresses of their blobs, and `import.meta.url` is the app's address.
 *
 * Modules that import each other in a circle can't be built this way, and are refused by name. Dynamic
 * imports are followed where their specifier is a literal.
 */
export class Modules {
  readonly #realm: Realm;
  readonly #client: AppClient;
  readonly #blobs = new Map<string, Promise<string>>();

  constructor(realm: Realm, client: AppClient) {
    this.#realm = realm;
    this.#client = client;
  }

  /**
   * @param url the module's address, or that of the page for an inline one
   * @param code the code of an inline module
   * @returns an address to load the module from
   */
  async load(url: string, code?: string): Promise<string> {
    await init;
    return code === undefined
      ? this.#module(new URL(url), [])
      : this.#build(new URL(url), code, []);
  }

  #module(url: URL, importers: readonly string[]): Promise<string> {
    if (!this.#client.owns(url)) return Promise.resolve(url.href);
    if (importers.includes(url.href)) {
      throw new Error(`${url.pathname} imports itself by way of ${importers.at(-1)}.`);
    }
    let blob = this.#blobs.get(url.href);
    if (!blob) {
      blob = this.#fetch(url).then((code) => this.#build(url, code, [...importers, url.href]));
      this.#blobs.set(url.href, blob);
    }
    return blob;
  }

  async #fetch(url: URL): Promise<string> {
    const response = await this.#client.fetch(new Request(url), this.#realm.location.href);
    if (!response.ok) throw new Error(`${url.href}: ${response.status}`);
    return response.text();
  }

  async #build(url: URL, code: string, importers: readonly string[]): Promise<string> {
    const [imports] = parse(code, url.href);
    const parts: string[] = [];
    let end = 0;
    for (const { n: specifier, s: from, e: to, d: dynamic } of imports) {
      let written: string | undefined;
      if (dynamic === -2) written = JSON.stringify(url.href);
      else if (specifier !== undefined && /^(\.{0,2}\/|https?:)/.test(specifier)) {
        const address = await this.#module(new URL(specifier, url), importers);
        written = dynamic > -1 ? JSON.stringify(address) : address;
      }
      if (written === undefined) continue;
      const replacedEnd = dynamic === -2 ? to + '.url'.length : to;
      if (dynamic === -2 && code.slice(to, replacedEnd) !== '.url') continue;
      parts.push(code.slice(end, from), written);
      end = replacedEnd;
    }
    parts.push(code.slice(end), `\n//# sourceURL=${url.href}`);
    // The realm's own blobs go with its frame.
    return this.#realm.URL.createObjectURL(new Blob([parts.join('')], { type: 'text/javascript' }));
  }
}
