import { childrenParsed } from './children-parsed.js';
import { WebDashError } from './errors.js';
import type { AppDefinition, AppFile } from './kernel/protocol.js';

/** How long the server may take to answer for a file of the author's, in milliseconds. */
const FETCH_DEADLINE = 60_000;

/** What an author said of an app: with attributes, properties and children of its element. */
export interface AppSource {
  /** Address of the main file, as written; `null` where the code is given. */
  readonly src: string | null;
  /** The code itself; `null` where `src` names it. */
  readonly code: string | null;
  /** Addresses of wheels, separated by white space. */
  readonly requirements: string;
  /** The element's `<web-dash-file>` children. */
  readonly files: readonly FileSource[];
}

interface FileSource {
  readonly path: string;
  /** Where the file is, or `null` where its text is given. */
  readonly url: string | null;
  readonly text: string;
}

/** An element's attributes and properties, which stand before its children. */
export type SourceElement = Element & Pick<AppSource, 'src' | 'code' | 'requirements'>;

/** Reads what an element says of its app, once its children are all there. */
export async function readSource(element: SourceElement): Promise<AppSource> {
  await childrenParsed(element);
  const { code, files } = readChildren(element);
  const { src, requirements } = element;
  return { src, code: element.code ?? (src === null ? code : null), requirements, files };
}

/** Reads what the children of an element say: its code, if they hold any, and its files. */
export function readChildren(element: Element): Pick<AppSource, 'code' | 'files'> {
  const script = element.querySelector(':scope > script[type="text/x-python"]');
  const code = script ? script.textContent : ownText(element);
  const files = [...element.querySelectorAll(':scope > web-dash-file')].map((file) => ({
    path: file.getAttribute('name') ?? '',
    url: file.getAttribute('url'),
    text: dedent(file.textContent),
  }));
  return { code: code.trim() === '' ? null : dedent(code), files };
}

/**
 * Fetches what a source names.
 *
 * @throws WebDashError `source-missing`, `source-not-found`, `package-invalid` or `timeout`
 */
export async function loadApp(source: AppSource, signal: AbortSignal): Promise<AppDefinition> {
  const { src, requirements } = source;
  const wheels = requirements.split(/\s+/).filter(Boolean).map(wheelURL);
  const [code, files] = await Promise.all([
    loadCode(source, signal),
    Promise.all(source.files.map((file) => loadFile(file, signal))),
  ]);
  return {
    code,
    filename: src === null || source.code !== null ? 'app.py' : fileName(src),
    files,
    wheels,
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

/** The absolute address of a wheel. */
function wheelURL(address: string): string {
  if (!URL.canParse(address, document.baseURI)) {
    throw new WebDashError('package-invalid', `${address} is no address.`, { detail: address });
  }
  return new URL(address, document.baseURI).href;
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
