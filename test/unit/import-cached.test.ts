import { expect } from '@open-wc/testing';

import { importCached } from '../../src/kernel/pyodide/import-verified.js';
import { compileCached, EMPTY_MODULE } from '../../src/kernel/pyodide/wasm.js';
import type { CachedFile } from '../../src/kernel/store/http-cache.js';

/** A module, as the server of the tests has it. */
const MODULE = new URL('../../src/deferred.ts', import.meta.url).href;

/** What the HTTP cache is found to have, time after time. */
function finds(...intact: (boolean | undefined)[]): () => Promise<CachedFile | undefined> {
  const found = intact.map((isIntact) =>
    isIntact === undefined
      ? undefined
      : { response: new Response('x'), isIntact: Promise.resolve(isIntact) },
  );
  return () => Promise.resolve(found.shift());
}

describe('a module of the HTTP cache', () => {
  it('is imported from its address, if it is the one that is wanted', async () => {
    expect(await importCached(MODULE, finds(true, true))).to.have.property('deferred');
    expect(await importCached(MODULE, finds(false, true))).to.equal(undefined);
  });

  it('is not imported where the cache doesn’t have it', async () => {
    expect(await importCached(MODULE, finds(undefined, true))).to.equal(undefined);
  });

  it('is not taken where its host has another one by now', async () => {
    expect(await importCached(MODULE, finds(true, false))).to.equal(undefined);
    expect(await importCached(MODULE, finds(true, undefined))).to.equal(undefined);
  });
});

describe('WebAssembly of the HTTP cache', () => {
  const compiled = (
    isIntact: boolean,
    body: Uint8Array<ArrayBuffer> = EMPTY_MODULE,
    type = 'application/wasm',
  ): Promise<WebAssembly.Module | undefined> => {
    const response = new Response(body, { headers: { 'Content-Type': type } });
    return compileCached(() => Promise.resolve({ response, isIntact: Promise.resolve(isIntact) }));
  };

  it('is compiled if it is the one that is wanted', async () => {
    expect(await compiled(true)).to.be.instanceOf(WebAssembly.Module);
    expect(await compiled(false)).to.equal(undefined);
  });

  it('is not taken where it is not there, or not to be compiled', async () => {
    expect(await compileCached(() => Promise.resolve(undefined))).to.equal(undefined);
    expect(await compiled(true, new Uint8Array(8))).to.equal(undefined);
    expect(await compiled(true, EMPTY_MODULE, 'text/plain')).to.equal(undefined);
  });
});
