import { expect } from '@open-wc/testing';

import { mountApp, until, type App } from './fixture.js';
import { watchNewTabs } from './new-tabs.js';

const ROUTES = {
  '/next': '<title>next</title>',
  '/file': { type: 'text/csv', body: 'a,b' },
};

const shown = (app: App, title = 'next'): Promise<void> =>
  until(() => app.root.querySelector('title')?.textContent === title, `The page “${title}”`);

const opened = watchNewTabs();

/** Clicks as with a key held. */
const click = (element: Element, init: MouseEventInit = {}): boolean =>
  element.dispatchEvent(
    new MouseEvent('click', { bubbles: true, cancelable: true, composed: true, ...init }),
  );

describe('What was to open in a new tab', () => {
  for (const [name, init] of Object.entries({
    ctrl: { ctrlKey: true },
    meta: { metaKey: true },
    shift: { shiftKey: true },
  })) {
    it(`by a click with ${name}, a page opens in place`, async () => {
      const app = await mountApp({ '/': '<a href="/next">go</a>', ...ROUTES });
      expect(click(await app.found('a'), init)).to.equal(false);
      await shown(app);
      expect(opened).to.deep.equal([]);
    });
  }

  it('by target="_blank", a page opens in place', async () => {
    const app = await mountApp({ '/': '<a href="/next" target="_blank">go</a>', ...ROUTES });
    (await app.found('a')).click();
    await shown(app);
    expect(opened).to.deep.equal([]);
  });

  it('by window.open(), a page opens in place', async () => {
    const app = await mountApp({ '/': '', ...ROUTES });
    app.run('window.open("next")');
    await shown(app);
    expect(app.realm.location.pathname).to.equal('/next');
    expect(opened).to.deep.equal([]);
  });

  for (const [name, act] of Object.entries({
    'a click with ctrl': (app: App) =>
      click(app.root.querySelector('a') as Element, { ctrlKey: true }),
    'target="_blank"': (app: App) =>
      app.run('document.links[0].target = "_blank"; document.links[0].click()'),
    'window.open()': (app: App) => app.run('window.open("/file")'),
  })) {
    it(`by ${name}, a file opens there, and the app stays`, async () => {
      const app = await mountApp({ '/': '<a href="/file">go</a>', ...ROUTES });
      const { realm } = app;
      act(app);
      await until(() => opened.length > 0, 'A new tab');
      expect(opened).to.have.length(1);
      const response = await fetch(opened[0] ?? '');
      expect(await response.text()).to.equal('a,b');
      expect(response.headers.get('content-type')).to.equal('text/csv');
      expect(app.realm === realm).to.equal(true);
      expect(app.targets()).to.deep.equal(['/', '/file']);
    });
  }

  it('by window.open() into the same tab, a file is a page', async () => {
    const app = await mountApp({ '/': '', ...ROUTES });
    app.run('window.open("/file", "_self")');
    expect((await app.found('pre')).textContent).to.equal('a,b');
    expect(opened).to.deep.equal([]);
  });

  it('without an address is the browser’s', async () => {
    const app = await mountApp('');
    app.run('window.open("", "named")');
    expect(opened).to.deep.equal(['']);
  });
});

describe('To another page of the app leads', () => {
  it('form.submit(), with what is in the form', async () => {
    const app = await mountApp({
      '/': '<form action="/next"><input name="q" value="1"></form>',
      ...ROUTES,
    });
    app.run('document.forms[0].submit()');
    await shown(app);
    expect(app.targets()).to.deep.equal(['/', '/next?q=1']);
  });

  it('form.submit() of a form that posts', async () => {
    const app = await mountApp({
      '/': '<form action="/next" method="post"><input name="q" value="1"></form>',
      ...ROUTES,
    });
    app.run('document.forms[0].submit()');
    await shown(app);
    const { method, body } = app.lastRequest();
    expect([method, new TextDecoder().decode(body ?? undefined)]).to.deep.equal(['POST', 'q=1']);
  });

  for (const attribute of ['href', 'xlink:href']) {
    it(`an SVG link by its ${attribute}`, async () => {
      const app = await mountApp({
        '/': `<svg><a ${attribute}="/next"><text y="20">go</text></a></svg>`,
        ...ROUTES,
      });
      expect(click(await app.found('text'))).to.equal(false);
      await shown(app);
      expect(app.targets()).to.deep.equal(['/', '/next']);
    });
  }

  it('an area of an image map', async () => {
    const app = await mountApp({
      '/': '<map name="m"><area href="/next" shape="default"></map>',
      ...ROUTES,
    });
    (await app.found('area')).click();
    await shown(app);
  });
});

describe('A navigation doesn’t happen if the app prevents it', () => {
  const page = `<a href="/next">go</a>
    <form action="/next"><button>send</button></form>`;

  for (const target of ['document', 'window', 'document.body']) {
    for (const [type, selector] of [
      ['click', 'a'],
      ['submit', 'button'],
    ] as const) {
      it(`by a ${type} listener of ${target}`, async () => {
        const app = await mountApp({ '/': page, ...ROUTES });
        const heard: string[] = [];
        Object.assign(app.realm, { heard });
        app.run(`${target}.addEventListener('${type}', (event) => {
          heard.push(event.type);
          event.preventDefault();
        })`);
        (await app.found(selector)).click();
        expect(heard).to.deep.equal([type]);
        await app.realm.fetch('/file');
        expect(app.targets()).to.deep.equal(['/', '/file']);
      });
    }
  }

  it('and the next one, which it doesn’t prevent, does', async () => {
    const app = await mountApp({ '/': page, ...ROUTES });
    app.run(`document.addEventListener('submit', (event) => event.preventDefault(), {once: true})`);
    const button = await app.found('button');
    button.click();
    button.click();
    await shown(app);
    expect(app.targets()).to.deep.equal(['/', '/next']);
  });
});
