import { childrenParsed } from './children-parsed.js';
import { WebDashError } from './errors.js';
import type { AppDefinition, AppFile, TextFile } from './kernel/protocol.js';

/** How long the server may take to answer for a file of the author's, in milliseconds. */
const FETCH_DEADLINE = 60_000;

/** What an author said of an app: with attributes, properties and children of its element. */
export interface AppSource {
  /** Address of the main file, as written; `null` where the code is given. */
  readonly src: string | null;
  /** The code itself; `null` where `src` names it. */
  readonly code: string | null;
  /** What the attribute says, in the form of a `requirements.txt`. */
  readonly requirements: string;
  /** The element's `<web-dash-requirements>` children. */
  readonly requirementTexts: readonly TextSource[];
  /** Address of the lock, as written; `null` where there is none. */
  readonly lock: string | null;
  /** The element's `<web-dash-file>` children. */
  readonly files: readonly FileSource[];
}

interface TextSource {
  /** Where the text is, or `null` where it is given. */
  readonly url: string | null;
  readonly text: string;
}

interface FileSource extends TextSource {
  readonly path: string;
}

/** An element's attributes and properties, which stand before its children. */
export type SourceElement = Element & Pick<AppSource, 'src' | 'code' | 'requirements' | 'lock'>;

/** Reads what an element says of its app, once its children are all there. */
export async function readSource(element: SourceElement): Promise<AppSource> {
  await childrenParsed(element);
  const { code, ...children } = readChildren(element);
  const { src, requirements } = element;
  return {
    src,
    code: element.code ?? (src === null ? code : null),
    requirements,
    lock: element.lock ?? linkedLock(element),
    ...children,
  };
}

/** Reads what the children of an element say: its code, if they hold any, its files and requirements. */
export function readChildren(
  element: Element,
): Pick<AppSource, 'code' | 'files' | 'requirementTexts'> {
  const script = element.querySelector(':scope > script[type="text/x-python"]');
  const code = script ? script.textContent : ownText(element);
  const files = [...element.querySelectorAll(':scope > web-dash-file')].map((file) => ({
    path: file.getAttribute('name') ?? '',
    url: file.getAttribute('url'),
    text: dedent(file.textContent),
  }));
  const texts = [...element.querySelectorAll(':scope > web-dash-requirements')];
  const requirementTexts = texts.map((child) => ({
    url: child.getAttribute('src'),
    text: dedent(child.textContent),
  }));
  return { code: code.trim() === '' ? null : dedent(code), files, requirementTexts };
}

/**
 * Fetches what a source names.
 *
 * @throws WebDashError `source-missing`, `source-not-found` or `timeout`
 */
export async function loadApp(
  source: AppSource,
  signal: AbortSignal,
): Promise<Omit<AppDefinition, 'persist'>> {
  const { src, lock } = source;
  const texts = [{ url: null, text: source.requirements }, ...source.requirementTexts];
  const [code, files, requirements, locked] = await Promise.all([
    loadCode(source, signal),
    Promise.all(source.files.map((file) => loadFile(file, signal))),
    Promise.all(texts.map((text) => loadText(text, signal))),
    lock === null ? null : loadText({ url: lock, text: '' }, signal),
  ]);
  return {
    code,
    filename: src === null || source.code !== null ? 'app.py' : fileName(src),
    files,
    lazyFiles: [],
    requirements: requirements.filter(({ text }) => text.trim() !== ''),
    lock: locked,
    origin: location.origin,
  };
}

/** Removes the white space that all lines of a text begin with, and empty lines around it. */
export function dedent(text: string): string {
  const lines = text
    .replace(/^(?:[^\S\n]*\n)+/, '')
    .trimEnd()
    .split('\n');
  const margins = lines.filter((line) => line.trim()).map((line) => /^\s*/.exec(line)?.[0] ?? '');
  const [first = ''] = margins;
  let margin = first.length;
  for (const other of margins) {
    while (other.slice(0, margin) !== first.slice(0, margin)) margin--;
  }
  return lines.map((line) => line.slice(margin)).join('\n') + '\n';
}

async function loadCode({ src, code }: AppSource, signal: AbortSignal): Promise<string> {
  if (code !== null) return code;
  if (src === null) throw new WebDashError('source-missing', 'There is no Python to run.');
  return get(src, signal, (response) => response.text());
}

async function loadFile({ path, url, text }: FileSource, signal: AbortSignal): Promise<AppFile> {
  if (path === '') {
    throw new WebDashError('source-not-found', 'A <web-dash-file> has no name.');
  }
  const content =
    url === null
      ? new TextEncoder().encode(text)
      : new Uint8Array(await get(url, signal, (response) => response.arrayBuffer()));
  return { path, content };
}

/** Loads a text, of which relative addresses begin at its own, or at the page's where it stands there. */
async function loadText({ url, text }: TextSource, signal: AbortSignal): Promise<TextFile> {
  if (url === null) return { text, base: document.baseURI };
  const loaded = await get(url, signal, (response) => response.text());
  return { text: loaded, base: new URL(url, document.baseURI).href };
}

/** The lock that the page names for all of its apps: `<link rel="web-dash-lock" href="…">`. */
function linkedLock(element: Element): string | null {
  const own = element.querySelector(':scope > link[rel~="web-dash-lock"]');
  const link = own ?? document.querySelector('head > link[rel~="web-dash-lock"]');
  return link?.getAttribute('href') ?? null;
}

/** Fetches a file of the author's; the deadline holds until its last byte. */
async function get<T>(
  address: string,
  signal: AbortSignal,
  read: (response: Response) => Promise<T>,
): Promise<T> {
  if (!URL.canParse(address, document.baseURI)) {
    throw new WebDashError('source-not-found', `${address} is no address.`, { detail: address });
  }
  const url = new URL(address, document.baseURI).href;
  const deadline = AbortSignal.timeout(FETCH_DEADLINE);
  let response: Response;
  try {
    response = await fetch(url, { signal: AbortSignal.any([signal, deadline]) });
    if (response.ok) return await read(response);
  } catch (cause) {
    signal.throwIfAborted();
    if (deadline.aborted) {
      const message = `${url} did not come within ${FETCH_DEADLINE / 1000} seconds.`;
      throw new WebDashError('timeout', message, { detail: url, cause });
    }
    throw new WebDashError('source-not-found', `${url} cannot be reached.`, { detail: url, cause });
  }
  const status = `${response.status} ${response.statusText}`.trim();
  throw new WebDashError('source-not-found', `The server answered ${status} for ${url}.`, {
    detail: url,
  });
}

/** The text between an element's tags that is in none of its children. */
function ownText(element: Element): string {
  return [...element.childNodes]
    .filter((node) => node.nodeType === Node.TEXT_NODE)
    .map((node) => node.textContent)
    .join('');
}

/** The last part of an address's path, as tracebacks are to name it. */
function fileName(address: string): string {
  const name = new URL(address, document.baseURI).pathname.split('/').at(-1) ?? '';
  return name.endsWith('.py') ? name : 'app.py';
}
