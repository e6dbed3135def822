import { expect } from '@open-wc/testing';

import { importCached } from '../../src/kernel/pyodide/import-verified.js';
import { sha256Hex } from '../../src/kernel/store/sha256.js';

/** A module, as the server of the tests has it. */
function moduleURL(query: string): string {
  return new URL(`../../src/deferred.ts?${query}`, import.meta.url).href;
}

async function digestOf(url: string): Promise<string> {
  return sha256Hex(new Uint8Array(await (await fetch(url)).arrayBuffer()));
}

describe('a module of the HTTP cache', () => {
  it('is imported from its address, if it is the one that is wanted', async () => {
    const url = moduleURL('cached');
    const sha256 = await digestOf(url);
    expect(await importCached(url, sha256)).to.have.property('deferred');
    expect(await importCached(url, '0'.repeat(64))).to.equal(undefined);
  });

  it('is not imported where the cache doesn’t have it, or it is of another origin', async () => {
    const url = moduleURL('never-loaded');
    const sha256 = await digestOf(moduleURL('cached'));
    expect(await importCached(url, sha256)).to.equal(undefined);
    expect(await importCached('https://elsewhere.invalid/deferred.js', sha256)).to.equal(undefined);
  });

  it('is not taken where its host has another one by now', async () => {
    const url = moduleURL('changed');
    const sha256 = await digestOf(url);
    const native = window.fetch.bind(window);
    let calls = 0;
    // What the cache holds after the import isn't what it held before.
    window.fetch = async (input, init) =>
      ++calls === 1 ? native(input, init) : new Response('export const other = 1;');
    try {
      expect(await importCached(url, sha256)).to.equal(undefined);
    } finally {
      window.fetch = native;
    }
    expect(calls).to.equal(2);
  });
});
