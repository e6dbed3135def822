import type { Known, StreamedResponse } from '../kernel/channels.js';
import { GRAPH_SCRIPTS } from '../graph-scripts.js';
import { plainPath } from '../http/plain-path.js';
import type { AppRequest, StaticFile as KnownFile } from '../kernel/protocol.js';
import type { Exchange, FoundRecord, StartRecord, StaticFile } from './start-record.js';

/**
 * Answers what an app is asked first, as it answered when it was recorded, and finds its static files on the page's
 * server. Each answer is given once, to a request that is the recorded one: so what is asked later, or otherwise, is
 * the app's own to answer.
 */
export class RecordedStart implements Known {
  readonly record: StartRecord;
  readonly #base: string;
  /** By what is asked; those that were given are gone. */
  readonly #exchanges = new Map<string, Exchange[]>();
  /** What was answered, as it was asked. */
  #asked: AppRequest[] = [];
  #firstPage = '';
  #isOver = false;

  /** The page that was given first; empty before. */
  get firstPage(): string {
    return this.#firstPage;
  }

  /** Whether no recorded answer is given any more. */
  get isOver(): boolean {
    return this.#isOver;
  }

  constructor({ record, base }: FoundRecord) {
    this.record = record;
    this.#base = base;
    for (const exchange of record.exchanges) {
      const { method, target, sent } = exchange;
      const key = keyOf(method, target, sent);
      const same = this.#exchanges.get(key);
      if (same) same.push(exchange);
      else this.#exchanges.set(key, [exchange]);
    }
  }

  /** Whether a page of the app can be shown. */
  has(target: string): boolean {
    return this.#exchanges.has(keyOf('GET', target, undefined));
  }

  answer(request: AppRequest): StreamedResponse | null {
    const { method, target, body } = request;
    const exchange = this.#isOver ? undefined : this.#take(keyOf(method, target, jsonOf(body)));
    if (!exchange) return null;
    this.#asked.push({ ...request, body: body?.slice() ?? null });
    this.#firstPage ||= exchange.text ?? '';
    return responseOf(exchange);
  }

  async file(
    { method, target }: AppRequest,
    signal?: AbortSignal,
  ): Promise<StreamedResponse | null> {
    const file = method === 'GET' ? this.#fileAt(target) : undefined;
    if (!file) return null;
    const response = await fetch(new URL(file.file, this.#base), { signal: signal ?? null });
    // The app has it, too.
    if (!response.ok) return null;
    const body = new Uint8Array(await response.arrayBuffer());
    const headers = [['content-type', file.type]] as const;
    return { status: 200, statusText: 'OK', headers, body, cookies: '' };
  }

  staticFile(target: string): KnownFile | null {
    const file = this.#fileAt(target);
    return file ? this.#placeOf(file) : null;
  }

  /** What the recorded page will load that its HTML doesn't name. */
  get lateScripts(): readonly KnownFile[] {
    const { exchanges, files } = this.record;
    if (!exchanges.some(({ text }) => text?.includes('"Graph"'))) return [];
    const paths = Object.entries(files);
    return GRAPH_SCRIPTS.flatMap((script) => {
      const [, file] = paths.find(([path]) => path.endsWith(`/${script}`)) ?? [];
      return file ? this.#placeOf(file) : [];
    });
  }

  /** Gives no recorded answer any more; static files stay. */
  end(): void {
    this.#isOver = true;
  }

  /** What was answered since the last call, in its order: the app has yet to be asked it. */
  takeAsked(): readonly AppRequest[] {
    return this.#asked.splice(0);
  }

  #take(key: string): Exchange | undefined {
    const same = this.#exchanges.get(key);
    if (same?.length === 1) this.#exchanges.delete(key);
    return same?.shift();
  }

  #placeOf({ file }: StaticFile): KnownFile {
    return { href: new URL(file, this.#base).href, integrity: '' };
  }

  #fileAt(target: string): StaticFile | undefined {
    const { files } = this.record;
    const path = plainPath(target);
    return Object.hasOwn(files, path) ? files[path] : undefined;
  }
}

function responseOf({ status, statusText, headers, text, base64 }: Exchange): StreamedResponse {
  const body =
    base64 === undefined
      ? new TextEncoder().encode(text ?? '')
      : Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return { status, statusText, headers, body, cookies: '' };
}

/** The same for all requests that mean the same: the order of an object's keys means nothing. */
function keyOf(method: string, target: string, sent: unknown): string {
  return `${method} ${target} ${JSON.stringify(sent, inOrder)}`;
}

function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The content of a body. What isn't JSON is a text, as which nothing is recorded. */
function jsonOf(body: Uint8Array | null): unknown {
  if (!body) return undefined;
  const text = new TextDecoder().decode(body);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
