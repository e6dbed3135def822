import { WebDashError } from '../errors.js';
import { absoluteURL, type Downloaded } from './downloads.js';
import { checkedPath } from './file-paths.js';
import type { ArchiveSource, FileSource } from './sources.js';

/** What the manifest of an app says. Addresses are absolute. */
export interface Manifest {
  /** Path of the main file; `null` where it is to be found. */
  readonly main: string | null;
  readonly files: readonly FileSource[];
  readonly archives: readonly ArchiveSource[];
  /** In the form of a `requirements.txt`. */
  readonly requirements: string;
}

/**
 * Reads a manifest: `{"main": "app.py", "files": ["utils.py", {"name": "data.csv", "url": "…", "lazy": true}],
 * "archives": ["assets.zip", {"url": "…", "path": "data"}], "requirements": ["pandas"]}`. All but `files` or
 * `archives` can be left out. Addresses are relative to the manifest's own.
 *
 * @throws WebDashError `manifest-invalid`, `source-invalid`
 */
export function parseManifest({ url, bytes }: Downloaded): Manifest {
  const reader = new Reader(url);
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw reader.error(`is not JSON: ${(cause as Error).message}`, cause);
  }
  const manifest = reader.object(json, 'The manifest', KEYS);
  const files = reader.list(manifest['files'], 'files').map((item) => readFile(item, reader));
  const main = reader.text(manifest['main'], 'main');
  const mainPath = main === null ? null : checkedPath(main, url);
  const isListed = files.some(({ path }) => path === mainPath);
  if (mainPath !== null && !isListed) files.unshift(readFile(mainPath, reader));
  return {
    main: mainPath,
    files,
    archives: reader.list(manifest['archives'], 'archives').map((item) => {
      const archive = typeof item === 'string' ? { url: item } : item;
      const { url: address, path } = reader.object(archive, 'Each of "archives"', ['url', 'path']);
      return {
        url: reader.url(address, 'The "url" of an archive'),
        path: reader.text(path, 'path') ?? '',
      };
    }),
    requirements: reader
      .list(manifest['requirements'], 'requirements')
      .map((line) => reader.text(line, 'requirements') ?? '')
      .join('\n'),
  };
}

const KEYS = ['$schema', 'main', 'files', 'archives', 'requirements'];

function readFile(item: unknown, reader: Reader): FileSource {
  const file = reader.object(typeof item === 'string' ? { name: item } : item, 'Each of "files"', [
    'name',
    'url',
    'text',
    'lazy',
  ]);
  const path = checkedPath(reader.text(file['name'], 'name') ?? '', reader.origin);
  const text = reader.text(file['text'], 'text');
  const lazy = file['lazy'] ?? false;
  if (typeof lazy !== 'boolean') throw reader.error('has a "lazy" that is neither true nor false');
  if (text !== null) return { path, url: null, text, lazy: false };
  // A name is a path, not an address: it may hold % and #.
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  return { path, url: reader.url(file['url'] ?? `./${encoded}`, 'A "url"'), text: '', lazy };
}

/** Takes what a manifest holds for what it has to be. */
class Reader {
  /** The manifest's address. */
  readonly origin: string;

  constructor(origin: string) {
    this.origin = origin;
  }

  object(value: unknown, what: string, keys: readonly string[]): Record<string, unknown> {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw this.error(`is not as it should be: ${what} is not an object`);
    }
    const stranger = Object.keys(value).find((key) => !keys.includes(key));
    if (stranger !== undefined) {
      const known = keys.filter((key) => !key.startsWith('$')).join(', ');
      throw this.error(
        `has a key that isn’t known, ${JSON.stringify(stranger)}; there are ${known}`,
      );
    }
    return value as Record<string, unknown>;
  }

  list(value: unknown, key: string): unknown[] {
    if (value === undefined) return [];
    if (Array.isArray(value)) return value;
    throw this.error(`has a ${JSON.stringify(key)} that is not a list`);
  }

  text(value: unknown, key: string): string | null {
    if (value === undefined) return null;
    if (typeof value === 'string') return value;
    throw this.error(`has a ${JSON.stringify(key)} that is not a text`);
  }

  url(value: unknown, what: string): string {
    if (typeof value === 'string') return absoluteURL(value, this.origin);
    throw this.error(`is not as it should be: ${what} is not a text`);
  }

  error(message: string, cause?: unknown): WebDashError {
    const { origin } = this;
    return new WebDashError('manifest-invalid', `${origin} ${message}.`, { detail: origin, cause });
  }
}
