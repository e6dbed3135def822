/**
 * What scripts of the app see as `document.cookie`. The jar itself is Python's: this holds what the
 * last response said of it, plus what scripts wrote since, which travels with the next request.
 */
export class Cookies {
  #visible = new Map<string, string>();
  #written: string[] = [];

  /** As `document.cookie` reads. */
  get text(): string {
    return [...this.#visible].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** As an assignment to `document.cookie`: one cookie with its attributes. */
  write(cookie: string): void {
    const [pair = '', ...attributes] = cookie.split(';');
    const at = pair.indexOf('=');
    const name = pair.slice(0, Math.max(at, 0)).trim();
    const value = pair.slice(at + 1).trim();
    if (expired(attributes)) this.#visible.delete(name);
    else this.#visible.set(name, value);
    this.#written.push(cookie);
  }

  /** The cookies written since the last call, for the next request to carry. */
  takeWritten(): string[] {
    return this.#written.splice(0);
  }

  /** Takes over what the app's jar holds now; what scripts wrote meanwhile stays on top. */
  received(text: string): void {
    this.#visible.clear();
    for (const pair of text.split('; ').filter(Boolean)) {
      const at = pair.indexOf('=');
      this.#visible.set(pair.slice(0, at), pair.slice(at + 1));
    }
    for (const cookie of this.takeWritten()) this.write(cookie);
  }
}

function expired(attributes: readonly string[]): boolean {
  const values = new Map(
    attributes.map((attribute) => {
      const [name = '', value = ''] = attribute.split('=');
      return [name.trim().toLowerCase(), value.trim()];
    }),
  );
  const maxAge = values.get('max-age');
  if (maxAge !== undefined) return Number(maxAge) <= 0;
  const expires = values.get('expires');
  return expires !== undefined && Date.parse(expires) <= Date.now();
}
