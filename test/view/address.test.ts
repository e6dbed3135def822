import { expect } from '@open-wc/testing';

import { PageAddress, type AddressPart } from '../../src/host/page-address.js';
import { mountApp, until, type App } from './fixture.js';

const PAGES = {
  '/': '<title>first</title><a id="a" href="/next?q=1#part">next</a><i id="i"></i>',
  '/next': '<title>next</title><p id="part"></p>',
  '/moved': { status: 302, headers: [['Location', '/next']] as const },
};

const home = location.href;

/** Puts the page at another address, as a link to it does. */
const visit = (address: string): void => history.pushState(null, '', new URL(address, home));

const shown = (app: App, title: string): Promise<void> =>
  until(() => app.root.querySelector('title')?.textContent === title, `The page “${title}”`);

const addressOf = ({ realm: { location } }: App): string =>
  location.pathname + location.search + location.hash;

/** Waits until an app and the page are at these addresses. */
async function at(app: App, address: string, page: string): Promise<void> {
  const expected = `${address} in ${new URL(page, home).href}`;
  const present = (): string => `${addressOf(app)} in ${location.href}`;
  await until(() => present() === expected, `${expected} (it is ${present()})`).catch(
    (error: unknown) => {
      throw new Error(`${present()} rather than ${expected}`, { cause: error });
    },
  );
}

/** Mounts an app whose address stands in that part of the page's, or in none of it. */
function mountAt(part: AddressPart | 'inner', key = 'app'): Promise<App> {
  if (part === 'inner') return mountApp(PAGES);
  const addressBar = new PageAddress(part, key);
  const address = addressBar.read()?.address ?? '/';
  return mountApp(PAGES, { addressBar, address });
}

describe('The address of an app in that of the page', () => {
  beforeEach(() => visit(home));
  after(() => visit(home));

  /** The page's address with these parameters, behind those of the test runner. */
  function pageWith(part: AddressPart | 'inner', parameters: string): string {
    const url = new URL(home);
    if (part === 'hash') url.hash = parameters;
    else if (part === 'query') url.search += `&${parameters}`;
    return url.href;
  }

  for (const part of ['hash', 'query', 'inner'] as const) {
    describe(`as ${part}`, () => {
      const page = (parameters: string): string => pageWith(part, parameters);

      it('is left out where the app begins', async () => {
        const app = await mountAt(part);
        await at(app, '/', home);
      });

      it('follows what the app pushes and replaces, and the ways through the history', async () => {
        const app = await mountAt(part);
        const { realm } = app;
        const popped: unknown[] = [];
        realm.addEventListener('popstate', ({ state }) => popped.push(state));
        realm.history.replaceState('zero', '');
        realm.history.pushState('one', '', '/one?q=a b');
        await at(app, '/one?q=a%20b', page('app=/one?q=a%2520b'));
        realm.history.pushState('two', '', '/two#here');
        realm.history.replaceState('three', '', '/three');
        await at(app, '/three', page('app=/three'));
        history.back();
        await at(app, '/one?q=a%20b', page('app=/one?q=a%2520b'));
        realm.history.back();
        await at(app, '/', home);
        history.go(2);
        await at(app, '/three', page('app=/three'));
        expect(popped).to.deep.equal(['one', 'zero', 'three']);
        expect(realm.history.state).to.equal('three');
        expect(app.targets()).to.deep.equal(['/']);
        expect(app.realm === realm).to.equal(true);
      });

      it('follows full navigations, and leads back to the page before', async () => {
        const app = await mountAt(part);
        (await app.found('#a')).click();
        await shown(app, 'next');
        await at(app, '/next?q=1#part', page('app=/next?q=1%23part'));
        history.back();
        await shown(app, 'first');
        await at(app, '/', home);
        history.forward();
        await shown(app, 'next');
        expect(app.targets()).to.deep.equal(['/', '/next?q=1', '/', '/next?q=1']);
      });

      it('of two apps are two, each with its own ways back', async () => {
        const one = await mountAt(part, 'one');
        const two = await mountAt(part, 'zwei & 2');
        one.realm.history.pushState(null, '', '/1');
        two.realm.history.pushState(null, '', '/2');
        const key = 'zwei%20%26%202';
        await at(two, '/2', page(`one=/1&${key}=/2`));
        let popped = 0;
        one.realm.addEventListener('popstate', () => popped++);
        history.back();
        await at(two, '/', page('one=/1'));
        expect(addressOf(one)).to.equal('/1');
        expect(popped).to.equal(0);
        history.back();
        await at(one, '/', home);
      });
    });
  }

  for (const part of ['hash', 'query'] as const) {
    describe(`in the ${part}`, () => {
      const page = (parameters: string): string => pageWith(part, parameters);

      it('is where the app is opened', async () => {
        visit(page('app=/next?q=1%26r=2%23part'));
        const app = await mountAt(part);
        expect(addressOf(app)).to.equal('/next?q=1&r=2#part');
        expect(app.targets()).to.deep.equal(['/next?q=1&r=2']);
      });

      it('is the one that answered, after a redirect', async () => {
        visit(page('app=/moved'));
        const app = await mountAt(part);
        await at(app, '/next', page('app=/next'));
      });

      it('leaves what else the page has there, and takes one parameter of its name alone', async () => {
        visit(page('section&x=%41+b&app2=/other'));
        const app = await mountAt(part);
        app.realm.history.pushState(null, '', '/a');
        await at(app, '/a', page('section&x=%41+b&app2=/other&app=/a'));
        app.realm.history.pushState(null, '', '/');
        await at(app, '/', page('section&x=%41+b&app2=/other'));
      });

      it('leaves the state of the page’s history', async () => {
        history.replaceState({ router: [1] }, '');
        const app = await mountAt(part);
        app.realm.history.pushState({ own: 1 }, '', '/a');
        expect(history.state).to.deep.include({ router: [1] });
        expect(app.realm.history.state).to.deep.equal({ own: 1 });
      });

      it('is not one of another origin', () => {
        for (const address of ['//example.org/x', 'https://example.org/', 'javascript:0', '%E0']) {
          visit(page(`app=${address}`));
          expect(new PageAddress(part, 'app').read()?.address).to.equal('/');
        }
      });

      it('is left alone once the app is gone', async () => {
        const app = await mountAt(part);
        app.realm.history.pushState(null, '', '/a');
        app.dispose();
        visit(home);
        history.back();
        await until(() => location.href === page('app=/a'));
      });
    });
  }

  it('follows a hash that the reader writes, or a link of the page does', async () => {
    const app = await mountAt('hash');
    location.hash = '#app=/next';
    await shown(app, 'next');
    await at(app, '/next', '#app=/next');
    history.back();
    await shown(app, 'first');
  });

  it('stays where the reader goes to another place of the page', async () => {
    const app = await mountAt('hash');
    const { realm } = app;
    realm.history.pushState(null, '', '/a');
    location.hash = '#section';
    await at(app, '/a', '#section&app=/a');
    history.back();
    await at(app, '/a', '#app=/a');
    expect(app.realm === realm).to.equal(true);
  });

  it('follows hashes within the app', async () => {
    const app = await mountAt('hash');
    const hashes: string[] = [];
    app.realm.addEventListener('hashchange', ({ newURL }) => hashes.push(new URL(newURL).hash));
    app.realm.location.hash = '#i';
    await at(app, '/#i', '#app=/%23i');
    history.back();
    await at(app, '/', home);
    await until(() => hashes.length === 2, 'The change back');
    app.realm.history.pushState(null, '', '#j');
    history.back();
    await at(app, '/', home);
    await until(() => hashes.length === 3, 'The next change back');
    expect(hashes).to.deep.equal(['#i', '', '']);
  });
});
