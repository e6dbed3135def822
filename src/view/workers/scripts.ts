import type { AppClient } from '../../http/app-client.js';

/** Calls of `importScripts`, and the texts among their arguments. */
const IMPORT = /\bimportScripts\s*\(([^)]*)\)/g;
const TEXT = /(["'`])((?:(?!\1)[^\\\n$])+)\1/g;

/** A classic script with those that it imports. */
export interface ClassicScript {
  /** After redirects. */
  readonly url: string;
  readonly code: string;
  /** The code of what it imports, by addresses. */
  readonly imports: ReadonlyMap<string, string>;
}

/**
 * Loads a worker's classic script, and ahead what it and they import by literal addresses: the worker can't wait
 * for the app in the middle of a script.
 *
 * @param code the script, if that is known
 * @throws Error if the script itself can't be loaded
 */
export async function loadClassicScript(
  url: string,
  code: string | null,
  client: AppClient,
  referrer: string,
): Promise<ClassicScript> {
  const script = code === null ? await load(url, client, referrer) : { url, code };
  const imports = new Map<string, string>();
  const asked = new Set<string>();
  const collect = async (found: string): Promise<void> => {
    const wanted = importsOf(found, script.url).filter(
      (address) => client.owns(address) && !asked.has(address),
    );
    for (const address of wanted) asked.add(address);
    await Promise.all(
      wanted.map(async (address) => {
        // One that isn't there is missed when it is imported.
        const loaded = await load(address, client, script.url).catch(() => undefined);
        if (!loaded) return;
        imports.set(address, loaded.code);
        await collect(loaded.code);
      }),
    );
  };
  await collect(script.code);
  return { ...script, imports };
}

async function load(
  url: string,
  client: AppClient,
  referrer: string,
): Promise<{ url: string; code: string }> {
  const response = await client.fetch(new Request(url), referrer);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return { url: response.url, code: await response.text() };
}

/** The addresses of the scripts that a script imports, absolute. */
function importsOf(code: string, base: string): string[] {
  const texts = [...code.matchAll(IMPORT)].flatMap(([, list = '']) => [...list.matchAll(TEXT)]);
  const addresses = texts.map(([, , text = '']) => text);
  return addresses
    .filter((address) => URL.canParse(address, base))
    .map((address) => new URL(address, base).href);
}
