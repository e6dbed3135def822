import { expect } from '@open-wc/testing';
import { Zstd } from '@hpcc-js/wasm-zstd';
import { zipSync } from 'fflate';

import { ByteCache, CACHE_NAME } from '../../src/kernel/store/byte-cache.js';
import { Bytecode, type Compiled } from '../../src/kernel/packages/bytecode.js';
import { Store } from '../../src/kernel/store/store.js';

const WHEEL = 'a'.repeat(64);
const SOURCES = new Map([
  ['demo/__init__.py', new Uint8Array()],
  ['demo/part.py', new Uint8Array()],
  ['demo/data.txt', new Uint8Array()],
]);
const bytecode = (text: string): Uint8Array => new TextEncoder().encode(text);

function compiled(...names: string[]): Compiled {
  return names.map((name) => [`demo/${name}.py`, `demo/__pycache__/${name}.pyc`, bytecode(name)]);
}

const none = (): Promise<undefined> => Promise.resolve(undefined);

/** What there is of a wheel at the beginning of a visit. */
async function visit(bytecode: Bytecode, wheel = WHEEL): Promise<ReadonlyMap<string, Uint8Array>> {
  const found = await bytecode.of(wheel);
  bytecode.watch(wheel, SOURCES);
  return found;
}

describe('Bytecode', () => {
  let store: Store;

  beforeEach(async () => {
    await caches.delete(CACHE_NAME);
    store = new Store(new ByteCache());
  });

  it('has nothing of a wheel on the first visit', async () => {
    expect((await visit(new Bytecode(store, '3.14', none))).size).to.equal(0);
  });

  it('has on the next visit what Python compiled, and adds what it compiles then', async () => {
    const first = new Bytecode(store, '3.14', none);
    await visit(first);
    first.keep(compiled('__init__'));
    const second = new Bytecode(store, '3.14', none);
    const kept = await visit(second);
    expect([...kept]).to.deep.equal([['demo/__pycache__/__init__.pyc', bytecode('__init__')]]);
    second.keep(compiled('part'));
    const third = await visit(new Bytecode(store, '3.14', none));
    expect([...third.keys()]).to.have.members([
      'demo/__pycache__/__init__.pyc',
      'demo/__pycache__/part.pyc',
    ]);
  });

  it('is of one wheel and one Python', async () => {
    const first = new Bytecode(store, '3.14', none);
    await visit(first);
    first.keep(compiled('__init__'));
    expect((await visit(new Bytecode(store, '3.12', none))).size).to.equal(0);
    expect((await visit(new Bytecode(store, '3.14', none), 'b'.repeat(64))).size).to.equal(0);
  });

  it('keeps nothing of what is from no wheel', async () => {
    const first = new Bytecode(store, '3.14', none);
    await visit(first);
    first.keep([['other.py', '__pycache__/other.pyc', bytecode('other')]]);
    expect((await visit(new Bytecode(store, '3.14', none))).size).to.equal(0);
  });

  it('is the runtime’s, where that has some, and is not kept then', async () => {
    const zip = zipSync({ 'demo/__pycache__/part.pyc': bytecode('part') }, { level: 0 });
    const archive = new Uint8Array((await Zstd.load()).compress(zip));
    const first = new Bytecode(store, '3.14', () => Promise.resolve(archive));
    expect([...(await visit(first)).keys()]).to.deep.equal(['demo/__pycache__/part.pyc']);
    first.keep(compiled('part'));
    expect((await visit(new Bytecode(store, '3.14', none))).size).to.equal(0);
  });
});
