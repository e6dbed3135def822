import { childrenParsed } from './children-parsed.js';
import { decodeText } from './decode-text.js';
import { WebDashError } from './errors.js';
import type { Downloads } from './files/downloads.js';
import { refuseCollisions } from './files/file-paths.js';
import { loadFiles } from './files/load-files.js';
import { loadProject, projectOfCode, type Project } from './files/load-project.js';
import type { ArchiveSource, FileSource } from './files/sources.js';
import type { AppDefinition, TextFile } from './kernel/protocol.js';

/** What an author said of an app: with attributes, properties and children of its element. */
export interface AppSource {
  /** Address of the main file, an archive or a manifest, as written; `null` where the code is given. */
  readonly src: string | null;
  /** The code itself; `null` where `src` names it. */
  readonly code: string | null;
  /** What the attribute says, in the form of a `requirements.txt`. */
  readonly requirements: string;
  /** The element's `<web-dash-requirements>` children. */
  readonly requirementTexts: readonly TextSource[];
  /** Address of the lock, as written; `null` where there is none. */
  readonly lock: string | null;
  /** Address of the proxy, as written; `null` where there is none. */
  readonly proxy: string | null;
  /** The element's `<web-dash-file>` children. */
  readonly files: readonly FileSource[];
  /** The element's `<web-dash-archive>` children. */
  readonly archives: readonly ArchiveSource[];
}

/** What an author said, with all that it names. */
export type LoadedApp = Omit<AppDefinition, 'persist'>;

interface TextSource {
  /** Where the text is, or `null` where it is given. */
  readonly url: string | null;
  readonly text: string;
}

/** An element's attributes and properties, which stand before its children. */
export type SourceElement = Element &
  Pick<AppSource, 'src' | 'code' | 'requirements' | 'lock' | 'proxy'>;

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
    proxy: element.proxy,
    ...children,
  };
}

/** Reads what the children of an element say: its code, if they hold any, its files and requirements. */
export function readChildren(
  element: Element,
): Pick<AppSource, 'code' | 'files' | 'archives' | 'requirementTexts'> {
  const script = element.querySelector(':scope > script[type="text/x-python"]');
  const code = script ? script.textContent : ownText(element);
  const files = [...element.querySelectorAll(':scope > web-dash-file')].map((file) => ({
    path: file.getAttribute('name') ?? '',
    url: file.getAttribute('url'),
    text: dedent(file.textContent),
    lazy: file.hasAttribute('lazy'),
  }));
  const archives = [...element.querySelectorAll(':scope > web-dash-archive')].map((archive) => ({
    url: archive.getAttribute('url'),
    path: archive.getAttribute('path') ?? '',
  }));
  const texts = [...element.querySelectorAll(':scope > web-dash-requirements')];
  const requirementTexts = texts.map((child) => ({
    url: child.getAttribute('src'),
    text: dedent(child.textContent),
  }));
  return { code: code.trim() === '' ? null : dedent(code), files, archives, requirementTexts };
}

/**
 * Fetches what a source names.
 *
 * @throws WebDashError for what isn't there, isn't what it should be, or doesn't fit together
 */
export async function loadApp(source: AppSource, downloads: Downloads): Promise<LoadedApp> {
  const { lock } = source;
  const texts = [{ url: null, text: source.requirements }, ...source.requirementTexts];
  const [project, children, requirements, locked] = await Promise.all([
    loadMain(source, downloads),
    loadFiles(source.files, source.archives, downloads),
    Promise.all(texts.map((text) => loadText(text, downloads))),
    lock === null ? null : loadText({ url: lock, text: '' }, downloads),
  ]);
  const files = [...project.files, ...children.files];
  const lazyFiles = [...project.lazyFiles, ...children.lazyFiles];
  refuseCollisions([project.filename, ...[...files, ...lazyFiles].map(({ path }) => path)]);
  return {
    code: project.code,
    filename: project.filename,
    files,
    lazyFiles,
    folders: [...project.folders, ...children.folders],
    requirements: [...requirements, ...project.requirements].filter(
      ({ text }) => text.trim() !== '',
    ),
    lock: locked,
    origin: location.origin,
    page: document.baseURI,
    proxy: source.proxy === null ? null : proxyURL(source.proxy),
  };
}

/** The absolute address of a proxy, with its `{url}`. */
function proxyURL(address: string): string {
  if (!URL.canParse(address, document.baseURI)) {
    throw new WebDashError('proxy-invalid', `${address} is no address.`, { detail: address });
  }
  return new URL(address, document.baseURI).href.replaceAll(/%7Burl%7D/gi, '{url}');
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

async function loadMain({ src, code }: AppSource, downloads: Downloads): Promise<Project> {
  if (code !== null) return projectOfCode(code);
  if (src === null) throw new WebDashError('source-missing', 'There is no Python to run.');
  return loadProject(src, downloads);
}

/** Loads a text, of which relative addresses begin at its own, or at the page's where it stands there. */
async function loadText({ url, text }: TextSource, downloads: Downloads): Promise<TextFile> {
  if (url === null) return { text, base: document.baseURI };
  const { bytes, url: base } = await downloads.get(url);
  return { text: decodeText(bytes), base };
}

/** The lock that the page names for all of its apps: `<link rel="web-dash-lock" href="…">`. */
function linkedLock(element: Element): string | null {
  const own = element.querySelector(':scope > link[rel~="web-dash-lock"]');
  const link = own ?? document.querySelector('head > link[rel~="web-dash-lock"]');
  return link?.getAttribute('href') ?? null;
}

/** The text between an element's tags that is in none of its children. */
function ownText(element: Element): string {
  return [...element.childNodes]
    .filter((node) => node.nodeType === Node.TEXT_NODE)
    .map((node) => node.textContent)
    .join('');
}
