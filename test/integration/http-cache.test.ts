import { expect } from '@open-wc/testing';

import { CACHE_NAME, ByteCache } from '../../src/kernel/store/byte-cache.js';
import { ByteCount } from '../../src/kernel/store/download.js';
import { cachedResponse } from '../../src/kernel/store/http-cache.js';
import { sha256Hex } from '../../src/kernel/store/sha256.js';
import { Store } from '../../src/kernel/store/store.js';
import { startServer } from '../helpers/commands.js';
import { replace } from './replace.js';

const errors = { missing: 'runtime-not-found', damaged: 'runtime-corrupt' } as const;

/** What this browser has of a file, by a query that makes it one of its own. */
function fileOf(query: string): string {
  return `${location.origin}/fixtures/current-script.js?${query}`;
}

describe('the browser’s HTTP cache', () => {
  beforeEach(() => caches.delete(CACHE_NAME));

  it('has what was loaded, which is not hashed again while its server calls it the same', async () => {
    const url = fileOf('loaded');
    const bytes = new Uint8Array(await (await fetch(fileOf('digest'))).arrayBuffer());
    const file = { url, sha256: await sha256Hex(bytes), errors };
    const store = new Store(new ByteCache());
    await store.load(file, new ByteCount(() => undefined));
    let digests = 0;
    const digest = replace(crypto.subtle, 'digest', (original) => (...args) => {
      digests++;
      return original(...args);
    });
    try {
      const cached = await store.cached(file);
      expect(await cached?.isIntact).to.be.true;
      expect(new Uint8Array((await cached?.response.arrayBuffer()) ?? [])).to.deep.equal(bytes);
      expect(digests).to.equal(0);
    } finally {
      digest.restore();
    }
  });

  it('is found to lack what was never loaded, without asking anyone', async () => {
    const server = await startServer();
    expect(await cachedResponse(fileOf('never'))).to.equal(undefined);
    expect(await cachedResponse(`${server.origin}/fixtures/current-script.js`)).to.equal(undefined);
    expect(await server.requests()).to.deep.equal([]);
    await server.kill();
  });
});
