import { expect } from '@open-wc/testing';

import { ByteCache, CACHE_NAME } from '../../src/kernel/store/byte-cache.js';

const KILOBYTE = 1024;
const bytes = (length: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array(length).fill(length % 251);
const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A cache as on another visit. */
function visit(options: ConstructorParameters<typeof ByteCache>[0] = {}): ByteCache {
  return new ByteCache({ writeDelay: 0, ...options });
}

/** Keeps some bytes each, one after the other, as on a visit of their own. */
async function keep(entries: Record<string, number>, capacity = Infinity): Promise<void> {
  const cache = visit({ capacity });
  for (const [key, length] of Object.entries(entries)) cache.put(key, bytes(length));
  cache.release();
  await settled();
}

/** Waits until the entries have been the same for a while, and names them. */
async function settled(): Promise<string[]> {
  let before = '';
  for (;;) {
    const keys = await (await caches.open(CACHE_NAME)).keys();
    const names = keys.map(({ url }) => new URL(url).searchParams.get('key') ?? '');
    if (names.length > 0 && names.join() === before) return names;
    before = names.join();
    await pause(100);
  }
}

/** A browser's cache, of which some methods are others. */
async function altered(methods: Partial<Cache>): Promise<Cache> {
  const cache = await caches.open(CACHE_NAME);
  return new Proxy(cache, {
    get(target, name) {
      const own = methods[name as keyof Cache] as unknown;
      if (own) return own;
      const value = Reflect.get(target, name) as unknown;
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

/** What the console's `info` is told while something runs. */
async function informed(run: () => Promise<void>): Promise<string[]> {
  const { info } = console;
  const texts: string[] = [];
  console.info = (text: string) => void texts.push(text);
  try {
    await run();
  } finally {
    console.info = info;
  }
  return texts;
}

describe('ByteCache', () => {
  beforeEach(() => caches.delete(CACHE_NAME));

  it('writes nothing before it is released', async () => {
    const cache = visit();
    cache.put('a', bytes(10));
    await pause(100);
    expect(await (await caches.open(CACHE_NAME)).keys()).to.have.lengthOf(0);
    cache.release();
    expect(await settled()).to.deep.equal(['a']);
  });

  it('writes what comes later too', async () => {
    const cache = visit();
    cache.release();
    cache.put('a', bytes(10));
    await settled();
    cache.put('b', bytes(20));
    await pause(100);
    expect(await settled()).to.deep.equal(['a', 'b']);
  });

  it('says since when it has them', async () => {
    const before = Date.now();
    await keep({ a: 10 });
    const kept = await visit().get('a');
    // The header has whole seconds.
    expect(kept?.since).to.be.within(before - 1000, Date.now());
  });

  it('doesn’t read what has another SHA-256 than is wanted', async () => {
    await keep({ a: 10 });
    expect((await visit().get('a', '0'.repeat(64))) === undefined).to.be.true;
    expect((await visit().get('a'))?.bytes).to.deep.equal(bytes(10));
  });

  it('has what waits to be written only for who wants that', () => {
    const cache = visit();
    cache.put('a', bytes(10));
    return Promise.all([
      cache.get('a').then((kept) => expect(kept?.bytes).to.deep.equal(bytes(10))),
      cache.get('a', '0'.repeat(64)).then((kept) => expect(kept === undefined).to.be.true),
    ]);
  });

  it('throws the oldest out when it holds too much', async () => {
    await keep({ a: KILOBYTE, b: KILOBYTE });
    await keep({ c: KILOBYTE }, 2 * KILOBYTE);
    expect(await settled()).to.deep.equal(['b', 'c']);
  });

  it('throws nothing out that this visit needs', async () => {
    await keep({ a: KILOBYTE, b: KILOBYTE });
    const cache = visit({ capacity: 2 * KILOBYTE });
    await cache.get('a');
    cache.put('c', bytes(KILOBYTE));
    cache.release();
    await pause(100);
    expect(await settled()).to.deep.equal(['a', 'c']);
  });

  it('makes room when the disk is full', async () => {
    await keep({ a: KILOBYTE });
    const real = await caches.open(CACHE_NAME);
    const open = (): Promise<Cache> =>
      altered({
        put: async (request, response) => {
          if ((await real.keys()).length > 0) throw new DOMException('', 'QuotaExceededError');
          await real.put(request, response);
        },
      });
    const cache = visit({ open });
    cache.put('b', bytes(KILOBYTE));
    cache.release();
    await pause(100);
    expect(await settled()).to.deep.equal(['b']);
  });

  it('goes on without the disk when it stays full, and says so once', async () => {
    const put = (): Promise<never> => Promise.reject(new DOMException('', 'QuotaExceededError'));
    const told = await informed(async () => {
      const cache = visit({ open: () => altered({ put }) });
      cache.put('a', bytes(10));
      cache.put('b', bytes(10));
      expect((await cache.get('a'))?.bytes).to.deep.equal(bytes(10));
      cache.release();
      await pause(200);
      expect((await cache.get('a')) === undefined).to.be.true;
    });
    expect(told).to.have.lengthOf(1);
    expect(told[0]).to.contain('QuotaExceededError');
  });

  it('is empty where the browser has no cache, or none that opens', async () => {
    const told = await informed(async () => {
      const cache = visit({ open: () => Promise.reject(new DOMException('', 'SecurityError')) });
      expect((await cache.get('a')) === undefined).to.be.true;
      cache.put('a', bytes(10));
      cache.release();
      await pause(50);
      const stuck = visit({ open: () => new Promise(() => undefined) });
      expect((await stuck.get('a')) === undefined).to.be.true;
    });
    expect(told).to.have.lengthOf(2);
    expect(told[0]).to.contain('SecurityError');
  });

  it('is empty where the cache can’t be read', async () => {
    await keep({ a: 10 });
    const match = (): Promise<never> => Promise.reject(new Error('The disk is broken.'));
    const told = await informed(async () => {
      const cache = visit({ open: () => altered({ match }) });
      expect((await cache.get('a')) === undefined).to.be.true;
    });
    expect(told).to.have.lengthOf(1);
  });
});
