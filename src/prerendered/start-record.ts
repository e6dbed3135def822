import { childrenParsed } from '../children-parsed.js';

/**
 * How an app starts, as `python -m webdash.prerender` has recorded it. The Python twin of this file is
 * `python/src/webdash/prerender/record_file.py`.
 */
export interface StartRecord {
  readonly format: typeof FORMAT;
  readonly versions: { readonly python: string; readonly dash: string };
  /** Path of the main file. */
  readonly main: string;
  /** SHA-256 of the app's files by their paths, of the main one as `source-digests.ts` has it. */
  readonly sources: Readonly<Record<string, string>>;
  /** Paths of those without which the app isn't what it was. */
  readonly needed: readonly string[];
  /** In the order in which they were asked. */
  readonly exchanges: readonly Exchange[];
  /** The static files, by the paths that the app has them at. */
  readonly files: Readonly<Record<string, StaticFile>>;
}

/** A request, and its recorded answer. */
export interface Exchange {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  /** The body of the request, which is JSON. */
  readonly sent?: unknown;
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The body of the answer, as a text or else in base64. */
  readonly text?: string;
  readonly base64?: string;
}

/** A file of the app that lies on the page's server. */
export interface StaticFile {
  /** Relative to the record. */
  readonly file: string;
  /** Its content type. */
  readonly type: string;
}

/** A record, and where it is. */
export interface FoundRecord {
  readonly record: StartRecord;
  /** What the addresses of its files begin at; absolute. */
  readonly base: string;
}

const FORMAT = 1;
const NAME = 'start.json';

/**
 * Finds the record of an element: in its child `<script type="application/web-dash-start+json">`, or at the address
 * that its attribute names.
 *
 * @param address of the record, or of the folder that it is in, relative to the page
 * @throws Error if there is none that can be read
 */
export async function readRecord(
  element: Element,
  address: string,
  signal: AbortSignal,
): Promise<FoundRecord> {
  const url = recordURL(address);
  await childrenParsed(element);
  const script = element.querySelector(':scope > script[type="application/web-dash-start+json"]');
  const text = script ? script.textContent : await load(url, signal);
  const record = JSON.parse(ofThisPage(text)) as StartRecord;
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- it is what a server gives
  if (record.format !== FORMAT) {
    throw new Error('it was made by another version of web-dash');
  }
  return { record, base: url };
}

/** A record as it would be had the app been asked on this page. Dash writes slashes as escapes. */
function ofThisPage(text: string): string {
  return text
    .replace(
      /http:((?:\\*\/|\\+u002f){2})web-dash\.invalid/g,
      (_, slashes: string) => location.protocol + slashes + location.host,
    )
    .replaceAll('web-dash.invalid', location.host);
}

function recordURL(address: string): string {
  const url = new URL(address, document.baseURI);
  if (!url.pathname.endsWith('.json')) {
    if (!url.pathname.endsWith('/')) url.pathname += '/';
    url.pathname += NAME;
  }
  return url.href;
}

async function load(url: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`${url} answers with status ${response.status}`);
  return response.text();
}
