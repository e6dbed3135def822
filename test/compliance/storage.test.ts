import { expect } from '@open-wc/testing';

import { createStorage } from '../../src/view/storage.js';
import { mountApp } from '../view/fixture.js';

for (const name of ['localStorage', 'sessionStorage'] as const) {
  describe(`${name} in the realm`, () => {
    beforeEach(() => window[name].clear());

    it('keeps an app’s items from another app and from the page', async () => {
      const one = (await mountApp('', { storageKey: 'one' })).realm[name];
      const other = (await mountApp('', { storageKey: 'other' })).realm[name];
      window[name].setItem('theme', 'page');
      one.setItem('theme', 'dark');
      expect(one.getItem('theme')).to.equal('dark');
      expect(other.getItem('theme')).to.equal(null);
      expect(window[name].getItem('theme')).to.equal('page');
    });

    it('still holds them when the app is mounted again', async () => {
      const first = await mountApp('', { storageKey: 'same' });
      first.realm[name].setItem('visits', '1');
      first.dispose();
      const again = await mountApp('', { storageKey: 'same' });
      expect(again.realm[name].getItem('visits')).to.equal('1');
    });

    it('clears the app’s items only', async () => {
      const { realm } = await mountApp('');
      window[name].setItem('theme', 'page');
      realm[name].setItem('theme', 'dark');
      realm[name].clear();
      expect(realm[name].length).to.equal(0);
      expect(window[name].getItem('theme')).to.equal('page');
    });
  });
}

describe('createStorage()', () => {
  let storage: Storage;

  beforeEach(() => {
    localStorage.clear();
    localStorage.setItem('of the page', 'x');
    storage = createStorage(() => localStorage, 'app');
  });

  it('takes items as properties, as strings', () => {
    Object.assign(storage, { count: 1 });
    expect(storage.getItem('count')).to.equal('1');
    expect(storage['count']).to.equal('1');
    expect('count' in storage).to.equal(true);
    delete storage['count'];
    expect(storage['count']).to.equal(undefined);
    expect('count' in storage).to.equal(false);
  });

  it('takes an item with an empty string for an item', () => {
    storage.setItem('empty', '');
    expect(storage.getItem('empty')).to.equal('');
    expect(storage['empty']).to.equal('');
  });

  it('counts and lists its own items', () => {
    storage.setItem('a', '1');
    storage.setItem('b', '2');
    expect(storage.length).to.equal(2);
    const keys = [storage.key(0), storage.key(1)].sort();
    expect(keys).to.deep.equal(['a', 'b']);
    expect(storage.key(2)).to.equal(null);
    expect(Object.keys(storage).sort()).to.deep.equal(['a', 'b']);
    expect(JSON.parse(JSON.stringify(storage))).to.deep.equal({ a: '1', b: '2' });
  });

  it('keeps items named like its methods', () => {
    storage.setItem('getItem', 'x');
    expect(storage.getItem('getItem')).to.equal('x');
    expect(storage.length).to.equal(1);
  });

  it('turns names and values into strings', () => {
    storage.setItem(1 as unknown as string, null as unknown as string);
    expect(storage.getItem('1')).to.equal('null');
  });
});
