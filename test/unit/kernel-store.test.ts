import { expect, waitUntil } from '@open-wc/testing';

import { startServer, type TestServer } from '../helpers/commands.js';
import { ByteCache, CACHE_NAME } from '../../src/kernel/store/byte-cache.js';
import { ByteCount } from '../../src/kernel/store/download.js';
import { sha256Hex } from '../../src/kernel/store/sha256.js';
import { StallWatch } from '../../src/kernel/store/stall.js';
import { Store, type StoredFile, type VerifiedFile } from '../../src/kernel/store/store.js';

const FILE = '/fixtures/current-script.js';
const errors = { missing: 'runtime-not-found', damaged: 'runtime-corrupt' } as const;

let content: Uint8Array<ArrayBuffer>;
let sha256: string;
let server: TestServer;

/** A store as on another visit, and what it needs to load a file. */
function visit(options: ConstructorParameters<typeof ByteCache>[0] = {}) {
  const store = new Store(new ByteCache({ writeDelay: 0, ...options }));
  const count = new ByteCount(() => undefined);
  const load = (file: Partial<StoredFile> = {}): Promise<Uint8Array<ArrayBuffer>> =>
    store.load({ url: `${server.origin}${FILE}`, errors, ...file }, count);
  /** Lets the store write, and waits until that many entries are kept. */
  const written = async (entries = 1): Promise<void> => {
    store.release();
    for (;;) {
      const cache = await caches.open(CACHE_NAME);
      const keys = await cache.keys();
      if (keys.length === entries) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  return { store, load, written, count };
}

async function failure(promise: Promise<unknown>): Promise<Record<string, unknown>> {
  try {
    await promise;
  } catch (error) {
    return error as Record<string, unknown>;
  }
  throw new Error('It was to fail.');
}

/** Replaces what is kept, which must be one entry, by something else. */
async function change(alter: (kept: Response) => Promise<Response>): Promise<void> {
  const cache = await caches.open(CACHE_NAME);
  const [key] = await cache.keys();
  const kept = key && (await cache.match(key));
  if (!kept) throw new Error('Nothing is kept.');
  await cache.put(key, await alter(kept));
}

const requestsOfFile = async (): Promise<number> =>
  (await server.requests()).filter((path) => path.endsWith(FILE)).length;

/** Lets the time pass that a kept copy has existed. */
const aged = (seconds: number): Promise<void> =>
  change(async (kept) => {
    const headers = new Headers(kept.headers);
    headers.set('Date', new Date(Date.now() - seconds * 1000).toUTCString());
    return new Response(await kept.arrayBuffer(), { headers });
  });

describe('Store', () => {
  before(async () => {
    content = new Uint8Array(await (await fetch(FILE)).arrayBuffer());
    sha256 = await sha256Hex(content);
  });
  beforeEach(async () => {
    await caches.delete(CACHE_NAME);
    server = await startServer();
  });
  afterEach(() => server.kill());

  describe('of a file whose SHA-256 is known', () => {
    it('asks the server once and then no more, not even when it is gone', async () => {
      const first = visit();
      expect(await first.load({ sha256 })).to.deep.equal(content);
      await first.written();
      expect(await visit().load({ sha256 })).to.deep.equal(content);
      expect(await requestsOfFile()).to.equal(1);
      await server.kill();
      expect(await visit().load({ sha256 })).to.deep.equal(content);
    });

    it('loads it once for all who ask at the same time', async () => {
      const { load } = visit();
      const [one, other] = await Promise.all([load({ sha256 }), load({ sha256 })]);
      expect(one === other).to.be.true;
      expect(await requestsOfFile()).to.equal(1);
    });

    it('loads ahead what is then asked for', async () => {
      const { store, load } = visit();
      store.loadAhead({ url: `${server.origin}${FILE}`, sha256, errors });
      expect(await load({ sha256 })).to.deep.equal(content);
      expect(await requestsOfFile()).to.equal(1);
    });

    it('asks once more for what could not be loaded ahead', async () => {
      const { store, load } = visit();
      const wrong = '0'.repeat(64);
      store.loadAhead({ url: `${server.origin}${FILE}`, sha256: wrong, errors });
      expect(await failure(load({ sha256: wrong }))).to.include({ code: 'runtime-corrupt' });
      store.loadAhead({ url: `${server.origin}/nowhere`, sha256, errors });
      await new Promise((resolve) => setTimeout(resolve, 100));
      const url = `${server.origin}/nowhere`;
      expect(await failure(load({ url, sha256 }))).to.include({ code: 'runtime-not-found' });
      expect((await server.requests()).filter((path) => path === '/nowhere')).to.have.lengthOf(2);
    });

    it('has it before it is written', async () => {
      const { load } = visit();
      await load({ sha256 });
      await server.kill();
      expect(await load({ sha256 })).to.deep.equal(content);
    });

    it('loads what has been damaged since anew', async () => {
      const first = visit();
      await first.load({ sha256 });
      await first.written();
      await change((kept) =>
        Promise.resolve(new Response('something else', { headers: kept.headers })),
      );
      const second = visit();
      expect(await second.load({ sha256 })).to.deep.equal(content);
      await second.written();
      await server.kill();
      expect(await visit().load({ sha256 })).to.deep.equal(content);
    });

    it('puts a new build’s file in the place of the old one', async () => {
      const url = `${server.origin}${FILE}`;
      const cache = new ByteCache({ writeDelay: 0 });
      const bytes = new TextEncoder().encode('a former build');
      cache.put(url, bytes);
      cache.release();
      await visit().written();
      const current = visit();
      expect(await current.load({ sha256 })).to.deep.equal(content);
      await current.written();
    });

    it('names a file that the server has damaged', async () => {
      const url = `${server.origin}/fault/corrupt/current-script.js${FILE}`;
      const error = await failure(visit().load({ url, sha256 }));
      expect(error).to.include({ code: 'runtime-corrupt', detail: url });
      expect(error['message']).to.contain(sha256);
    });

    it('keeps nothing that could not be loaded', async () => {
      const { load } = visit();
      const url = `${server.origin}${FILE}`;
      await failure(load({ sha256: '0'.repeat(64) }));
      expect(await failure(load({ url: `${url}x`, sha256 }))).to.include({
        code: 'runtime-not-found',
      });
      expect(await load({ sha256 })).to.deep.equal(content);
    });

    it('gives the response to work on while it loads, and not when it is kept', async () => {
      const first = visit();
      const taps: Response[] = [];
      const file = { url: `${server.origin}${FILE}`, sha256, size: content.length, errors };
      const load = ({ store, count }: typeof first): Promise<unknown> =>
        store.load(file, count, (response) => void taps.push(response));
      await load(first);
      expect(taps).to.have.lengthOf(1);
      expect(new Uint8Array((await taps[0]?.arrayBuffer()) ?? [])).to.deep.equal(content);
      await first.written();
      await load(visit());
      expect(taps).to.have.lengthOf(1);
    });
  });

  describe('of a file that the browser’s HTTP cache has', () => {
    const etag = (name: string): Record<string, string> => ({ ETag: `"${name}"` });
    const file = (): VerifiedFile => ({ url: `${location.origin}${FILE}`, sha256, errors });
    const fetch = window.fetch.bind(window);
    let asked = 0;

    /** What a server or the HTTP cache has. */
    function has(body: BodyInit, headers: Record<string, string> = {}): void {
      asked = 0;
      window.fetch = () => {
        asked++;
        return Promise.resolve(new Response(body, { headers }));
      };
    }

    /** Loads the file, as on an earlier visit. */
    async function loaded(headers: Record<string, string>): Promise<void> {
      has(content, headers);
      const first = visit();
      await first.load(file());
      await first.written();
    }

    afterEach(() => {
      window.fetch = fetch;
    });

    it('takes that without reading it where it is of the version that was checked', async () => {
      await loaded(etag('one'));
      has('not looked at', etag('one'));
      const cached = await visit().store.cached(file());
      expect(await cached?.isIntact).to.be.true;
      expect(await cached?.response.text()).to.equal('not looked at');
    });

    it('checks it where it is of another version, or of none', async () => {
      const date = { 'Last-Modified': 'Tue, 01 Jan 1980 00:00:00 GMT' };
      for (const version of [etag('two'), { ...etag('one'), ...date }, {}]) {
        await loaded(etag('one'));
        has('another file', version);
        expect(await (await visit().store.cached(file()))?.isIntact).to.be.false;
        has(content, version);
        expect(await (await visit().store.cached(file()))?.isIntact).to.be.true;
        await caches.delete(CACHE_NAME);
      }
      await loaded(date);
      has('another file', date);
      expect(await (await visit().store.cached(file()))?.isIntact).to.be.false;
    });

    it('remembers the version that it has found to be the same', async () => {
      await loaded(etag('one'));
      has(content, etag('two'));
      const second = visit();
      expect(await (await second.store.cached(file()))?.isIntact).to.be.true;
      second.store.release();
      const isNoted = async (): Promise<boolean> => {
        has('not looked at', etag('two'));
        return (await (await visit().store.cached(file()))?.isIntact) ?? false;
      };
      await waitUntil(isNoted, 'that it is remembered');
    });

    it('leaves it alone where the file has never been loaded, or has another SHA-256 by now', async () => {
      has(content, etag('one'));
      expect(await visit().store.cached(file())).to.equal(undefined);
      expect(asked).to.equal(0);
      await loaded(etag('one'));
      asked = 0;
      const other = { ...file(), sha256: '0'.repeat(64) };
      expect(await visit().store.cached(other)).to.equal(undefined);
      expect(asked).to.equal(0);
    });
  });

  describe('of a file without SHA-256', () => {
    it('asks the server each time', async () => {
      const first = visit();
      await first.load();
      await first.written();
      await visit().load();
      expect(await requestsOfFile()).to.equal(2);
    });

    it('asks no server while the copy is young enough', async () => {
      const first = visit();
      await first.load({ maxAge: 60 });
      await first.written();
      await visit().load({ maxAge: 60 });
      expect(await requestsOfFile()).to.equal(1);
      await aged(61);
      await visit().load({ maxAge: 60 });
      expect(await requestsOfFile()).to.equal(2);
    });

    it('uses an old copy when the server can’t be reached, and says so', async () => {
      const first = visit();
      await first.load();
      await first.written();
      await server.kill();
      const { warn } = console;
      const warnings: string[] = [];
      console.warn = (text: string) => void warnings.push(text);
      try {
        expect(await visit().load()).to.deep.equal(content);
      } finally {
        console.warn = warn;
      }
      expect(warnings.join()).to.contain(`${server.origin}${FILE}`);
    });

    it('believes a server that has the file no more', async () => {
      const url = `${server.origin}/fault/missing/current-script.js${FILE}`;
      const cache = new ByteCache({ writeDelay: 0 });
      cache.put(url, content);
      const store = new Store(cache);
      const count = new ByteCount(() => undefined);
      const error = await failure(store.load({ url, errors }, count));
      expect(error).to.include({ code: 'runtime-not-found', detail: url });
    });

    it('gives up where nothing comes any more', async () => {
      const url = `${server.origin}/fault/stalled/current-script.js${FILE}`;
      const store = new Store(new ByteCache({ writeDelay: 0 }), new StallWatch(1));
      const error = await failure(store.load({ url, errors }, new ByteCount(() => undefined)));
      expect(error).to.include({ code: 'runtime-not-found', detail: url });
      expect(error['message']).to.contain('has stopped to send');
    });

    it('waits for one of which nothing comes while others do', async () => {
      const watch = new StallWatch(2);
      const store = new Store(new ByteCache({ writeDelay: 0 }), watch);
      const url = `${server.origin}/fault/slow/current-script.js${FILE}`;
      const progress = setInterval(watch.progress, 100);
      try {
        const bytes = await store.load({ url, errors }, new ByteCount(() => undefined));
        expect(bytes).to.deep.equal(content);
      } finally {
        clearInterval(progress);
      }
    });

    it('tells the progress in bytes as soon as the server has told the size', async () => {
      const seen: [number, number][] = [];
      const count = new ByteCount((loaded, total) => void seen.push([loaded, total]));
      await new Store(new ByteCache()).load({ url: `${server.origin}${FILE}`, errors }, count);
      expect(seen.at(-1)).to.deep.equal([content.length, content.length]);
    });
  });

  it('recalls what it was given to keep, for as long as it holds', async () => {
    const first = visit();
    first.store.keep('answer', content);
    expect(await first.store.recall('answer')).to.deep.equal(content);
    await first.written();
    expect(await visit().store.recall('answer', 60)).to.deep.equal(content);
    await aged(61);
    expect((await visit().store.recall('answer', 60)) === undefined).to.be.true;
    expect(await visit().store.recall('answer')).to.deep.equal(content);
    expect((await visit().store.recall('question')) === undefined).to.be.true;
  });

  it('is not in the way of a service worker that looks through all caches', async () => {
    const first = visit();
    await first.load({ sha256 });
    await first.written();
    expect((await caches.match(`${server.origin}${FILE}`)) === undefined).to.be.true;
  });
});
