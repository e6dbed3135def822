import type { LoadedApp } from '../app-source.js';
import { sha256Hex } from '../kernel/store/sha256.js';
import type { StartRecord } from './start-record.js';

/**
 * Whether the code in a page is that of a record's main file. Ends of lines, and empty lines around it, are the
 * page's, so they don't count.
 */
export async function isCodeOf(record: StartRecord, code: string): Promise<boolean> {
  const text = code
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/^(?:[ \t]*\n)+/, '')
    .replace(/[ \t\n]+$/, '');
  return (await sha256Hex(new TextEncoder().encode(text))) === record.sources[record.main];
}

/**
 * What of an app isn't what was recorded: the path of a file that differs, that the record doesn't know, or that is
 * needed and not there; `null` for none.
 */
export async function differenceFrom(record: StartRecord, app: LoadedApp): Promise<string | null> {
  if (app.filename !== record.main || !(await isCodeOf(record, app.code))) return app.filename;
  for (const { path, content } of app.files) {
    if (record.sources[path] !== (await sha256Hex(content as Uint8Array<ArrayBuffer>))) return path;
  }
  const present = new Set(
    [...app.files, ...app.lazyFiles].map(({ path }) => path).concat(app.filename),
  );
  return record.needed.find((path) => !present.has(path)) ?? null;
}
