import { expect } from '@open-wc/testing';

import { Cookies } from '../../src/http/cookies.js';
import { mountApp } from '../view/fixture.js';

describe('document.cookie in the realm', () => {
  it('reads what the app’s jar shows to scripts', async () => {
    const { document } = await mountApp({ '/': { cookies: 'a=1; b=x=y' } });
    expect(document.cookie).to.equal('a=1; b=x=y');
  });

  it('follows each response', async () => {
    const { document, realm } = await mountApp({
      '/': { cookies: 'a=1' },
      '/logout': { cookies: '' },
    });
    await realm.fetch('/logout');
    expect(document.cookie).to.equal('');
  });

  it('gives what scripts write to the app with the next request, once', async () => {
    const { document, realm, requests } = await mountApp({
      '/': '',
      '/next': { cookies: 'mode=dark' },
    });
    document.cookie = 'mode=dark; path=/; max-age=60';
    expect(document.cookie).to.equal('mode=dark');
    await realm.fetch('/next');
    await realm.fetch('/next');
    expect(requests.map(({ scriptCookies }) => scriptCookies)).to.deep.equal([
      [],
      ['mode=dark; path=/; max-age=60'],
      [],
    ]);
    expect(document.cookie).to.equal('mode=dark');
  });

  it('is the app’s alone', async () => {
    const before = document.cookie;
    const one = await mountApp('');
    const other = await mountApp('');
    one.document.cookie = 'own=1';
    expect(other.document.cookie).to.equal('');
    expect(document.cookie).to.equal(before);
  });
});

describe('Cookies', () => {
  it('replaces a cookie of the same name', () => {
    const cookies = new Cookies();
    cookies.write('a=1');
    cookies.write('b=2');
    cookies.write('a=3; SameSite=Lax');
    expect(cookies.text).to.equal('a=3; b=2');
  });

  for (const attribute of ['max-age=0', 'Max-Age=-1', 'expires=Thu, 01 Jan 1970 00:00:00 GMT']) {
    it(`forgets a cookie written with ${attribute}`, () => {
      const cookies = new Cookies();
      cookies.write('a=1');
      cookies.write(`a=; ${attribute}`);
      expect(cookies.text).to.equal('');
      expect(cookies.takeWritten()).to.deep.equal(['a=1', `a=; ${attribute}`]);
    });
  }

  it('keeps a cookie that expires later', () => {
    const cookies = new Cookies();
    cookies.write(`a=1; expires=${new Date(Date.now() + 60_000).toUTCString()}`);
    expect(cookies.text).to.equal('a=1');
  });

  it('keeps what was written while a request was under way', () => {
    const cookies = new Cookies();
    cookies.write('late=1');
    cookies.received('jar=1');
    expect(cookies.text).to.equal('jar=1; late=1');
    expect(cookies.takeWritten()).to.deep.equal(['late=1']);
  });
});
