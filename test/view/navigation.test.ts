import { expect, oneEvent } from '@open-wc/testing';
import { readDownload } from '../helpers/commands.js';

import { mountApp, until, type App } from './fixture.js';

const PAGES = {
  '/': '<title>first</title><a id="a" href="/next?q=1#part">next</a>',
  '/next': '<title>next</title><p id="part"></p>',
  '/text': { type: 'text/plain', body: '<b>no markup</b>' },
};

const shown = (app: App, title: string) =>
  until(() => app.root.querySelector('title')?.textContent === title, `The page “${title}”`);

describe('The address of the app', () => {
  const page = location.href;

  afterEach(() => expect(location.href).to.equal(page));

  it('is its own on the page’s origin', async () => {
    const { realm } = await mountApp(PAGES, { address: '/next?q=1#part' });
    expect(realm.location.pathname + realm.location.search + realm.location.hash).to.equal(
      '/next?q=1#part',
    );
    expect(realm.location.origin).to.equal(location.origin);
  });

  it('follows pushState and goes back, in the same realm', async () => {
    const app = await mountApp(PAGES);
    const { realm } = app;
    const states: unknown[] = [];
    const inPage = (event: PopStateEvent) => states.push(['page', event.state]);
    window.addEventListener('popstate', inPage);
    realm.history.replaceState('first', '');
    realm.history.pushState('second', '', '/pushed');
    expect(realm.location.pathname).to.equal('/pushed');
    const popped = oneEvent<PopStateEvent>(realm, 'popstate');
    realm.history.back();
    states.push((await popped).state);
    window.removeEventListener('popstate', inPage);
    expect(states).to.deep.equal(['first']);
    expect(realm.location.pathname).to.equal('/');
    expect(app.view.realm === realm).to.equal(true);
    expect(app.targets()).to.deep.equal(['/']);
  });

  for (const [name, code] of Object.entries({
    'location.href': 'location.href = "/next"',
    'location.assign()': 'location.assign("next")',
    'location.replace()': 'location.replace("/next")',
  })) {
    it(`set by ${name} shows that page, in a new realm`, async () => {
      const app = await mountApp(PAGES);
      const { realm } = app;
      app.run(code);
      await shown(app, 'next');
      expect(app.realm === realm).to.equal(false);
      expect(app.realm.location.pathname).to.equal('/next');
      expect(app.targets()).to.deep.equal(['/', '/next']);
    });
  }

  it('stays when the app reloads', async () => {
    const app = await mountApp(PAGES, { address: '/next' });
    app.run('location.reload()');
    await until(() => app.requests.length === 2, 'The second request');
    await shown(app, 'next');
    expect(app.targets()).to.deep.equal(['/next', '/next']);
  });

  it('that redirects is the one that answered', async () => {
    const { realm } = await mountApp({
      ...PAGES,
      '/': { status: 302, headers: [['Location', '/next']] },
    });
    expect(realm.location.pathname).to.equal('/next');
  });

  it('may name something that is no HTML', async () => {
    const { document } = await mountApp(PAGES, { address: '/text' });
    expect(document.body.textContent).to.equal('<b>no markup</b>');
  });
});

describe('A link', () => {
  it('has the realm’s address', async () => {
    const app = await mountApp(PAGES);
    app.realm.history.pushState(null, '', '/deep/page');
    const link = app.document.createElement('a');
    link.href = 'sub?x=1#y';
    expect(link.href).to.equal(`${location.origin}/deep/sub?x=1#y`);
    expect([link.pathname, link.search, link.hash]).to.deep.equal(['/deep/sub', '?x=1', '#y']);
    expect(link.getAttribute('href')).to.equal('sub?x=1#y');
  });

  it('to another page of the app shows it', async () => {
    const app = await mountApp(PAGES);
    (await app.found('#a')).click();
    await shown(app, 'next');
    expect(app.realm.location.hash).to.equal('#part');
    expect(app.targets()).to.deep.equal(['/', '/next?q=1']);
  });

  it('is the app’s own business if it says so', async () => {
    const app = await mountApp(PAGES);
    const link = await app.found('#a');
    link.addEventListener('click', (event) => event.preventDefault());
    link.click();
    await app.realm.fetch('/text');
    expect(app.targets()).to.deep.equal(['/', '/text']);
  });

  it('to a place in the page changes the hash, and nothing is asked for', async () => {
    const app = await mountApp('<a href="#there">go</a><p id="there"></p>');
    const changed = oneEvent(app.realm, 'hashchange');
    (await app.found('a')).click();
    await changed;
    expect(app.realm.location.hash).to.equal('#there');
    expect(app.requests).to.have.length(1);
  });

  it('to a place in the page takes the focus there, or from the link', async () => {
    const app = await mountApp(
      '<a id="to-text" href="#text">a</a><a id="to-field" href="#field">b</a><p id="text"></p><input id="field">',
    );
    const followed = async (id: string): Promise<string | undefined> => {
      const link = await app.found(`#${id}`);
      link.focus();
      link.click();
      return app.document.activeElement?.localName;
    };
    expect(await followed('to-text')).to.equal('body');
    expect(await followed('to-field')).to.equal('input');
  });

  it('to the top of the page asks for nothing', async () => {
    const app = await mountApp('<a href="#">top</a><p style="height: 5000px"></p>');
    const link = await app.found('a');
    window.scrollTo(0, document.documentElement.scrollHeight);
    link.click();
    expect(app.realm.scrollY).to.equal(0);
    expect(app.targets()).to.eql(['/']);
  });

  it('to another origin is left to the browser', async () => {
    const app = await mountApp('<a href="https://example.org/">away</a>');
    let prevented: boolean | undefined;
    const atHost = (event: Event) => {
      prevented = event.defaultPrevented;
      event.preventDefault();
    };
    app.host.addEventListener('click', atHost);
    (await app.found('a')).click();
    expect(prevented).to.equal(false);
    expect(app.requests).to.have.length(1);
  });

  it('with a download attribute saves what the app answers', async () => {
    const app = await mountApp({
      '/': '<a href="/data" download="view-data.csv">save</a>',
      '/data': { type: 'text/csv', body: 'a,b\n1,2\n' },
    });
    (await app.found('a')).click();
    const content = await readDownload('view-data.csv');
    expect(new TextDecoder().decode(content)).to.equal('a,b\n1,2\n');
  });
});

describe('A form', () => {
  it('that gets shows the page with its fields as the query', async () => {
    const app = await mountApp({
      ...PAGES,
      '/': '<form action="/next?old"><input name="q" value="a b"><button>go</button></form>',
    });
    (await app.found('button')).click();
    await shown(app, 'next');
    expect(app.targets().at(-1)).to.equal('/next?q=a+b');
  });

  it('that posts sends its fields', async () => {
    const app = await mountApp({
      ...PAGES,
      '/': `<form action="/next" method="post"><input name="q" value="ä">
        <button name="way" value="b">go</button></form>`,
    });
    (await app.found('button')).click();
    await shown(app, 'next');
    const { method, body } = app.lastRequest();
    expect(method).to.equal('POST');
    expect(new TextDecoder().decode(body ?? undefined)).to.equal('q=%C3%A4&way=b');
  });
});
